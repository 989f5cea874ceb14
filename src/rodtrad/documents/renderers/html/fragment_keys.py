"""The keys that rendered sections and pages are kept under: checksums of all that they depend on."""

import functools
import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from rodtrad import documents
from rodtrad.documents.editions import Edition
from rodtrad.documents.nodes import Section
from rodtrad.documents.renderers.html.addresses import AddressBook, Page
from rodtrad.documents.renderers.html.assets import Assets
from rodtrad.documents.renderers.html.site import EditionSummary, SiteContext


@functools.cache
def renderer_version() -> str:
    """A checksum of the code, templates and words that pages are made by, so that kept pages do not outlive them."""
    digest = hashlib.sha256()
    root = Path(documents.__file__).parent
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".html", ".yaml", ".css", ".js", ".svg")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _told(value: Any) -> list[Any]:
    return ["Decimal", str(value)] if isinstance(value, Decimal) else [type(value).__name__, *vars(value).values()]


_TELLING = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_told)


def key_of(*around: Any) -> str:
    """One key for everything that something depends on: texts, numbers, nodes of a document, and tuples of them."""
    return hashlib.sha256(_TELLING.encode(around).encode()).hexdigest()


def section_key(page: Page, book: AddressBook) -> str:
    """The key of a section's inside."""
    return key_of(renderer_version(), page.language, book.dependencies(page.section), _own_part(page.section))


def frame_key(edition: Edition, site: SiteContext, summary: EditionSummary, book: AddressBook, assets: Assets) -> str:
    """What every page shows of the site, and the titles and addresses of all pages.

    Neither the edition's id nor the other editions are in it: what a page shows of them is put in afterwards.
    """
    formats = sorted({each.format for each in summary.downloads})
    around = (site.municipality, site.searchable, site.table_csv, sorted(assets.names.items()), formats)
    return key_of(renderer_version(), around, edition.title, edition.language, edition.years, book.contents())


def link_key(targets: Iterable[tuple[str, str]], book: AddressBook, here: str | None) -> str:
    """Where a section's links lead as seen from the page `here`; `targets` are the kind and value of their marks."""
    places = {
        "link": lambda target: book.link(target, here),
        "why": lambda id_: book.explanation_page[id_],
        "pinned": lambda id_: book.path_of(id_),
    }
    return key_of([(kind, value, places[kind](value)) for kind, value in targets])


def _own_part(section: Section) -> Section:
    """The section without what stands on pages of its own, since those are rendered for themselves."""
    children = tuple(_own_or_name(child) if isinstance(child, Section) else child for child in section.children)
    return replace(section, children=children)


def _own_or_name(section: Section) -> Section:
    return Section(section.id, "", (), page=True) if section.page else _own_part(section)

"""The keys that rendered sections and pages are kept under: checksums of all that they depend on."""

import functools
import hashlib
from dataclasses import replace
from pathlib import Path

from rodtrad import documents
from rodtrad.documents.editions import Edition
from rodtrad.documents.nodes import Section
from rodtrad.documents.renderers.html.addresses import AddressBook, Page
from rodtrad.documents.renderers.html.site import SiteContext


@functools.cache
def renderer_version() -> str:
    """A checksum of the code, templates and words that pages are made by, so that kept pages do not outlive them."""
    digest = hashlib.sha256()
    root = Path(documents.__file__).parent
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".html", ".yaml", ".css", ".js", ".svg")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def section_key(page: Page, book: AddressBook) -> str:
    """The key of a section's inside."""
    around = (renderer_version(), page.language, book.dependencies(page.section), repr(_own_part(page.section)))
    return hashlib.sha256("\n".join(around).encode()).hexdigest()


def frame_key(edition: Edition, site: SiteContext, book: AddressBook) -> str:
    """What every page shows of the site and of the other pages: versions, contents, and where links lead."""
    empty = replace(edition.front, children=())
    rest = replace(edition, front=empty, chapters=(), glossary=(), explanations=(), images=())
    around = (renderer_version(), repr(site), repr(rest), book.outline())
    return hashlib.sha256("\n".join(around).encode()).hexdigest()


def _own_part(section: Section) -> Section:
    """The section without what stands on pages of its own, since those are rendered for themselves."""
    children = tuple(_own_or_name(child) if isinstance(child, Section) else child for child in section.children)
    return replace(section, children=children)


def _own_or_name(section: Section) -> Section:
    return Section(section.id, "", (), page=True) if section.page else _own_part(section)

"""What a rendered page must know about the site around its edition: versions, downloads, municipality, theme.

An edition never changes, but the page that shows it does: it lists the versions that exist now, and says when it has
been superseded. All of that comes in here, so that rendering stays a pure function of its two arguments.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rodtrad.documents.editions import Edition, EditionKind
from rodtrad.documents.nodes import Section

RESERVED = frozenset(
    ("hele", "ordliste", "sok", "beregninger", "metode", "tilgjengelighet", "versjoner", "sammenlign", "bilder", "data")
)


@dataclass(frozen=True)
class Download:
    """A finished file of an edition. `format` is pdf, docx, xlsx, csv, datapackage or json; `path` is relative to the
    edition's folder; `size` is in bytes."""

    format: str
    path: str
    size: int


@dataclass(frozen=True)
class EditionSummary:
    """An edition as other editions' pages list it. `date` is ISO 8601; `pages` are the ids of its page sections."""

    id: str
    document: str
    title: str
    kind: EditionKind
    status: str
    date: str
    language: str = "nb"
    sha256: str = ""
    decision: str = ""
    pages: tuple[str, ...] = ()
    downloads: tuple[Download, ...] = ()


@dataclass(frozen=True)
class SiteContext:
    """The site around one document.

    `editions` are all published editions of the document, oldest first; `current` is the id of the one that the plain
    addresses show. `comparisons` are the (from, to) pairs of edition ids that have a comparison page. `base_url` is
    the site's absolute address without a last slash, or "" when it is not known. `shield` is the coat of arms as SVG.
    `theme` overrides custom properties of the design system ("--ds-color-accent-base-default": "#0062ba").
    `table_csv` is the path of one table's CSV in the edition's folder with `{table}` for its id, or "" when tables are
    only in the archive. `searchable` is False for a copy without the search server.
    """

    municipality: str
    editions: tuple[EditionSummary, ...]
    current: str
    comparisons: tuple[tuple[str, str], ...] = ()
    base_url: str = ""
    shield: bytes | None = None
    theme: Mapping[str, str] = field(default_factory=dict)
    table_csv: str = ""
    searchable: bool = True

    def edition(self, id_: str) -> EditionSummary:
        """The summary of one edition. Raises KeyError when the site does not have it."""
        for summary in self.editions:
            if summary.id == id_:
                return summary
        raise KeyError(id_)


def page_sections(edition: Edition) -> tuple[Section, ...]:
    """The sections that are pages of their own, in reading order, without the front page."""

    def inside(section: Section) -> list[Section]:
        own = [section] if section.page else []
        return own + [page for child in section.children if isinstance(child, Section) for page in inside(child)]

    return tuple(page for chapter in edition.chapters for page in inside(chapter))


def summarise(edition: Edition, *, sha256: str = "", downloads: tuple[Download, ...] = ()) -> EditionSummary:
    """The summary that the site lists for an edition."""
    return EditionSummary(
        id=edition.id,
        document=edition.document,
        title=edition.title,
        kind=edition.kind,
        status=edition.status,
        date=edition.published_at,
        language=edition.language,
        sha256=sha256,
        decision=edition.decision,
        pages=tuple(section.id for section in page_sections(edition)),
        downloads=downloads,
    )

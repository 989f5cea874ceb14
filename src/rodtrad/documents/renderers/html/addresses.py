"""Where everything in an edition stands on the web: pages, anchors, and relative links between them.

Ids are stable and independent of numbering, so an address is (page, id). Links are relative, so that the tree of files
works wherever it is put.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from rodtrad.documents.editions import Edition
from rodtrad.documents.nodes import (
    Callout,
    Chart,
    Facts,
    Glossary,
    Image,
    KeyFigures,
    Measures,
    Node,
    RankedBars,
    Resolution,
    ResolutionPoint,
    Section,
    TableNode,
    Timeline,
)
from rodtrad.documents.renderers.html.site import RESERVED
from rodtrad.documents.shown import address, cells
from rodtrad.documents.tables import Table

EXPLANATIONS_PER_PAGE = 150
_SAFE_SCHEMES = frozenset(("http", "https", "mailto", "tel"))


@dataclass(frozen=True)
class Page:
    """A page of the edition: its section, its path in the edition's folder ("" or "oppvekst/") and the page above."""

    section: Section
    path: str
    parent: "Page | None"
    language: str

    @property
    def title(self) -> str:
        """The section's title."""
        return self.section.title


def up(path: str) -> str:
    """The relative way from a page up to the folder its path begins in."""
    return "../" * path.count("/")


class AddressBook:
    """Every id of one edition and the page that holds it.

    A table that stands in several places has one home: the place that shows it as a table, else with its measures,
    else under a chart, else under ranked bars. Only the home carries its ids. Raises ValueError for an id that stands
    twice, and for a page that would hide one of the renderer's own.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.front = Page(edition.front, "", None, edition.front.language or edition.language)
        self.pages: list[Page] = [self.front]
        self.children: dict[str, list[Page]] = {}
        self._anchors: dict[str, tuple[str, str]] = {edition.front.id: ("", "")}
        self._homes: dict[str, tuple[int, int, str]] = {}
        self._placed: dict[int, int] = {}
        self.explanation_page = {
            each.id: "beregninger/" + (f"{i // EXPLANATIONS_PER_PAGE + 1}/" if i >= EXPLANATIONS_PER_PAGE else "")
            for i, each in enumerate(edition.explanations)
        }
        self._copies: dict[str, str] = {}
        self.measures: set[str] = set()
        self.terms = {entry.id for entry in edition.glossary}
        for node in edition.front.children:
            self._note(node, self.front, self.front)
        for chapter in edition.chapters:
            self._note(chapter, self.front, self.front)

    def _add(self, id_: str, path: str, anchor: str) -> None:
        if id_ in self._anchors:
            raise ValueError(f"{self.edition.id}: the id {id_!r} stands twice")
        self._anchors[id_] = (path, anchor)

    def _note(self, node: Node, page: Page, parent: Page) -> None:
        match node:
            case Section():
                if node.page:
                    if node.id in RESERVED or node.id == self.edition.id:
                        raise ValueError(f"{self.edition.id}: a page cannot have the id {node.id!r}")
                    above = None if parent is self.front else parent
                    page = Page(node, f"{quote(node.id)}/", above, node.language or parent.language)
                    self.pages.append(page)
                    self.children.setdefault(parent.section.id, []).append(page)
                    self._add(node.id, page.path, "")
                else:
                    self._add(node.id, page.path, node.id)
                for child in node.children:
                    self._note(child, page, page)
            case Callout():
                self._add(node.id, page.path, node.id)
                for child in node.children:
                    self._note(child, page, parent)
            case TableNode():
                self._note_table(node.table, page, 0, node)
            case Measures():
                self._note_table(node.table, page, 1, node)
                self.measures.update(measure.id for measure in node.measures)
                for measure in node.measures:
                    self._anchors.setdefault(measure.id, (page.path, f"{node.table.id}:{measure.id}"))
            case Chart():
                self._add(node.id, page.path, node.id)
                self._note_table(node.table, page, 2, node)
            case RankedBars():
                self._note_table(node.table, page, 3, node)
            case Resolution():
                self._add(node.id, page.path, node.id)
                self._note_points(node.points, page)
            case KeyFigures() | Image() | Timeline() | Glossary() | Facts():
                self._add(node.id, page.path, node.id)
            case _:
                pass

    def _note_points(self, points: tuple[ResolutionPoint, ...], page: Page) -> None:
        for point in points:
            self._add(point.id, page.path, point.id)
            self._note_points(point.points, page)

    def _note_table(self, table: Table, page: Page, rank: int, node: Node) -> None:
        if id(node) in self._placed:
            raise ValueError(f"{self.edition.id}: the node with {table.id!r} stands twice")
        self._placed[id(node)] = len(self._placed)
        self._copies[f"{table.id}:kopi-{self._placed[id(node)]}"] = page.path
        known = self._homes.get(table.id)
        if known is None or rank < known[0]:
            self._homes[table.id] = (rank, id(node), page.path)

    def element_id(self, table: Table, node: Node) -> str:
        """The id of the table's element at this node: the table's own at its home, another at every copy."""
        home = self._homes[table.id][1] == id(node)
        return table.id if home else f"{table.id}:kopi-{self._placed[id(node)]}"

    def locate(self, target: str) -> tuple[str, str]:
        """The (page path, anchor) of an id or a cell's address. Raises LookupError for what is not in the edition."""
        if target in self._anchors:
            return self._anchors[target]
        table = target.split(":", 1)[0]
        if table in self._homes:
            return self._homes[table][2], target
        raise LookupError(f"{self.edition.id}: a link points to {target!r}, which is nowhere in the edition")

    def path_of(self, element: str) -> str:
        """The page of an element's id, copies of tables included."""
        return self._copies.get(element) or self.locate(element)[0]

    def dependencies(self, section: Section) -> str:
        """What a rendered section depends on outside itself: which tables are at home in it, which terms and
        explanations exist. Part of the key that rendered sections are kept under."""
        tables: list[str] = []
        explained: set[str] = set()
        for node in _nodes(section):
            if isinstance(node, TableNode | Measures | Chart | RankedBars):
                tables.append(self.element_id(node.table, node))
                found = (cell.explanation for row in node.table.rows for cell in row.cells if cell.explanation)
                explained.update(found)
            elif isinstance(node, KeyFigures):
                explained.update(figure.cell.explanation for figure in node.figures if figure.cell.explanation)
        known = sorted(explained & self.explanation_page.keys())
        return f"{tables}\n{known}\n{sorted(self.terms)}"

    def contents(self) -> str:
        """Every page with its number, title and place among the others; the same text for the same contents."""
        pages = [(p.path, p.section.number, p.title, p.language, p.parent.path if p.parent else "") for p in self.pages]
        return repr(pages)

    def shown_at(self) -> dict[str, str]:
        """The first cell that shows each explained number, by the explanation's id."""
        found: dict[str, str] = {}
        for page in self.pages if self.explanation_page else ():
            for node in _nodes(page.section):
                if isinstance(node, TableNode | Measures | Chart | RankedBars):
                    for row, column, cell in cells(node.table):
                        if cell.explanation in self.explanation_page:
                            found.setdefault(cell.explanation, address(node.table, row, column))
        return found

    def link(self, target: str, here: str | None) -> str:
        """The address of a link's target as seen from the page `here`; None means the one-page view.

        A full address is checked and kept: ValueError unless it is http, https, mailto or tel.
        """
        if not target.startswith("#"):
            if urlsplit(target).scheme.lower() not in _SAFE_SCHEMES:
                raise ValueError(f"{self.edition.id}: not an address that a document may link to: {target!r}")
            return target
        path, anchor = self.locate(target[1:])
        if here is None:
            return f"#{quote(anchor or target[1:], safe=':-._~')}"
        fragment = f"#{quote(anchor, safe=':-._~')}" if anchor else ""
        if path == here:
            return fragment or "./"
        return (up(here) + path or "./") + fragment


def _nodes(node: Node) -> Iterator[Node]:
    """The node and everything below it on the same page."""
    yield node
    for child in getattr(node, "children", ()):
        if not (isinstance(child, Section) and child.page):
            yield from _nodes(child)

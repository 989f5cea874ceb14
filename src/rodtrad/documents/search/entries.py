"""What a search can find in an edition: sections, tables and their rows, figures, measures, and explained words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from rodtrad.documents.editions import Edition, Explanation
from rodtrad.documents.inlines import plain_text
from rodtrad.documents.nodes import (
    Callout,
    Chart,
    Facts,
    Glossary,
    Image,
    KeyFigures,
    ListNode,
    Measures,
    Node,
    Paragraph,
    Resolution,
    ResolutionPoint,
    Section,
    Timeline,
)
from rodtrad.documents.renderers.html.addresses import AddressBook, Page
from rodtrad.documents.search.words import amount_terms, plain
from rodtrad.documents.shown import show, show_in_unit, unit_words
from rodtrad.documents.tables import Cell, CellKind, Row, RowRole, Table
from rodtrad.documents.walk import table_of
from rodtrad.values.rounding import round_half_away
from rodtrad.values.units import Unit, decimals, in_unit

_MONEY = frozenset((Unit.NOK, Unit.THOUSAND_NOK, Unit.MILLION_NOK))
_ACCOUNT_CODE = re.compile(r"(?<![\w.,])[0-9]{3}(?![\w.,]*[0-9])")


@dataclass(frozen=True)
class Entry:
    """One thing to find: its group on the results page, title, address in the edition's folder, chapter and text.

    `terms` are the number terms of its cells, which its text may show in another unit, and the codes of the accounts
    that they are calculated from.
    """

    group: str
    title: str
    url: str
    where: str
    text: str
    terms: frozenset[str] = field(default=frozenset())


def entries_of(edition: Edition) -> Iterator[Entry]:
    """Everything that can be found, in the order of the document; a table that stands twice is found once."""
    collector = _Collector(edition)
    for page in collector.book.pages:
        yield from collector.section(page.section, page)
    for entry in edition.glossary:
        text = f"{plain_text(entry.definition)} {entry.formula}".strip()
        yield Entry("text", entry.term, f"ordliste/#ord:{entry.id}", "", text)


class _Collector:
    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.book = AddressBook(edition)
        self.titles = {page.path: page.title for page in self.book.pages}
        self._seen: set[str] = set()
        self._codes = {explanation.id: _account_codes(explanation) for explanation in edition.explanations}

    def _where(self, target: str) -> tuple[str, str]:
        path, anchor = self.book.locate(target)
        return path + (f"#{anchor}" if anchor else ""), self.titles[path]

    def section(self, section: Section, page: Page) -> Iterator[Entry]:
        """A section's own text as one entry, then everything in it."""
        url, where = self._where(section.id)
        texts = [_words_of(child) for child in section.children]
        texts += [plain_text(note.text) for note in section.notes]
        yield Entry("text", section.title, url, where, " ".join(text for text in texts if text))
        for child in section.children:
            if isinstance(child, Section) and child.page:
                continue
            yield from self.section(child, page) if isinstance(child, Section) else self.node(child)

    def node(self, node: Node) -> Iterator[Entry]:
        """What can be found in a node besides the text of its section."""
        table = table_of(node)
        match node:
            case Chart():
                url, where = self._where(node.id)
                yield Entry("numbers", node.title, url, where, f"{node.subtitle} {node.sentence}")
            case Measures():
                yield from self._measures(node)
            case KeyFigures():
                for figure in node.figures:
                    url, where = self._where(node.id)
                    shown = show_in_unit(figure.cell, figure.unit, self.edition.language).text
                    unit = unit_words(figure.unit, self.edition.language)
                    text = " ".join(part for part in (shown, unit, figure.change, figure.target) if part)
                    terms = _terms(figure.cell, figure.unit)
                    yield Entry("numbers", figure.label, f"{url}:{figure.id}", where, text, terms)
            case Resolution():
                for point in node.points:
                    yield from self._point(point)
            case Callout():
                for child in node.children:
                    yield from self.node(child)
            case _:
                pass
        if table is not None:
            yield from self._table(table, with_rows=not isinstance(node, Measures))

    def _point(self, point: ResolutionPoint) -> Iterator[Entry]:
        url, where = self._where(point.id)
        text = plain_text(point.text)
        yield Entry("text", text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + " …", url, where, text)
        for child in point.points:
            yield from self._point(child)

    def _measures(self, node: Measures) -> Iterator[Entry]:
        rows = {row.id: row for row in node.table.rows}
        for measure in node.measures:
            url, where = self._where(measure.id)
            row = rows[measure.id]
            said = (plain_text(measure.explanation), plain_text(measure.consequence), measure.goal, measure.kind)
            text = " ".join(part for part in (*said, self._cells(node.table, row)) if part)
            yield Entry("measures", measure.title, url, where or measure.area, text, self._row_terms(node.table, row))

    def _table(self, table: Table, *, with_rows: bool) -> Iterator[Entry]:
        if table.id in self._seen:
            return
        self._seen.add(table.id)
        url, where = self._where(table.id)
        heads = " ".join(f"{column.phase} {column.label}".strip() for column in table.columns)
        notes = " ".join(plain_text(note.text) for note in table.notes)
        text = " ".join(part for part in (table.subtitle, table.stub, heads, notes, table.source.text) if part)
        yield Entry("numbers", table.title, url, where, text)
        if not with_rows:
            return
        for row in table.rows:
            if row.role is not RowRole.SECTION and row.label:
                place, where = self._where(f"{table.id}:{row.id}")
                text = f"{table.title}. {self._cells(table, row)}"
                yield Entry("numbers", row.label, place, where, text, self._row_terms(table, row))

    def _cells(self, table: Table, row: Row) -> str:
        parts = []
        for column, cell in zip(table.columns, row.cells, strict=True):
            shown = show(cell, column, table, self.edition.language).text
            if shown:
                parts.append(f"{column.phase} {column.label}: {shown}".strip())
        return " · ".join(parts)

    def _row_terms(self, table: Table, row: Row) -> frozenset[str]:
        pairs = zip(table.columns, row.cells, strict=True)
        amounts = frozenset(term for column, cell in pairs for term in _terms(cell, table.unit_of(column)))
        return amounts.union(*(self._codes.get(cell.explanation or "", ()) for cell in row.cells))


def _account_codes(explanation: Explanation) -> frozenset[str]:
    """The terms of the functions and arts that the steps of a calculation name: three digits, zeros kept."""
    codes = {code for step in explanation.steps for code in _ACCOUNT_CODE.findall(step.label)}
    return frozenset(term for code in codes for term in (f"n:{code}", f"n:{int(code)}"))


def _terms(cell: Cell, unit: Unit) -> frozenset[str]:
    if cell.kind is not CellKind.NUMBER or not isinstance(cell.value, int | Decimal):
        return frozenset()
    amount = abs(Decimal(cell.value))
    shown = f"n:{plain(round_half_away(in_unit(amount, unit), decimals(unit)))}"
    return frozenset({shown, *(amount_terms(amount) if unit in _MONEY else ())})


def _words_of(node: Node) -> str:
    """The running text of a node that has no entry of its own."""
    match node:
        case Paragraph():
            return plain_text(node.text)
        case ListNode():
            return " ".join(plain_text(item) for item in node.items)
        case Callout():
            return " ".join([node.title, *(_words_of(child) for child in node.children)])
        case Timeline():
            return " ".join(f"{event.date} {event.title} {event.text}" for event in node.events)
        case Facts():
            return " ".join(" ".join(item) for item in node.items)
        case Image():
            return f"{node.alt} {plain_text(node.caption)}"
        case Glossary():
            return " ".join(f"{entry.term} {plain_text(entry.definition)}" for entry in node.entries)
    return ""

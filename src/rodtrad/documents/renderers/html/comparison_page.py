"""The page that shows only what differs between two editions: measures, areas, key figures, tables and words."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from rodtrad.documents import labels, shown
from rodtrad.documents.comparison import (
    Change,
    Comparison,
    KeyFigureChange,
    MeasureChange,
    RankedChange,
    TableChange,
    compare,
)
from rodtrad.documents.editions import Edition, EditionKind
from rodtrad.documents.nodes import RankedBars
from rodtrad.documents.renderers.html.addresses import AddressBook
from rodtrad.documents.renderers.html.environment import render
from rodtrad.documents.renderers.html.pages import EditionPages
from rodtrad.documents.renderers.html.running_text import Scope, inline_html
from rodtrad.documents.renderers.html.site import SiteContext
from rodtrad.documents.renderers.html.table_views import value_html
from rodtrad.documents.renderers.html.tokens import place
from rodtrad.documents.tables import Cell, CellKind, number
from rodtrad.values.units import Unit

MeasureRow = tuple[MeasureChange, list[Markup], Markup, str | None]
CellRow = tuple[str, str, str | None, tuple[Markup, ...]]
DONE_ICON = {Change.NEW: "full", Change.REMOVED: "square", Change.CHANGED: "dot"}


@dataclass(frozen=True)
class _Bar:
    """A diverging bar in a drawing 200 wide with its zero at 100."""

    x: int
    width: int
    less: bool


@dataclass(frozen=True)
class _RankedRow:
    row: RankedChange
    cells: tuple[Markup, ...]
    bar: _Bar | None
    link: str | None


def render_comparison(before: Edition, after: Edition, site: SiteContext) -> Iterator[tuple[str, bytes]]:
    """The comparison at `<document>/sammenlign/<before>/<after>/`, and the files it needs.

    Raises KeyError when the site does not list the later edition.
    """
    page = _ComparisonPage(compare(before, after), site)
    yield from page.pages.assets.contents.items()
    yield f"{after.document}/{page.path}index.html", page.html()


class _ComparisonPage:
    def __init__(self, comparison: Comparison, site: SiteContext) -> None:
        self.comparison, self.site = comparison, site
        self.before, self.after = comparison.before, comparison.after
        self.language = self.after.language
        self.pages = EditionPages(self.after, site)
        self.books = (AddressBook(self.before), self.pages.book)
        self.path = f"sammenlign/{self.before.id}/{self.after.id}/"

    def html(self) -> bytes:
        adopted = self.after.kind is EditionKind.ADOPTED and self.before.kind is not EditionKind.ADOPTED
        heading = self.label("comparison_title_adopted" if adopted else "comparison_title")
        groups = self.measure_groups()
        frame = self.pages.frame(self.path, heading) | {
            "comparison": None,
            "comparison_data": self.comparison,
            "before": self.before,
            "after": self.after,
            "columns": self.comparison.measure_columns,
            "unit": labels.text(
                "amounts_in", self.language, unit=shown.unit_words(self.comparison.measure_unit, self.language)
            ),
            "groups": groups,
            "total": self.total(self.comparison.measures),
            "ranked": [self.ranked(node, rows) for node, rows in self.comparison.ranked],
            "key_figures": [self.key_figure(change) for change in self.comparison.key_figures],
            "tables": [self.table(change) for change in self.comparison.tables],
            "texts": [(change, self.link(change.target)) for change in self.comparison.texts],
            "done_icon": DONE_ICON,
        }
        root = "../" * (self.path.count("/") + 1)
        resolvers = self.pages.resolvers(self.path, plain=True, offset=0)
        pinned = f"{root}{self.after.document}/{self.after.id}/"
        resolvers["page"] = lambda name: pinned + (f"{name}/" if name else "")
        return place(render("comparison.html", **frame), resolvers).encode()

    def label(self, key: str, **values: object) -> str:
        return labels.text(key, self.language, **values)

    def link(self, target: str) -> str | None:
        """The pinned address of something in the later edition, else in the earlier one, from the site's root."""
        for book in reversed(self.books):
            try:
                path, anchor = book.locate(target)
            except LookupError:
                continue
            return f"{book.edition.document}/{book.edition.id}/{path}" + (f"#{anchor}" if anchor else "")
        return None

    def number(self, cell: Cell, unit: Unit) -> Markup:
        return value_html(cell, shown.show_in_unit(cell, unit, self.language))

    def measure_groups(
        self,
    ) -> list[tuple[str, list[tuple[MeasureChange, list[Markup], Markup, str | None]], list[Markup]]]:
        """Measures that cost more, then those that cost less, each with its rows and its sum."""
        more = [m for m in self.comparison.measures if _sum(m) >= 0]
        less = [m for m in self.comparison.measures if _sum(m) < 0]
        return [
            (name, [self.measure(m) for m in changes], self.total(changes))
            for name, changes in (("more", more), ("less", less))
            if changes
        ]

    def measure(self, change: MeasureChange) -> MeasureRow:
        book = self.books[0] if change.change is Change.REMOVED else self.books[1]
        text = inline_html(change.measure.explanation, Scope(book, self.language)) if _tells(change) else Markup("")
        cells = [self.number(cell, self.comparison.measure_unit) for cell in change.differences]
        return change, cells, text, self.link(change.measure.id)

    def total(self, changes: list[MeasureChange] | tuple[MeasureChange, ...]) -> list[Markup]:
        """The sum of the differences in each column; empty where one of them is missing."""
        sums = []
        for i in range(len(self.comparison.measure_columns)):
            values = [m.differences[i].value for m in changes]
            whole = [v for v in values if isinstance(v, int | Decimal)]
            known = len(whole) == len(values)
            cell = number(sum(whole, 0), signed=True)
            sums.append(self.number(cell, self.comparison.measure_unit) if known else Markup(""))
        return sums

    def ranked(self, node: RankedBars, rows: tuple[RankedChange, ...]) -> tuple[RankedBars, str, list[_RankedRow]]:
        column = next(c for c in node.table.columns if c.id == node.column)
        unit = node.table.unit_of(column)
        items = {item.id for item in node.items}
        largest = max(
            (abs(v) for r in rows if r.row.id in items and (v := _value(r.difference)) is not None), default=0
        )
        found = []
        for row in rows:
            value = _value(row.difference)
            bar = None
            if value is not None and largest and row.row.id in items:
                width = int(abs(value) * 98 / largest)
                bar = _Bar(100 - width if value < 0 else 100, width, value < 0)
            cells = tuple(self.number(cell, unit) for cell in (row.before, row.after, row.difference))
            found.append(_RankedRow(row, cells, bar, self.link(f"{node.table.id}:{row.row.id}:{node.column}")))
        return node, column.label, found

    def key_figure(self, change: KeyFigureChange) -> tuple[KeyFigureChange, Markup, Markup, str]:
        unit = change.after.unit
        value = _value(change.difference)
        words = self.label("cannot_compare")
        if value is not None:
            difference_unit = Unit.PERCENTAGE_POINTS if unit is Unit.PERCENT else unit
            amount = shown.show_value(abs(value), difference_unit, self.language).text
            amount = f"{amount} {shown.unit_words(difference_unit, self.language)}"
            words = (
                self.label("higher_by" if value > 0 else "lower_by", amount=amount)
                if value
                else self.label("no_change")
            )
        return change, self.number(change.before.cell, unit), self.number(change.after.cell, unit), words

    def table(
        self, change: TableChange
    ) -> tuple[TableChange, list[tuple[str, str, str | None, tuple[Markup, ...]]], str | None]:
        rows = [
            (
                cell.row,
                " ".join(filter(None, (cell.column.phase, cell.column.label))),
                self.link(cell.address),
                tuple(self.number(each, cell.unit) for each in (cell.before, cell.after, cell.difference)),
            )
            for cell in change.cells
        ]
        return change, rows, self.link(change.table.id)


def _value(cell: Cell) -> Decimal | None:
    return Decimal(cell.value) if cell.kind is CellKind.NUMBER and isinstance(cell.value, int | Decimal) else None


def _sum(change: MeasureChange) -> Decimal:
    return sum((v for cell in change.differences if (v := _value(cell)) is not None), Decimal(0))


def _tells(change: MeasureChange) -> bool:
    return change.change is not Change.CHANGED

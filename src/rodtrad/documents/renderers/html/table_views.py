"""Tables as the templates need them: classes by role, cells as HTML, legend and notes, and whether they fit a page."""

import re
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup, escape

from rodtrad.documents import shown
from rodtrad.documents.nodes import RankedBars, RankedItem
from rodtrad.documents.renderers.html.environment import held, icon
from rodtrad.documents.renderers.html.running_text import Scope, link_mark, note_reference, text_html
from rodtrad.documents.renderers.html.tokens import mark, without_control_characters
from rodtrad.documents.shown import Shown
from rodtrad.documents.tables import Cell, CellKind, Column, Row, RowRole, Status, Table
from rodtrad.values.units import Unit

STATUS_LOOK = {
    Status.HOLDS: ("success", "check"),
    Status.BROKEN: ("warning", "alert"),
    Status.NOT_COMPUTABLE: ("neutral", "question"),
    Status.NEUTRAL: ("neutral", "dot"),
}
_LOOKS_LIKE_A_NUMBER = re.compile(r"[-+\u2212]?\d[\d\s\u00a0]*(,\d+)?([\s\u00a0](kr|%))?|[\u2013.:]{1,2}")
_YEAR = re.compile(r"\d{4}")
_CHARACTER, _PADDING, _LABEL, _ROOM = 9.2, 28, 250, 860
_LONG, _SHORT = 60, 16


@dataclass(frozen=True)
class RowView:
    """One row: its element id ("" where the table has none), classes, header, notes and finished cells."""

    row: Row
    id: str
    classes: str
    label: Markup
    cells: Markup
    notes: Markup


@dataclass(frozen=True)
class ColumnView:
    """One column's head: the small line, the large line, its unit when it differs, and its classes."""

    column: Column
    classes: str
    unit: str


@dataclass(frozen=True)
class TableView:
    """A table ready for the template. `fits` says that it needs no sideways scrolling on a desktop or a tablet."""

    table: Table
    id: str
    columns: tuple[ColumnView, ...]
    groups: tuple[tuple[RowView, ...], ...]
    legend: tuple[tuple[str, str], ...]
    rounding: str
    fits: bool
    explained: bool
    is_list: bool

    @property
    def home(self) -> bool:
        """Whether this is the place that carries the table's ids."""
        return self.id == self.table.id


def view(table: Table, scope: Scope, id_: str, *, laid_out: bool = False) -> TableView:
    """The table as shown in the scope's language. At its home `id_` is its own id, and rows and cells have ids.

    `laid_out` is for rows that styles lay out otherwise than as table rows: cells then carry their role in words.
    """
    home = id_ == table.id
    role = ' role="cell"' if laid_out or is_list(table) else ""
    columns = tuple(_column(column, table, scope.language) for column in table.columns)
    groups: list[list[RowView]] = [[]]
    for row in table.rows:
        if row.role is RowRole.SECTION and groups[-1]:
            groups.append([])
        groups[-1].append(_row(row, table, columns, scope, home, role))
    return TableView(
        table,
        id_,
        columns,
        tuple(tuple(group) for group in groups if group),
        shown.legend(table, scope.language),
        shown.rounding_note(table, scope.language),
        _fits(table, scope.language),
        any(cell.explanation in scope.book.explanation_page for row in table.rows for cell in row.cells),
        is_list(table),
    )


def is_list(table: Table) -> bool:
    """Whether the table is a short list of names, each with a few words and one or two numbers: the largest measures.

    A word for each name stands below it; that keeps the list narrow enough for two beside each other, and for a phone.
    """
    texts = [table.unit_of(column) is Unit.TEXT for column in table.columns]
    plain = all(row.role is RowRole.ITEM for row in table.rows)
    return texts in ([True, False], [True, False, False]) and len(table.rows) <= 10 and plain


def _is_text(column: Column, table: Table) -> bool:
    """Whether a column holds words.

    Written tables hold text alone; there a column of figures is set as numbers, and so is every year beside one, where
    a short word may stand instead of a figure.
    """
    if table.unit_of(column) is not Unit.TEXT:
        return False
    place = table.columns.index(column)
    values = [str(row.cells[place].value or "") for row in table.rows]
    figures = [bool(_LOOKS_LIKE_A_NUMBER.fullmatch(value)) for value in values]
    if _YEAR.fullmatch(column.label) and any(figures) and max(map(len, values)) <= _SHORT:
        return False
    return not figures or not all(figures)


def _column(column: Column, table: Table, language: str) -> ColumnView:
    text = _is_text(column, table)
    place = table.columns.index(column)
    classes = ("txt" if text else "num") + (" by" if column.budget_year else "")
    if text and any(len(str(row.cells[place].value or "")) > _LONG for row in table.rows):
        classes += " long"
    return ColumnView(column, classes, shown.column_unit(column, table, language))


def _row(row: Row, table: Table, columns: tuple[ColumnView, ...], scope: Scope, home: bool, role: str) -> RowView:
    cells = []
    for head, cell in zip(columns, row.cells, strict=True):
        id_ = f' id="{escape(shown.address(table, row, head.column))}"' if home and cell.kind != CellKind.EMPTY else ""
        value = shown.show(cell, head.column, table, scope.language)
        cells.append(f'<td{id_}{role} class="{head.classes}">{_cell_html(cell, value, scope)}</td>')
    label = text_html(row.label)
    if scope.language != scope.book.edition.language and row.id in scope.book.measures:
        label = Markup('<span lang="{}">{}</span>').format(scope.book.edition.language, label)
    if row.link:
        label = Markup('<a href="{}">{}</a>').format(link_mark(row.link, scope), label)
    return RowView(
        row,
        f"{table.id}:{row.id}" if home else "",
        f"{row.role.value} l{min(row.level, 3)}",
        label,
        Markup("".join(cells)),
        Markup("").join(note_reference(note, scope) for note in row.notes),
    )


def _cell_html(cell: Cell, value: Shown, scope: Scope) -> Markup:
    html = value_html(cell, value)
    if cell.explanation in scope.book.explanation_page:
        return Markup('<a class="why" data-explain aria-describedby="_why" href="{}">{}</a>').format(
            mark("why", str(escape(cell.explanation))), html
        )
    if cell.link:
        return Markup('<a href="{}">{}</a>').format(link_mark(cell.link, scope), html)
    return html


def value_html(cell: Cell, value: Shown) -> Markup:
    """A cell's content: numbers as they are, signs with their meaning for the ear, judgements as icon and word."""
    text = escape(held(without_control_characters(value.text)))
    if cell.kind is CellKind.STATUS and cell.status is not None:
        color, drawing = STATUS_LOOK[cell.status]
        tag = Markup('<span class="tag {}">{}{}</span>').format(color, icon(drawing), text)
        return tag + Markup('<span class="reason">{}</span>').format(value.words) if value.words else tag
    if value.words and cell.kind is not CellKind.TEXT:
        return Markup('<span aria-hidden="true" title="{}">{}</span><span class="ds-sr-only">{}</span>').format(
            value.words, text, value.words
        )
    return text


def _fits(table: Table, language: str) -> bool:
    width: float = _LABEL
    for i, column in enumerate(table.columns):
        if _is_text(column, table):
            width += 150
            continue
        words = [*column.label.split(), *column.phase.split(), shown.column_unit(column, table, language)]
        words += [shown.show(row.cells[i], column, table, language).text for row in table.rows]
        width += max(map(len, words)) * _CHARACTER + _PADDING
    return width <= _ROOM


@dataclass(frozen=True)
class Bar:
    """One line of ranked bars: `share` is the bar's length in thousandths of the largest."""

    item: RankedItem
    row: Row
    text: str
    unit: str
    share: int
    negative: bool


def ranked(node: RankedBars, language: str) -> list[Bar]:
    """The items from the largest to the smallest, as the table's column has them; missing values come last."""
    index = [column.id for column in node.table.columns].index(node.column)
    column = node.table.columns[index]
    rows = {row.id: row for row in node.table.rows}
    values = {item.id: rows[item.id].cells[index].value for item in node.items}
    numbers = {id_: Decimal(v) for id_, v in values.items() if isinstance(v, int | Decimal)}
    largest = max((abs(v) for v in numbers.values()), default=Decimal(0))
    unit = node.table.unit_of(column)
    shown_unit = Unit.MILLION_NOK if unit in (Unit.NOK, Unit.THOUSAND_NOK) else unit
    bars = []
    for item in node.items:
        value = numbers.get(item.id)
        text = shown.show_in_unit(rows[item.id].cells[index], shown_unit, language).text
        share = int(abs(value) * 1000 / largest) if value is not None and largest else 0
        words = shown.unit_words(shown_unit, language) if value is not None else ""
        bars.append(Bar(item, rows[item.id], text, words, share, value is not None and value < 0))
    order = {bar.item.id: (0, -numbers[bar.item.id]) if bar.item.id in numbers else (1, Decimal(0)) for bar in bars}
    return sorted(bars, key=lambda bar: order[bar.item.id])

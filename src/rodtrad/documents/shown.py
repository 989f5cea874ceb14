"""What a reader meets in a cell: the text, the words a screen reader says, and the number for machines.

Every format asks here, so that page, PDF, Word, workbook and data files cannot show different things. Rounding happens
here and nowhere earlier; where a shown sum therefore differs from its shown parts, the table says so in a note.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rodtrad.documents.tables import MISSING_SIGNS, Cell, CellKind, Column, Missing, Row, RowRole, Table
from rodtrad.values.numbers import MINUS, NBSP, format_in_unit, machine_in_unit
from rodtrad.values.rounding import round_half_away
from rodtrad.values.units import Unit, decimals, divisor, in_unit

TOO_SMALL_SIGN = "\u2013"

_MISSING_WORDS = {
    "nb": {
        Missing.NOT_BUDGETED: "ikke budsjettert",
        Missing.NOT_POSSIBLE: "tall kan ikke forekomme",
        Missing.NOT_AVAILABLE: "tall mangler",
        Missing.CONFIDENTIAL: "vises ikke av hensyn til personvern",
    },
    "nn": {
        Missing.NOT_BUDGETED: "ikkje budsjettert",
        Missing.NOT_POSSIBLE: "tal kan ikkje førekome",
        Missing.NOT_AVAILABLE: "tal manglar",
        Missing.CONFIDENTIAL: "blir ikkje vist av omsyn til personvern",
    },
    "en": {
        Missing.NOT_BUDGETED: "nothing budgeted",
        Missing.NOT_POSSIBLE: "no figure possible",
        Missing.NOT_AVAILABLE: "figure not available",
        Missing.CONFIDENTIAL: "not shown, to protect privacy",
    },
}
_WORDS = {
    "nb": {
        "minus": "minus",
        "too_small": "mindre enn en halv enhet",
        "rounding": "På grunn av avrunding kan summene avvike fra tallene de er lagt sammen av.",
    },
    "nn": {
        "minus": "minus",
        "too_small": "mindre enn ei halv eining",
        "rounding": "På grunn av avrunding kan summane avvike frå tala dei er lagde saman av.",
    },
    "en": {
        "minus": "minus",
        "too_small": "less than half a unit",
        "rounding": "Because of rounding, sums may differ from the figures they are made of.",
    },
}
_UNIT_WORDS = {
    "nb": {
        Unit.NOK: "kr",
        Unit.THOUSAND_NOK: f"1{NBSP}000{NBSP}kr",
        Unit.MILLION_NOK: f"mill.{NBSP}kr",
        Unit.NOK_PER_CAPITA: "kr per innbygger",
        Unit.PERCENT: "prosent",
        Unit.PERCENT_TWO_DECIMALS: "prosent",
        Unit.PERCENTAGE_POINTS: "prosentpoeng",
        Unit.FULL_TIME_EQUIVALENTS: "årsverk",
        Unit.COUNT: "antall",
        Unit.YEAR: "år",
        Unit.TEXT: "",
    },
    "nn": {
        Unit.NOK_PER_CAPITA: "kr per innbyggjar",
        Unit.PERCENTAGE_POINTS: "prosentpoeng",
        Unit.COUNT: "tal",
    },
    "en": {
        Unit.NOK: "NOK",
        Unit.THOUSAND_NOK: f"NOK{NBSP}1{NBSP}000",
        Unit.MILLION_NOK: f"NOK{NBSP}million",
        Unit.NOK_PER_CAPITA: "NOK per inhabitant",
        Unit.PERCENT: "per cent",
        Unit.PERCENT_TWO_DECIMALS: "per cent",
        Unit.PERCENTAGE_POINTS: "percentage points",
        Unit.FULL_TIME_EQUIVALENTS: "full-time equivalents",
        Unit.COUNT: "number",
        Unit.YEAR: "year",
    },
}
_ADDITIVE = frozenset({Unit.NOK, Unit.THOUSAND_NOK, Unit.MILLION_NOK, Unit.FULL_TIME_EQUIVALENTS, Unit.COUNT})


@dataclass(frozen=True)
class Shown:
    """One cell as shown: `text` to be seen, `spoken` to be heard, `machine` to be computed with ("" without a number).

    `words` says in words what a missing-value sign, a status or a too small number means; "" when the text is enough.
    """

    text: str
    spoken: str
    machine: str = ""
    words: str = ""


def _language(language: str) -> str:
    return language if language in _WORDS else "nb"


def missing_words(why: Missing, language: str) -> str:
    """What a missing-value sign means, in words."""
    return _MISSING_WORDS[_language(language)][why]


def unit_words(unit: Unit, language: str) -> str:
    """A unit's name as written in a caption or a column head; "" for text."""
    return _UNIT_WORDS[_language(language)].get(unit, _UNIT_WORDS["nb"][unit])


def column_unit(column: Column, table: Table, language: str) -> str:
    """The unit that a column's head must state because it differs from the table's; "" when the caption or the head's
    own words are enough."""
    if column.unit is None or column.unit in (table.unit, Unit.TEXT, Unit.YEAR):
        return ""
    words = unit_words(column.unit, language)
    return "" if f"{column.phase} {column.label}".casefold().endswith(words.casefold()) else words


def is_too_small(value: int | Decimal, unit: Unit) -> bool:
    """Whether an amount is not zero but less than half of the unit it is shown in, so that "0" would mislead."""
    return value != 0 and divisor(unit) > 1 and round_half_away(in_unit(value, unit), decimals(unit)) == 0


def show_value(value: int | Decimal, unit: Unit, language: str = "nb", *, signed: bool = False) -> Shown:
    """A number in its base unit as shown in `unit`; an amount of less than half a unit is a dash and not a zero."""
    machine = str(int(value)) if unit is Unit.YEAR else machine_in_unit(value, unit)
    if is_too_small(value, unit):
        words = _WORDS[_language(language)]["too_small"]
        return Shown(TOO_SMALL_SIGN, words, machine.removeprefix("-"), words)
    text = format_in_unit(value, unit, signed=signed)
    spoken = text.replace(MINUS, f"{_WORDS[_language(language)]['minus']} ")
    return Shown(text, spoken, machine)


def show(cell: Cell, column: Column, table: Table, language: str = "nb") -> Shown:
    """A table's cell as shown in its column's unit."""
    return show_in_unit(cell, table.unit_of(column), language)


def show_in_unit(cell: Cell, unit: Unit, language: str = "nb") -> Shown:
    """A cell that stands outside a table (a key figure, full-time equivalents) as shown in `unit`."""
    match cell.kind:
        case CellKind.NUMBER if isinstance(cell.value, int | Decimal):
            return show_value(cell.value, unit, language, signed=cell.signed)
        case CellKind.MISSING if cell.missing is not None:
            words = cell.reason or missing_words(cell.missing, language)
            return Shown(MISSING_SIGNS[cell.missing], words, words=words)
        case CellKind.TEXT | CellKind.STATUS:
            text = "" if cell.value is None else str(cell.value)
            reason = cell.reason or ""
            return Shown(text, f"{text}: {reason}" if reason else text, words=reason)
        case CellKind.EMPTY:
            return Shown("", "")
    raise ValueError(f"a {cell.kind.value} cell without its value: {cell}")


def shown(cell: Cell, column: Column, table: Table, language: str = "nb") -> str:
    """The text of a table's cell, the same in every format."""
    return show(cell, column, table, language).text


def address(table: Table, row: Row, column: Column) -> str:
    """A cell's stable address: `table:row:column`."""
    return f"{table.id}:{row.id}:{column.id}"


def cells(table: Table) -> Iterator[tuple[Row, Column, Cell]]:
    """Every cell of the table with its row and column, in reading order."""
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            yield row, column, cell


def legend(table: Table, language: str) -> tuple[tuple[str, str], ...]:
    """The signs that the table uses instead of numbers, each with its meaning, for the line under the table."""
    meanings: dict[str, list[str]] = {}
    for _, column, cell in cells(table):
        if cell.kind is CellKind.MISSING and cell.missing is not None:
            sign, words = MISSING_SIGNS[cell.missing], missing_words(cell.missing, language)
        elif cell.kind is CellKind.NUMBER and is_too_small(_number(cell), table.unit_of(column)):
            sign, words = TOO_SMALL_SIGN, _WORDS[_language(language)]["too_small"]
        else:
            continue
        if words not in meanings.setdefault(sign, []):
            meanings[sign].append(words)
    join = " or " if language == "en" else " eller "
    return tuple((sign, join.join(sorted(words))) for sign, words in sorted(meanings.items()))


def rounding_note(table: Table, language: str) -> str:
    """The sentence that a table needs when a shown sum differs from its shown parts; "" when every sum fits."""
    return _WORDS[_language(language)]["rounding"] if rounding_differs(table) else ""


def rounding_differs(table: Table) -> bool:
    """Whether a subtotal or total, which is exactly the sum of rows above it, is shown as another number than they add
    up to."""
    numeric = [i for i, column in enumerate(table.columns) if table.unit_of(column) in _ADDITIVE]
    units = [table.unit_of(table.columns[i]) for i in numeric]
    open_rows: list[list[Decimal]] = []
    for row in table.rows:
        values = [_number(row.cells[i]) for i in numeric]
        if row.role is RowRole.SECTION or not any(row.cells[i].kind is CellKind.NUMBER for i in numeric):
            continue
        if row.role in (RowRole.SUBTOTAL, RowRole.TOTAL):
            length = _parts(open_rows, values)
            parts = open_rows[len(open_rows) - length :]
            for k, unit in enumerate(units if parts else ()):
                if sum(_rounded(part[k], unit) for part in parts) != _rounded(values[k], unit):
                    return True
            del open_rows[len(open_rows) - length :]
        open_rows.append(values)
    return False


def _parts(open_rows: list[list[Decimal]], total: list[Decimal]) -> int:
    """How many of the last open rows add up exactly to `total` in every column; 0 when no number of them does."""
    sums = [Decimal(0)] * len(total)
    for length, row in enumerate(reversed(open_rows), start=1):
        sums = [a + b for a, b in zip(sums, row, strict=True)]
        if sums == total:
            return length
    return 0


def _rounded(value: Decimal, unit: Unit) -> Decimal:
    return round_half_away(in_unit(value, unit), decimals(unit))


def _number(cell: Cell) -> Decimal:
    return Decimal(cell.value) if isinstance(cell.value, int | Decimal) and cell.value else Decimal(0)

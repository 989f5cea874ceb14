"""Tables as values: columns, rows and cells with kinds, roles, units and reasons for what is missing.

A node holds values, never markup. Money cells hold whole kroner and are scaled to the shown unit by the formatter.
Ids are stable and independent of numbering: a cell's address is `table:row:column`.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rodtrad.documents.inlines import Inline
from rodtrad.values.units import Unit


class CellKind(StrEnum):
    """What a cell holds; NUMBER takes its unit from the column or the table."""

    NUMBER = "number"
    TEXT = "text"
    STATUS = "status"
    MISSING = "missing"
    EMPTY = "empty"


class Missing(StrEnum):
    """Why there is no number. The signs are Statistics Norway's; none of them is zero."""

    NOT_BUDGETED = "not_budgeted"
    NOT_POSSIBLE = "not_possible"
    NOT_AVAILABLE = "not_available"
    CONFIDENTIAL = "confidential"


MISSING_SIGNS = {
    Missing.NOT_BUDGETED: "\u2013",
    Missing.NOT_POSSIBLE: ".",
    Missing.NOT_AVAILABLE: "..",
    Missing.CONFIDENTIAL: ":",
}


class Status(StrEnum):
    """A judgement that is always shown as icon and word, never by colour alone."""

    HOLDS = "holds"
    BROKEN = "broken"
    NOT_COMPUTABLE = "not_computable"
    NEUTRAL = "neutral"


class RowRole(StrEnum):
    """The row's place in the hierarchy; subtotals and grand totals look different from each other."""

    SECTION = "section"
    ITEM = "item"
    START = "start"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True)
class Cell:
    """One cell. NUMBER holds int or Decimal in the base unit, TEXT and STATUS a text, MISSING a reason.

    `signed` shows a plus before positive changes. `explanation` is the id of the edition's Explanation that answers
    "how is this calculated?". `reason` says in words why a number is missing or what a status means.
    """

    kind: CellKind
    value: int | Decimal | str | None = None
    missing: Missing | None = None
    status: Status | None = None
    reason: str | None = None
    signed: bool = False
    explanation: str | None = None
    link: str | None = None


def number(value: int | Decimal, *, signed: bool = False, explanation: str | None = None) -> Cell:
    """A cell with a number in its base unit (kroner, percent, persons)."""
    return Cell(CellKind.NUMBER, value, signed=signed, explanation=explanation)


def words(value: str, *, link: str | None = None) -> Cell:
    """A cell with text."""
    return Cell(CellKind.TEXT, value, link=link)


def status(value: str, state: Status, reason: str | None = None) -> Cell:
    """A cell with a judgement: its word, its state, and why."""
    return Cell(CellKind.STATUS, value, status=state, reason=reason)


def missing(why: Missing, reason: str | None = None) -> Cell:
    """A cell without a number, and why."""
    return Cell(CellKind.MISSING, missing=why, reason=reason)


EMPTY = Cell(CellKind.EMPTY)


@dataclass(frozen=True)
class Column:
    """One column: `phase` is the small upper line of a two-line head ("Budsjett"), `label` the lower one ("2027")."""

    id: str
    label: str
    phase: str = ""
    unit: Unit | None = None
    budget_year: bool = False


@dataclass(frozen=True)
class Row:
    """One row: its header text and one cell for each column. `notes` are ids of the table's notes."""

    id: str
    label: str
    cells: tuple[Cell, ...]
    role: RowRole = RowRole.ITEM
    level: int = 0
    link: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """A note under a table or a section, referred to by its id."""

    id: str
    text: tuple[Inline, ...]


@dataclass(frozen=True)
class Source:
    """Where the numbers come from and which date they are from, as shown: "Kommunens budsjett", "28.10.2026"."""

    text: str
    date: str = ""


@dataclass(frozen=True)
class Table:
    """A table with its caption: `title` says the finding, `subtitle` measure, unit and period.

    `stub` is the head of the row headers ("Utgifter +, inntekter −"). `number` ("5.4") is computed by the composer.
    Raises ValueError when a row has another number of cells than there are columns, or an id stands twice.
    """

    id: str
    title: str
    subtitle: str
    unit: Unit
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: Source
    stub: str = ""
    notes: tuple[Note, ...] = ()
    number: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"{self.id}:{row.id} has {len(row.cells)} cells for {len(self.columns)} columns")
        for ids in ([c.id for c in self.columns], [r.id for r in self.rows], [n.id for n in self.notes]):
            if len(set(ids)) != len(ids):
                raise ValueError(f"{self.id} has an id twice: {ids}")

    def unit_of(self, column: Column) -> Unit:
        """The unit that numbers in this column are shown in."""
        return column.unit or self.unit

"""Rows of the comparison page, ready for its template."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from rodtrad.documents.comparison import Done, value_of
from rodtrad.documents.tables import Cell, Row

NOTHING = Markup("")
_HALF = 98


@dataclass(frozen=True)
class Fact:
    """One fact of the summary: what, how much, and a few more words, with the part of the page that they lead to."""

    label: str
    value: str
    text: str
    target: str = ""


@dataclass(frozen=True)
class Chip:
    """A choice of what to compare: its name, its address from the site's root, and whether it is this page."""

    name: str
    path: str
    here: bool


@dataclass(frozen=True)
class PostRow:
    """One post: what was done, its differences, its link, and its words with their language when it is another."""

    title: str
    area: str
    done: Done
    cells: list[Markup]
    link: str | None
    text: Markup = NOTHING
    language: str = ""


@dataclass(frozen=True)
class PostGroup:
    """Posts under one heading with their sum."""

    name: str
    rows: list[PostRow]
    sums: list[Markup]


@dataclass(frozen=True)
class Bar:
    """A diverging bar in a drawing 200 wide with its zero at 100."""

    x: int
    width: int
    less: bool


@dataclass(frozen=True)
class AreaRow:
    """One area before and after, with the bar of its difference."""

    row: Row
    cells: list[Markup]
    bar: Bar | None
    link: str | None


@dataclass(frozen=True)
class CellRow:
    """One changed cell of a table: row, column, link, and before, after, difference."""

    row: str
    column: str
    link: str | None
    cells: list[Markup]


def largest(cells: Iterable[Cell]) -> Decimal:
    """The largest number among the cells, without its sign; zero when none has one."""
    return max((abs(v) for cell in cells if (v := value_of(cell)) is not None), default=Decimal(0))


def bar(cell: Cell, most: Decimal) -> Bar | None:
    """The cell's bar when the longest of them is `most`; None without a number or without any difference."""
    value = value_of(cell)
    if value is None or not most:
        return None
    width = int(abs(value) * _HALF / most)
    return Bar(100 - width if value < 0 else 100, width, value < 0)

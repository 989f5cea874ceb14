"""A computed statement as plain values: its lines, what could not be placed, and how sure each line is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rodtrad.calculations.accounts import AccountKey
from rodtrad.facts.reader import Certainty

Columns = tuple[int, ...]
Amounts = Mapping[AccountKey, int | Sequence[int]]


@dataclass(frozen=True)
class StatementLine:
    """One line with an amount per column, in the unit of the input and with the sign the regulation's form shows.

    `certainty` is that of the account mapping; a total takes over the doubt of its parts unless the facts say that it
    is not affected. `posted` is whether any account belongs to the line. `closing` is what is posted on the accounts
    that must agree with the line, where the line has such accounts.
    """

    line: str
    label: str
    total: bool
    amounts: Columns
    certainty: Certainty
    posted: bool
    note: str = ""
    closing: Columns | None = None

    @property
    def verified(self) -> bool:
        """Whether the accounts of the line are confirmed by a source or follow from one."""
        return self.certainty is not Certainty.UNVERIFIED

    @property
    def closing_difference(self) -> Columns | None:
        """What the accounts of the year's closing deviate from the line, None where there are none."""
        if self.closing is None:
            return None
        return tuple(posted - shown for posted, shown in zip(self.closing, self.amounts, strict=True))


@dataclass(frozen=True)
class UnmappedAmount:
    """An account of the statement's class that belongs to no line, with the sign of the accounts."""

    key: AccountKey
    amounts: Columns


@dataclass(frozen=True)
class Statement:
    """A computed statement. What could not be placed stands in `unmapped` and in no line."""

    id: str
    title: str
    reference: str
    columns: int
    lines: tuple[StatementLine, ...]
    unmapped: tuple[UnmappedAmount, ...]

    def line(self, line: str) -> StatementLine:
        """The line with this number. Raises KeyError when the statement has no such line."""
        for found in self.lines:
            if found.line == line:
                return found
        raise KeyError(line)

    def amount(self, line: str, column: int = 0) -> int:
        """The amount of one line in one column."""
        return self.line(line).amounts[column]

    @property
    def unmapped_total(self) -> Columns:
        """The sum of what could not be placed, with the sign of the accounts."""
        return add_columns((unmapped.amounts for unmapped in self.unmapped), self.columns)


def add_columns(rows: Iterable[Columns], columns: int) -> Columns:
    """The sum of the rows, column by column."""
    total = [0] * columns
    for row in rows:
        for index, amount in enumerate(row):
            total[index] += amount
    return tuple(total)


def scale(row: Columns, factor: int) -> Columns:
    """The row with every amount multiplied."""
    return tuple(factor * amount for amount in row)


def as_columns(amounts: Amounts, columns: int | None = None) -> tuple[dict[AccountKey, Columns], int]:
    """The amounts as tuples and the number of columns; one number is one column.

    Raises ValueError when the accounts do not all have the same number of columns.
    """
    rows = {key: _row(value) for key, value in amounts.items()}
    widths = {len(row) for row in rows.values()}
    if columns is not None:
        widths.add(columns)
    if len(widths) > 1:
        raise ValueError(f"the accounts have different numbers of columns: {sorted(widths)}")
    return rows, widths.pop() if widths else 1


def _row(value: int | Sequence[int]) -> Columns:
    try:
        return tuple(int(amount) for amount in value)  # type: ignore[union-attr]
    except TypeError:
        return (int(value),)  # type: ignore[arg-type]

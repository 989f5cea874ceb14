"""Reads a printed table of spending need with the precision that its other columns still hold.

Grønt hefte's counts are partly fractional (a graded basis, shares, weighted sums) and are printed rounded, so an index
worked out from the print can miss the printed one. Where the rounding of the counts leaves room for it, the printed
cells of the row say what the fraction was. Does one index of the table not fit its counts, the counts decide everywhere
and the differences are reported.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rodtrad.calculations.income_system.need import (
    PLACES,
    NeedRow,
    Population,
    TotalRow,
    criterion_index,
    need_rows,
)


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row as printed: counts with the decimals they are written with, and the cells worked out (None when empty)."""

    criterion: str
    weight: Decimal
    national_count: Decimal
    municipal_count: Decimal
    cells: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows read, the total, and what was seen: criteria `refined` by the print, and cells `deviating` from it."""

    rows: list[NeedRow]
    total: TotalRow
    refined: tuple[str, ...]
    deviating: tuple[tuple[str, str, Decimal, Decimal], ...]


@dataclass(frozen=True, slots=True)
class _Range:
    low: Fraction
    high: Fraction

    def meet(self, other: "_Range") -> "_Range | None":
        low, high = max(self.low, other.low), min(self.high, other.high)
        return _Range(low, high) if low <= high else None

    def nearest(self, value: Fraction) -> Fraction:
        return min(max(value, self.low), self.high)


def read_printed(
    printed: Sequence[PrintedRow],
    printed_total: Mapping[str, Decimal],
    population: Population,
    national_need_nok: Decimal | None,
) -> Reading:
    """The need of the printed counts; `deviating` holds (criterion or "total", column, printed, computed)."""
    weights = {row.criterion: row.weight for row in printed}
    indices = {row.criterion: criterion_index(row.municipal_count, row.national_count, population) for row in printed}
    rows, _ = need_rows(indices, weights, population, national_need_nok)
    open_ranges = _open_ranges(printed, rows, population)
    cells = {source.criterion: source.cells for source in printed}
    indices |= {name: found.nearest(Fraction(cells[name]["index"])) for name, found in open_ranges.items()}
    rows, total = need_rows(indices, weights, population, national_need_nok)
    if open_ranges and any(_differs(total, printed_total, column) for column in PLACES):
        indices |= _towards_total(open_ranges, indices, weights, total, printed_total)
        rows, total = need_rows(indices, weights, population, national_need_nok)
    return Reading(rows, total, tuple(open_ranges), _deviations(printed, rows, total, printed_total))


def _differs(row: NeedRow, cells: Mapping[str, Decimal], column: str) -> bool:
    shown = row.shown(column)
    return column in cells and shown is not None and shown != cells[column]


def _around(value: Decimal) -> _Range:
    """What a number may have been before it was rounded to the decimals it is written with."""
    half = Fraction(10) ** int(value.as_tuple().exponent) / 2
    return _Range(Fraction(value) - half, Fraction(value) + half)


def _open_ranges(printed: Sequence[PrintedRow], rows: Sequence[NeedRow], population: Population) -> dict[str, _Range]:
    """The criteria whose printed index needs an unrounded count, with the indices that the print allows.

    Empty when another row's index is not reproduced: the printed cells then belong to other counts or populations.
    """
    found: dict[str, _Range] = {}
    for source, row in zip(printed, rows, strict=True):
        if _differs(row, source.cells, "index"):
            room = _open_range(source, row, population)
            if room is None:
                return {}
            found[source.criterion] = room
    return found


def _open_range(source: PrintedRow, row: NeedRow, population: Population) -> _Range | None:
    """The indices that the rounded counts and every printed cell of the row allow; None when they allow none."""
    own, country = _around(source.municipal_count), _around(source.national_count)
    if country.low <= 0:
        return None
    scale = Fraction(population.country, population.municipality)
    found: _Range | None = _Range(own.low / country.high * scale, own.high / country.low * scale)
    for column, cell in source.cells.items():
        if found is None:
            return None
        bounds = _around(cell)
        per_index = _per_index(row, column)
        if per_index:
            found = found.meet(
                _Range(*sorted(_index_at(row, column, per_index, edge) for edge in (bounds.low, bounds.high)))
            )
    return found


def _per_index(row: NeedRow, column: str) -> Fraction | None:
    """How much a column changes when the index changes by one; None when the column does not depend on it."""
    value: Fraction | None = getattr(row, column)
    if column == "index":
        return Fraction(1)
    if value is None or row.index == 1 or value == 0:
        return None
    return value / (row.index - 1)


def _index_at(row: NeedRow, column: str, per_index: Fraction, value: Fraction) -> Fraction:
    return value if column == "index" else 1 + value / per_index


def _towards_total(
    ranges: Mapping[str, _Range],
    indices: Mapping[str, Fraction],
    weights: Mapping[str, Decimal],
    total: TotalRow,
    printed_total: Mapping[str, Decimal],
) -> dict[str, Fraction]:
    """The open indices moved evenly inside their ranges to give the printed total; empty when none gives it."""
    low = total.index + sum(Fraction(weights[name]) * (r.low - indices[name]) for name, r in ranges.items())
    high = total.index + sum(Fraction(weights[name]) * (r.high - indices[name]) for name, r in ranges.items())
    wanted: _Range | None = _Range(low, high)
    for column, cell in printed_total.items():
        per_index = _per_index(total, column)
        bounds = _around(cell)
        if wanted is not None and per_index:
            edges = sorted(_index_at(total, column, per_index, edge) for edge in (bounds.low, bounds.high))
            wanted = wanted.meet(_Range(*edges))
    if wanted is None:
        return {}
    change = (wanted.low + wanted.high) / 2 - total.index
    if change == 0:
        return {}
    room = high - total.index if change > 0 else total.index - low
    part = abs(change) / room
    return {
        name: indices[name] + part * ((r.high if change > 0 else r.low) - indices[name]) for name, r in ranges.items()
    }


def _deviations(
    printed: Sequence[PrintedRow], rows: Sequence[NeedRow], total: TotalRow, printed_total: Mapping[str, Decimal]
) -> tuple[tuple[str, str, Decimal, Decimal], ...]:
    pairs = [(row, source.cells) for source, row in zip(printed, rows, strict=True)] + [(total, printed_total)]
    return tuple(
        (row.criterion, column, cells[column], shown)
        for row, cells in pairs
        for column in PLACES
        if column in cells and (shown := row.shown(column)) is not None and shown != cells[column]
    )

"""The index that every total is read from: amounts in one integer array, one column of codes per dimension.

It exists so that a plan of 100,000 lines can be edited with its totals, balance and targets shown at once: after one
edited line only the two groups that the line left and joined are touched.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from rodtrad.calculations.ledger.accounts import Line

if TYPE_CHECKING:
    from rodtrad.calculations.ledger.changes import Change

Key = tuple[str, ...]
Amounts = tuple[int, ...]
Codes = np.ndarray[Any, np.dtype[np.int64]]

DIMENSIONS: dict[str, Callable[["Change", Line], str]] = {
    "entity": lambda change, line: line.account.entity,
    "account_class": lambda change, line: line.account.account_class,
    "unit": lambda change, line: line.account.unit,
    "function": lambda change, line: line.account.function,
    "art": lambda change, line: line.account.art,
    "art_group": lambda change, line: line.account.art[:1],
    "project": lambda change, line: line.account.project,
    "free": lambda change, line: line.account.free,
    "category": lambda change, line: change.category.value,
    "change": lambda change, line: change.id,
    "computation": lambda change, line: line.computation,
    "lacks": lambda change, line: "" if line.account.art and line.account.function else _lacking(line),
}
"""What a line can be totalled by, besides "area". `art_group` is the art's series, its first digit; `lacks` is "art",
"function" or "art,function" for a line without these codes."""


def _lacking(line: Line) -> str:
    return ",".join(name for name in ("art", "function") if not getattr(line.account, name))


def register_dimension(name: str, code: Callable[["Change", Line], str]) -> None:
    """Let lines be totalled by something that a layer above derives from them, such as the line of a statement."""
    DIMENSIONS[name] = code


class UnknownDimension(ValueError):
    """Totals were asked for by something that lines do not have; `name` is what."""

    def __init__(self, name: str) -> None:
        super().__init__(f"unknown dimension {name!r}; known are area, {', '.join(DIMENSIONS)}")
        self.name = name


class LineIndex:
    """Lines ready to be grouped by any dimensions. Treat it as a value: `edited` returns another one."""

    def __init__(
        self, lines: Iterable[tuple["Change", Line]], area_of_unit: Mapping[str, str], year_count: int
    ) -> None:
        rows = list(lines)
        self._changes = [change for change, _ in rows]
        self._lines = [line for _, line in rows]
        self._area_of_unit = area_of_unit
        self._amounts = np.array([line.amounts for line in self._lines], dtype=np.int64).reshape(-1, year_count)
        self._columns: dict[str, tuple[list[str], Codes]] = {}
        self._groups: dict[Key, dict[Key, tuple[int, Amounts]]] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def grouped(self, by: Key) -> dict[Key, tuple[int, Amounts]]:
        """For each combination of the dimensions `by`: the number of lines and the sum per year. Do not change it."""
        if by not in self._groups:
            self._groups[by] = self._group(by)
        return self._groups[by]

    def edited(self, row: int, change: "Change", line: Line) -> "LineIndex":
        """This index with line number `row` (from 0) replaced by `line` of `change`."""
        copy = object.__new__(LineIndex)
        copy._changes, copy._lines = self._changes.copy(), self._lines.copy()
        copy._area_of_unit = self._area_of_unit
        old_change, old_line = self._changes[row], self._lines[row]
        copy._changes[row], copy._lines[row] = change, line
        copy._amounts = self._amounts.copy()
        copy._amounts[row] = line.amounts
        copy._columns = {
            name: column
            for name, column in self._columns.items()
            if self._code(name, old_change, old_line) == self._code(name, change, line)
        }
        copy._groups = {}
        for by, groups in self._groups.items():
            fresh = dict(groups)
            self._add(fresh, tuple(self._code(name, old_change, old_line) for name in by), -1, old_line.amounts)
            self._add(fresh, tuple(self._code(name, change, line) for name in by), 1, line.amounts)
            copy._groups[by] = fresh
        return copy

    @staticmethod
    def _add(groups: dict[Key, tuple[int, Amounts]], key: Key, sign: int, amounts: Amounts) -> None:
        count, sums = groups.get(key, (0, (0,) * len(amounts)))
        if count + sign == 0:
            del groups[key]
        else:
            added = tuple(total + sign * amount for total, amount in zip(sums, amounts, strict=True))
            groups[key] = (count + sign, added)

    def _code(self, dimension: str, change: "Change", line: Line) -> str:
        if dimension == "area":
            return self._area_of_unit.get(line.account.unit) or change.area
        if dimension not in DIMENSIONS:
            raise UnknownDimension(dimension)
        return DIMENSIONS[dimension](change, line)

    def _column(self, dimension: str) -> tuple[list[str], Codes]:
        if dimension not in self._columns:
            numbers: dict[str, int] = {}
            codes = [
                numbers.setdefault(self._code(dimension, change, line), len(numbers))
                for change, line in zip(self._changes, self._lines, strict=True)
            ]
            self._columns[dimension] = (list(numbers), np.array(codes, dtype=np.int64))
        return self._columns[dimension]

    def _group(self, by: Key) -> dict[Key, tuple[int, Amounts]]:
        columns = [self._column(name) for name in by]
        combined: Codes = np.zeros(len(self._lines), dtype=np.int64)
        for names, codes in columns:
            _, combined = np.unique(combined * max(1, len(names)) + codes, return_inverse=True)
        if not len(self._lines):
            return {}
        size = int(combined.max()) + 1
        sums = np.zeros((size, self._amounts.shape[1]), dtype=np.int64)
        np.add.at(sums, combined, self._amounts)
        counts = np.bincount(combined, minlength=size).tolist()
        first = np.zeros(size, dtype=np.int64)
        first[combined[::-1]] = np.arange(len(self._lines) - 1, -1, -1)
        parts = [[names[code] for code in codes[first].tolist()] for names, codes in columns]
        keys: Iterable[Key] = zip(*parts, strict=True) if parts else [()]
        return {key: (count, tuple(amounts)) for key, count, amounts in zip(keys, counts, sums.tolist(), strict=True)}

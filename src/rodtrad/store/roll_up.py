"""Sums of postings by any of their dimensions, computed by DuckDB straight from the Parquet files.

Amounts stay whole øre all the way. The same query runs unchanged over a folder of files or over object storage.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType

import duckdb
import numpy as np

from rodtrad.intake.postings import COLUMNS

MEMORY_LIMIT = "2GB"
_NOT_DIMENSIONS = {"amount_ore", "line"}
GROUPABLE = frozenset(COLUMNS) - _NOT_DIMENSIONS
Value = str | int | None


@dataclass(frozen=True)
class RollUp:
    """Sums by dimensions: `by` names the columns, `columns` holds their values (masked where missing), in order.

    `amount_ore` is an int64 array of the same length.
    """

    by: tuple[str, ...]
    columns: Mapping[str, np.ndarray]
    amount_ore: np.ndarray

    def __len__(self) -> int:
        return len(self.amount_ore)

    def __iter__(self) -> Iterator[tuple[Value | object, ...]]:
        """Each group as a tuple: its values in the order of `by`, None where missing, and its øre."""
        lists = [np.ma.asarray(self.columns[name]).tolist() for name in self.by]
        return iter(zip(*lists, self.amount_ore.tolist(), strict=True))

    @cached_property
    def as_mapping(self) -> dict[tuple[Value | object, ...], int]:
        """Values in the order of `by` -> øre."""
        return {tuple(group[:-1]): int(str(group[-1])) for group in self}


class PostingStore:
    """Reads registered Parquet files; `files` are their paths. One connection, to be closed or used as a context."""

    def __init__(self, files: Sequence[Path], *, memory_limit: str = MEMORY_LIMIT) -> None:
        self.files = tuple(files)
        self.connection = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": memory_limit,
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "preserve_insertion_order": "false",
            },
        )
        if self.files:
            paths = ", ".join("'" + str(path).replace("'", "''") + "'" for path in self.files)
            self.connection.execute(f"CREATE VIEW posting AS SELECT * FROM read_parquet([{paths}])")
        else:
            empty = ", ".join(f"{name} {form}" for name, form in COLUMNS.items())
            self.connection.execute(f"CREATE TABLE posting ({empty})")

    def __enter__(self) -> "PostingStore":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def roll_up(
        self,
        by: Sequence[str],
        where: Mapping[str, Value | Collection[Value]] | None = None,
        *,
        ordered: bool = False,
    ) -> RollUp:
        """Øre per distinct combination of the columns `by`.

        `where` keeps rows whose column has the value (None: is missing), or one of the values. `ordered` sorts by
        `by`, missing values last. Raises ValueError for a column that postings cannot be grouped by.
        """
        for name in (*by, *(where or {})):
            if name not in GROUPABLE:
                raise ValueError(f"postings cannot be grouped by {name!r}")
        condition, values = filter_sql(where or {})
        names = ", ".join(by)
        shown = f"{names}, " if by else ""
        group = f"GROUP BY {names}" + (f" ORDER BY {names}" if ordered else "") if by else ""
        found = self.connection.execute(
            f"SELECT {shown}CAST(coalesce(sum(amount_ore), 0) AS BIGINT) AS amount_ore "
            f"FROM posting WHERE {condition} {group}",
            values,
        ).fetchnumpy()
        return RollUp(tuple(by), {name: found[name] for name in by}, found["amount_ore"])


def filter_sql(where: Mapping[str, Value | Collection[Value]]) -> tuple[str, list[Value]]:
    """The condition that a filter means, and the values for its placeholders."""
    conditions, values = ["true"], []
    for name, wanted in where.items():
        several = list(wanted) if isinstance(wanted, Collection) and not isinstance(wanted, str) else [wanted]
        held: list[Value] = [value for value in several if value is not None]
        parts = [f"{name} IN ({', '.join('?' * len(held))})"] if held else []
        if len(held) < len(several):
            parts.append(f"{name} IS NULL")
        conditions.append("(" + " OR ".join(parts) + ")" if parts else "false")
        values += held
    return " AND ".join(conditions), values

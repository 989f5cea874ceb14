"""What reading a file came to: postings in a table of their own, issues, counts and the names of codes.

Nothing here is part of the municipality's figures yet; a staged file is shown, and stored only by a command.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

import duckdb
import numpy as np

from rodtrad.intake.column_map import ColumnMap
from rodtrad.intake.fetch import Fetched
from rodtrad.intake.issues import Issue
from rodtrad.intake.postings import COLUMNS, ORE_PER_KRONE, Row

MEMORY_LIMIT = "400MB"
MOST_ISSUES = 2_000
"""Issues that are kept to be shown; a file with more of them has the wrong map rather than faulty rows."""
GROUP = ("entity", "account_class", "year", "kind")
"""What a rounding line is one line for."""
_CREATE = ", ".join(f"{name} {form}" for name, form in COLUMNS.items())


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB of our own that spills to `folder`, touches no network and keeps within a memory limit."""
    return duckdb.connect(
        ":memory:",
        config={
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(folder),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )


@dataclass(slots=True)
class Remainders:
    """Parts of an øre that rounding took from the amounts of one group: their sum, and how many amounts there were.

    `whole_kroner` of them had no øre left: they are not among those that are found by their øre.
    """

    ore: Decimal = Decimal(0)
    rows: int = 0
    whole_kroner: int = 0


@dataclass(frozen=True)
class Rounding:
    """The visible line that rounding needs, for one entity, account class, year and kind.

    `unit` is what was rounded to, `kroner` or `ore`; `rows` amounts were finer. `exact_ore` is the exact sum of all
    the amounts, `line_ore` what the rounding line adds so that the total is the exact one rounded.
    """

    entity: str
    account_class: str
    year: int
    kind: str
    rows: int
    exact_ore: int | Decimal
    line_ore: int
    unit: str = "kroner"


@dataclass
class Staged:
    """A read file. The view `posting` of `connection` holds its postings; close it, or use it as a context."""

    fetched: Fetched
    column_map: ColumnMap
    format: str
    encoding: str | None
    delimiter: str | None
    folder: TemporaryDirectory
    connection: duckdb.DuckDBPyConnection
    rows_read: int = 0
    rows_blank: int = 0
    rows_malformed: int = 0
    rows_malformed_accepted: int = 0
    rows_undecided: int = 0
    issues: list[Issue] = field(default_factory=list)
    remainders: dict[tuple[object, ...], Remainders] = field(default_factory=dict)
    roundings: list[Rounding] = field(default_factory=list)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    unknown_lines: tuple[int, ...] = ()
    added: int = 0

    @property
    def rows_accepted(self) -> int:
        """Rows whose figures are in the table."""
        return self.rows_read - self.rows_malformed + self.rows_malformed_accepted

    @property
    def stopped(self) -> bool:
        """Whether a malformed row that nobody has decided on stops the import."""
        return self.rows_undecided > 0

    @property
    def constants(self) -> dict[str, str | None]:
        """The columns of `posting` that hold one value, or nothing, in every row."""
        held = dict(self.column_map.constants)
        if self.roundings:
            held.pop("text", None)
        return held

    def add(self, rows: Sequence[Row]) -> None:
        """Append postings, each a tuple in the order of the store's columns."""
        if rows:
            _insert(self.connection, "row_posting", rows)
            self.added += len(rows)

    def note_remainder(self, posting: Row, ore: Decimal) -> None:
        """Remember the part of an øre that rounding took from a posting."""
        values = dict(zip(COLUMNS, posting, strict=True))
        held = self.remainders.setdefault(tuple(values[name] for name in GROUP), Remainders())
        held.ore += ore
        held.rows += 1
        held.whole_kroner += int(str(values["amount_ore"])) % ORE_PER_KRONE == 0

    def define(self, clean_rows: str | None) -> None:
        """Make the view of exact postings: those added and, for a large file, the query of its clean rows.

        What is empty is left out: a union would turn the short types of `clean_rows` into texts again.
        """
        parts = ["SELECT * FROM row_posting"] if self.added or not clean_rows else []
        self.connection.execute(
            f"CREATE VIEW exact_posting AS {' UNION ALL '.join([*parts, *([clean_rows] if clean_rows else [])])}"
        )

    def define_rounded(self, amount: str, lines: Sequence[Row]) -> None:
        """Make the view `posting`, the exact postings with `amount` for their amounts, and rounding lines.

        The table `summary` holds its sums by entity, year, account class, kind, period, function and art.
        """
        rounding = ""
        if lines:
            self.connection.execute(f"CREATE TABLE rounding_line ({_CREATE})")
            _insert(self.connection, "rounding_line", lines)
            rounding = " UNION ALL SELECT * FROM rounding_line"
        self.connection.execute(
            f"CREATE VIEW posting AS SELECT * REPLACE ({amount} AS amount_ore) FROM exact_posting{rounding}"
        )
        self.connection.execute(
            "CREATE TABLE summary AS SELECT entity, year, account_class, kind, period, function, art, "
            "count(*) AS rows, "
            "CAST(sum(amount_ore) AS BIGINT) AS amount_ore, "
            "CAST(sum(greatest(amount_ore, 0)) AS BIGINT) AS debit_ore FROM posting GROUP BY ALL"
        )

    def __enter__(self) -> "Staged":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()
        self.folder.cleanup()


def create_table(connection: duckdb.DuckDBPyConnection) -> None:
    """The empty table of postings that are added row by row."""
    connection.execute(f"CREATE TABLE row_posting ({_CREATE})")


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    columns: dict[str, np.ndarray] = {}
    for name, values in zip(COLUMNS, zip(*rows, strict=True), strict=True):
        column = np.empty(len(values), dtype=object)
        column[:] = [None if value is None else str(value) for value in values]
        columns[name] = column
    connection.register("incoming", columns)
    casts = ", ".join(f"CAST({name} AS {form})" for name, form in COLUMNS.items())
    connection.execute(f"INSERT INTO {table} SELECT {casts} FROM incoming")
    connection.unregister("incoming")

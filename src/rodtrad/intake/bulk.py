"""Reading a large delimited file through DuckDB, and only the rows it refuses through Python.

DuckDB reads all columns as text with its reject table and runs the map's query. The line breaks of the file tell on
which line every record begins; when they do not give exactly as many records as DuckDB read and refused, the two do
not agree on where rows begin and end, `Disagreement` is raised and the exact reader takes the whole file.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from rodtrad.intake.amounts import quoted
from rodtrad.intake.bulk_sql import BulkQuery
from rodtrad.intake.csv_reader import RowSplitter, read_records
from rodtrad.intake.dialect import Dialect
from rodtrad.intake.line_scan import Disagreement, LineCount, count_lines, scan_records
from rodtrad.intake.postings import COLUMNS
from rodtrad.intake.rows import SourceRow

_CHUNK = 1 << 22
_CLEAN = "NOT refused AND NOT blank"


@dataclass(frozen=True)
class BulkResult:
    """Rows read clean and blank, the query of the clean ones, the other rows one by one, and names of codes."""

    clean_rows: int
    blank_rows: int
    clean: str
    others: Iterator[SourceRow]
    labels: dict[str, dict[str, str]]


def to_utf8(path: Path, encoding: str, folder: Path) -> Path:
    """The file itself when it is UTF-8, else a copy of it in UTF-8; bytes the encoding lacks become U+FFFD."""
    if encoding in ("utf-8", "utf-8-sig"):
        return path
    copy = folder / "utf8.csv"
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    with path.open("rb") as source, copy.open("wb") as target:
        while piece := source.read(_CHUNK):
            target.write(decoder.decode(piece).encode("utf-8"))
        target.write(decoder.decode(b"", final=True).encode("utf-8"))
    return copy


def read_bulk(
    connection: duckdb.DuckDBPyConnection, path: Path, dialect: Dialect, query: BulkQuery, body_line: int
) -> BulkResult:
    """Read the rows of a UTF-8 file from `body_line` on. Raises Disagreement."""
    counted = count_lines(path)
    keep_cells = len(query.map.amounts) > 1 or bool(query.map.names)
    cells = _cells(path, dialect, len(query.header), body_line)
    try:
        if keep_cells:
            connection.execute(f"CREATE TEMP TABLE cells AS {cells}")
            cells = "SELECT rowid, * FROM cells"
        staged = query.sql(cells, ordinal="rowid" if keep_cells else "NULL", replaced_characters=counted.replaced)
        connection.execute(f"CREATE TEMP TABLE staged AS {staged}")
    except duckdb.Error as error:
        raise Disagreement(str(error)) from error
    labels = _labels(connection, query)
    connection.execute("DROP TABLE IF EXISTS cells")
    places = _Places(connection, path, dialect, body_line, "ordinal" if keep_cells else "staged.rowid")
    return places.result(counted, query, labels)


def _cells(path: Path, dialect: Dialect, width: int, body_line: int) -> str:
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(width))
    return (
        f"SELECT * FROM read_csv({quoted(str(path))}, delim={quoted(dialect.delimiter)}, "
        f"quote={quoted(dialect.quote)}, escape={quoted(dialect.escape)}, auto_detect=false, header=false, "
        f"skip={body_line - 1}, nullstr='\x01', strict_mode=true, store_rejects=true, "
        f"rejects_table='rejected', rejects_scan='rejected_scan', columns={{{columns}}})"
    )


def _labels(connection: duckdb.DuckDBPyConnection, query: BulkQuery) -> dict[str, dict[str, str]]:
    clean = f"SELECT * FROM cells WHERE rowid IN (SELECT ordinal FROM staged WHERE {_CLEAN})"
    found = {name: dict(connection.execute(query.label_sql(clean, name)).fetchall()) for name in query.map.names}
    return {name: names for name, names in found.items() if names}


class _Places:
    """Finds the line of every row that DuckDB staged, and the rows that must be read one by one."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, path: Path, dialect: Dialect, body_line: int, ordinal: str
    ) -> None:
        self.connection, self.path, self.dialect = connection, path, dialect
        self.body_line, self.ordinal = body_line, ordinal

    def numbers(self, sql: str) -> np.ndarray:
        found = self.connection.execute(sql).fetchnumpy()
        return np.sort(np.asarray(next(iter(found.values())), dtype=np.int64))

    def result(self, counted: LineCount, query: BulkQuery, labels: dict[str, dict[str, str]]) -> BulkResult:
        ordinal = self.ordinal
        rejected = self.numbers("SELECT DISTINCT line_byte_position - 1 FROM rejected")
        flagged = self.numbers(f"SELECT DISTINCT {ordinal} FROM staged WHERE refused AND NOT blank")
        staged = int(self.numbers(f"SELECT coalesce(max({ordinal}) + 1, 0) FROM staged")[0])
        blank = int(self.numbers(f"SELECT count(DISTINCT {ordinal}) FROM staged WHERE blank")[0])
        every_line_is_a_row = counted.simple and staged == counted.lines - self.body_line + 1
        others: Iterator[SourceRow] = iter(())
        line, join = f"{ordinal} + {self.body_line}", ""
        if not every_line_is_a_row or len(rejected) or len(flagged):
            lines, others = self.look_up(rejected, flagged, staged)
            if staged and (np.diff(lines) != 1).any():
                line, join = "at_line", f"JOIN numbered ON place = {ordinal}"
                self.connection.register("places", {"place": np.arange(staged), "at_line": lines})
                self.connection.execute("CREATE TEMP TABLE numbered AS SELECT * FROM places")
                self.connection.unregister("places")
            elif staged:
                line = f"{ordinal} + {int(lines[0])}"
        shown = _shown(query, line)
        clean = f"SELECT {shown} FROM staged {join} WHERE {_CLEAN} AND amount_ore IS NOT NULL"
        return BulkResult(staged - blank - len(flagged), blank, clean, others, labels)

    def look_up(self, rejected: np.ndarray, flagged: np.ndarray, staged: int) -> tuple[np.ndarray, Iterator[SourceRow]]:
        """The line of every staged row, and the rejected and flagged rows as they stand. Raises Disagreement."""
        records = scan_records(self.path, self.dialect).after(self.body_line)
        refused = np.searchsorted(records.starts, rejected)
        if (refused == len(records.starts)).any() or (records.starts[refused] != rejected).any():
            raise Disagreement
        places = np.setdiff1d(np.arange(len(records.starts)), refused, assume_unique=True)
        if len(places) != staged:
            raise Disagreement
        looked_at = np.sort(np.concatenate([places[flagged], refused]))
        begins, ends, lines = records.starts[looked_at], records.ends[looked_at], records.lines[looked_at]
        return records.lines[places], self.rows(list(zip(begins, ends, lines, strict=True)))

    def rows(self, places: list[tuple[int, int, int]]) -> Iterator[SourceRow]:
        splitter = RowSplitter(self.dialect)
        with self.path.open("rb") as source:
            for start, end, line in places:
                source.seek(int(start))
                text = source.read(int(end - start)).decode("utf-8", errors="replace")
                parts = enumerate(re.split("\r?\n", text), start=int(line))
                yield from read_records(iter(parts), splitter)


def _shown(query: BulkQuery, line: str) -> str:
    constants = query.map.constants
    values = {
        name: "NULL" if (held := constants[name]) is None else quoted(held) for name in COLUMNS if name in constants
    }
    values["line"] = line
    return ", ".join(f"CAST({values.get(name, name)} AS {form}) AS {name}" for name, form in COLUMNS.items())

"""Reading a large delimited file through DuckDB, and only the rows it cannot read for certain through Python.

Records whose quoting could be understood in more than one way are set aside for the exact reader, so that DuckDB
reads a file where every line is one record: all columns as text, with its reject table and the map's query. It may then
refuse a row only for its width or its bytes. When it does anything else, or does not find exactly as many rows as
there are lines, `Disagreement` is raised and the exact reader takes the whole file.
"""

import codecs
import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from rodtrad.intake.amounts import quoted
from rodtrad.intake.bulk_sql import BulkQuery
from rodtrad.intake.csv_reader import RowSplitter
from rodtrad.intake.dialect import Dialect
from rodtrad.intake.line_scan import (
    NEVER_IN_TEXT,
    Disagreement,
    LineScan,
    Places,
    find_lines,
    read_record,
    scan_lines,
    set_aside,
)
from rodtrad.intake.postings import COLUMNS
from rodtrad.intake.rows import SourceRow

_CHUNK = 1 << 22
_CLEAN = "NOT refused AND NOT blank"
_EXPECTED_REJECTS = "('MISSING COLUMNS', 'TOO MANY COLUMNS', 'INVALID ENCODING')"


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
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    dialect: Dialect,
    query: BulkQuery,
    body_line: int,
    folder: Path,
) -> BulkResult:
    """Read the rows of a UTF-8 file from `body_line` on; `folder` is for copies. Raises Disagreement."""
    scan = scan_lines(path, dialect, body_line)
    aside: Iterator[SourceRow] = iter(())
    if len(scan.suspects):
        whole, path = path, folder / "certain.csv"
        aside = _read(whole, dialect, set_aside(whole, dialect, scan, path))
        scan = scan_lines(path, dialect, body_line)
    if not scan.even or len(scan.suspects):
        raise Disagreement
    keep_cells = len(query.map.amounts) > 1 or bool(query.map.names)
    cells = _cells(path, dialect, len(query.header), body_line)
    for statement in query.types():
        connection.execute(statement)
    try:
        if keep_cells:
            connection.execute(f"CREATE TEMP TABLE cells AS {cells}")
            cells = "SELECT rowid, * FROM cells"
        ordinal = "rowid" if keep_cells else "NULL"
        staged = query.sql(cells, ordinal=ordinal, padded=scan.padded, replaced_characters=scan.replaced)
        connection.execute(f"CREATE TEMP TABLE staged AS {staged}")
    except duckdb.Error as error:
        raise Disagreement(str(error)) from error
    labels = _labels(connection, query)
    connection.execute("DROP TABLE IF EXISTS cells")
    return _result(connection, _Source(path, dialect, body_line, scan, aside), query, labels, keep_cells=keep_cells)


def _read(path: Path, dialect: Dialect, places: Places) -> Iterator[SourceRow]:
    """The records at places of a file, by the exact reader."""
    splitter = RowSplitter(dialect)
    with path.open("rb") as source:
        for start, line in zip(places.starts.tolist(), places.lines.tolist(), strict=True):
            row = read_record(source, start, line, splitter)
            if row is not None:
                yield row


def _cells(path: Path, dialect: Dialect, width: int, body_line: int) -> str:
    """The query of all cells as text. Empty text is not null: DuckDB passes over a null in a column too many."""
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(width))
    return (
        f"SELECT * FROM read_csv({quoted(str(path))}, delim={quoted(dialect.delimiter)}, "
        f"quote={quoted(dialect.quote)}, escape={quoted(dialect.escape)}, auto_detect=false, header=false, "
        f"skip={body_line - 1}, nullstr={quoted(NEVER_IN_TEXT)}, strict_mode=true, store_rejects=true, "
        f"rejects_table='rejected', rejects_scan='rejected_scan', columns={{{columns}}})"
    )


def _labels(connection: duckdb.DuckDBPyConnection, query: BulkQuery) -> dict[str, dict[str, str]]:
    clean = f"SELECT * FROM cells WHERE rowid IN (SELECT ordinal FROM staged WHERE {_CLEAN})"
    found = {name: dict(connection.execute(query.label_sql(clean, name)).fetchall()) for name in query.map.names}
    return {name: names for name, names in found.items() if names}


@dataclass(frozen=True)
class _Source:
    """The file that DuckDB has read, and the rows that were set aside before."""

    path: Path
    dialect: Dialect
    body_line: int
    scan: LineScan
    aside: Iterator[SourceRow]


def _result(
    connection: duckdb.DuckDBPyConnection,
    source: _Source,
    query: BulkQuery,
    labels: dict[str, dict[str, str]],
    *,
    keep_cells: bool,
) -> BulkResult:
    """Find the line of every row that DuckDB staged, and the rows that must be read one by one."""

    def numbers(sql: str) -> np.ndarray:
        found = connection.execute(sql).fetchnumpy()
        return np.sort(np.asarray(next(iter(found.values())), dtype=np.int64))

    ordinal = "ordinal" if keep_cells else "staged.rowid"
    if len(numbers(f"SELECT 1 FROM rejected WHERE error_type NOT IN {_EXPECTED_REJECTS} LIMIT 1")):
        raise Disagreement
    rejected = numbers("SELECT DISTINCT line_byte_position - 1 FROM rejected")
    flagged = numbers(f"SELECT DISTINCT {ordinal} FROM staged WHERE refused AND NOT blank")
    staged = int(numbers(f"SELECT coalesce(max({ordinal}) + 1, 0) FROM staged")[0])
    blank = int(numbers(f"SELECT count(DISTINCT {ordinal}) FROM staged WHERE blank")[0])
    every_line_is_a_row = staged == source.scan.lines - source.body_line + 1
    others = source.aside
    line, join = f"{ordinal} + {source.body_line}", ""
    if not every_line_is_a_row or len(rejected) or len(flagged):
        lines, looked_at = _look_up(source, rejected, flagged, staged)
        others = heapq.merge(others, _read(source.path, source.dialect, looked_at), key=lambda row: row.line)
        if staged and (np.diff(lines) != 1).any():
            line, join = "at_line", f"JOIN numbered ON place = {ordinal}"
            connection.register("places", {"place": np.arange(staged), "at_line": lines})
            connection.execute("CREATE TEMP TABLE numbered AS SELECT * FROM places")
            connection.unregister("places")
        elif staged:
            line = f"{ordinal} + {int(lines[0])}"
    shown = _shown(query, line)
    clean = f"SELECT {shown} FROM staged {join} WHERE {_CLEAN} AND amount_ore IS NOT NULL"
    return BulkResult(staged - blank - len(flagged), blank, clean, others, labels)


def _look_up(source: _Source, rejected: np.ndarray, flagged: np.ndarray, staged: int) -> tuple[np.ndarray, Places]:
    """The line of every staged row, and the places of the rejected and flagged rows. Raises Disagreement."""
    found = find_lines(source.path, source.body_line)
    refused = np.searchsorted(found.starts, rejected)
    if (refused == len(found.starts)).any():
        raise Disagreement
    begins = found.starts[refused]
    if not _only_breaks(source.path, rejected[begins != rejected], begins[begins != rejected]):
        raise Disagreement
    places = np.setdiff1d(np.arange(len(found.starts)), refused, assume_unique=True)
    if len(places) != staged:
        raise Disagreement
    looked_at = np.sort(np.concatenate([places[flagged], refused]))
    return found.lines[places], Places(found.starts[looked_at], found.lines[looked_at])


def _only_breaks(path: Path, starts: np.ndarray, ends: np.ndarray) -> bool:
    """Whether nothing but line breaks stands there: DuckDB places a row after empty lines at the first of these."""
    with path.open("rb") as source:
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            source.seek(start)
            if source.read(end - start).strip(b"\r\n"):
                return False
    return True


def _shown(query: BulkQuery, line: str) -> str:
    constants = query.map.constants
    values = {
        name: "NULL" if (held := constants[name]) is None else quoted(held) for name in COLUMNS if name in constants
    }
    values["line"] = line
    return ", ".join(
        name if name in query.coded else f"CAST({values.get(name, name)} AS {form}) AS {name}"
        for name, form in COLUMNS.items()
    )

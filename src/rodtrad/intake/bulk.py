"""Reading a large delimited file through DuckDB, and only the rows it refuses through Python.

DuckDB reads all columns as text with its reject table and runs the map's query. A scan of the line breaks tells at
which line every record begins; when it does not find exactly as many records as DuckDB read and refused, the two do
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
from rodtrad.intake.postings import COLUMNS
from rodtrad.intake.rows import SourceRow

_CHUNK = 1 << 22
_REPLACEMENT = "\ufffd".encode()


class Disagreement(Exception):
    """DuckDB and the scan of line breaks do not find the same records."""


@dataclass(frozen=True)
class Records:
    """Where every record that is not blank begins and ends (bytes), and on which line it begins."""

    starts: np.ndarray
    ends: np.ndarray
    lines: np.ndarray
    replaced_characters: bool = False


@dataclass(frozen=True)
class BulkResult:
    """How many records were read, blank and refused, the refused ones to be read one by one, the query of the clean."""

    rows: int
    blank: int
    refused_rows: int
    refused: Iterator[SourceRow]
    labels: dict[str, dict[str, str]]
    clean: str


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


def scan_records(path: Path, dialect: Dialect) -> Records:
    """The records of a UTF-8 file by its line breaks outside quotes, read in pieces."""
    breaks, quotes, after_return, offset = [], [], [], 0
    quote, escape = ord(dialect.quote), ord(dialect.escape)
    last = 10
    replaced = False
    tail = b""
    with path.open("rb") as source:
        while piece := source.read(_CHUNK):
            data = np.frombuffer(piece, dtype=np.uint8)
            at = np.flatnonzero(data == 10)
            before = np.where(at > 0, data[at - 1], last)
            breaks.append(at + offset)
            after_return.append(before == 13)
            if quote in piece:
                marks = np.flatnonzero(data == quote)
                if escape != quote:
                    marks = marks[np.where(marks > 0, data[marks - 1], last) != escape]
                quotes.append(marks + offset)
            last = int(data[-1])
            replaced = replaced or _REPLACEMENT in tail + piece
            tail = piece[-2:]
            offset += len(data)
    if last != 10:
        breaks.append(np.array([offset]))
        after_return.append(np.array([last == 13]))
    ends = np.concatenate(breaks) if breaks else np.empty(0, dtype=np.int64)
    returns = np.concatenate(after_return) if after_return else np.empty(0, dtype=bool)
    lines = np.arange(1, len(ends) + 1)
    starts = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
    if quotes:
        closed = np.searchsorted(np.concatenate(quotes), ends) % 2 == 0
        begins = np.concatenate([[True], closed[:-1]])
        starts, lines = starts[begins], lines[begins]
        ends, returns = ends[closed], returns[closed]
        if len(ends) != len(starts):
            raise Disagreement
    ends = ends - returns
    held = ends > starts
    return Records(starts[held], ends[held], lines[held], replaced)


def read_bulk(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    dialect: Dialect,
    query: BulkQuery,
) -> BulkResult:
    """Read a UTF-8 file and tell its clean rows from the others. Raises Disagreement, also for no rows at all."""
    records = scan_records(path, dialect)
    head = int(np.searchsorted(records.lines, query.map.file.header_row)) + 1
    body = Records(records.starts[head:], records.ends[head:], records.lines[head:])
    if not len(body.starts):
        raise Disagreement
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(query.header)))
    skipped = int(body.lines[0]) - 1
    cells = (
        f"SELECT * FROM read_csv({quoted(str(path))}, "
        f"delim={quoted(dialect.delimiter)}, quote={quoted(dialect.quote)}, escape={quoted(dialect.escape)}, "
        f"auto_detect=false, header=false, skip={skipped}, nullstr='\x01', strict_mode=true, "
        f"store_rejects=true, rejects_table='rejected', rejects_scan='rejected_scan', columns={{{columns}}})"
    )
    keep_cells = len(query.map.amounts) > 1 or bool(query.map.names)
    ordinal = "rowid" if keep_cells else "NULL"
    try:
        if keep_cells:
            connection.execute(f"CREATE TEMP TABLE cells AS {cells}")
            cells = "SELECT rowid, * FROM cells"
        staged = query.sql(cells, ordinal=ordinal, replaced_characters=records.replaced_characters)
        connection.execute(f"CREATE TEMP TABLE staged AS {staged}")
    except duckdb.Error as error:
        raise Disagreement(str(error)) from error
    labels = _labels(connection, query)
    connection.execute("DROP TABLE IF EXISTS cells")
    return _reconcile(connection, path, body, dialect, labels, "ordinal" if keep_cells else "staged.rowid", query)


def _labels(connection: duckdb.DuckDBPyConnection, query: BulkQuery) -> dict[str, dict[str, str]]:
    clean = "SELECT * FROM cells WHERE rowid IN (SELECT ordinal FROM staged WHERE NOT refused AND NOT blank)"
    found = {name: dict(connection.execute(query.label_sql(clean, name)).fetchall()) for name in query.map.names}
    return {name: names for name, names in found.items() if names}


def _reconcile(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    body: Records,
    dialect: Dialect,
    labels: dict[str, dict[str, str]],
    ordinal: str,
    query: BulkQuery,
) -> BulkResult:
    """Give every staged row its line, move the clean ones to `posting`, and find the others in the file."""
    rejected = connection.execute("SELECT DISTINCT line_byte_position FROM rejected").fetchnumpy()
    at = np.unique(np.asarray(rejected["line_byte_position"], dtype=np.int64))
    refused_places = np.searchsorted(body.starts, at)
    read = connection.execute(f"SELECT coalesce(max({ordinal}) + 1, 0) FROM staged").fetchone()
    accepted = int(read[0]) if read else 0
    in_range = refused_places < len(body.starts)
    if not in_range.all() or not (body.starts[refused_places] == at).all():
        raise Disagreement
    places = np.setdiff1d(np.arange(len(body.starts)), refused_places, assume_unique=True)
    if len(places) != accepted:
        raise Disagreement
    flagged = connection.execute(
        f"SELECT DISTINCT {ordinal} AS ordinal FROM staged WHERE refused AND NOT blank"
    ).fetchnumpy()
    blank = connection.execute(f"SELECT count(DISTINCT {ordinal}) FROM staged WHERE blank").fetchone()
    if accepted == 0 or (np.diff(body.lines[places]) == 1).all():
        first = int(body.lines[places[0]]) if accepted else 0
        line, numbered = f"{ordinal} + {first}", ""
    else:
        connection.register("places", {"place": np.arange(accepted), "at_line": body.lines[places]})
        connection.execute("CREATE TEMP TABLE numbered AS SELECT * FROM places")
        connection.unregister("places")
        line, numbered = "at_line", f"JOIN numbered ON place = {ordinal}"
    constants = query.map.constants
    values = {name: _literal(constants[name]) for name in COLUMNS if name in constants} | {"line": line}
    shown = ", ".join(f"CAST({values.get(name, name)} AS {form}) AS {name}" for name, form in COLUMNS.items())
    clean = "NOT refused AND NOT blank AND amount_ore IS NOT NULL"
    source = f"SELECT {shown} FROM staged {numbered} WHERE {clean}"
    ordinals = np.asarray(flagged["ordinal"], dtype=np.int64)
    looked_at = np.sort(np.concatenate([places[ordinals], refused_places]))
    refused = _rows(path, body, looked_at, dialect)
    return BulkResult(len(body.starts), int(blank[0]) if blank else 0, len(looked_at), refused, labels, source)


def _rows(path: Path, body: Records, places: np.ndarray, dialect: Dialect) -> Iterator[SourceRow]:
    splitter = RowSplitter(dialect)
    with path.open("rb") as source:
        for place in places:
            start, end = int(body.starts[place]), int(body.ends[place])
            source.seek(start)
            text = source.read(end - start).decode("utf-8", errors="replace")
            first = int(body.lines[place])
            numbered = ((first + index, part) for index, part in enumerate(re.split("\r?\n", text)))
            yield from read_records(iter(numbered), splitter)


def _literal(value: str | None) -> str:
    return "NULL" if value is None else quoted(value)

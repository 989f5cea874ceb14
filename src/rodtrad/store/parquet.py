"""Writing postings as Parquet: one file per data set, year and batch, sorted so that one unit and year is read fast.

A file is written under a temporary name, synced and renamed; it counts only when its checksum has been registered in
the database, which is done for all files of a batch in one transaction. Until then it is an orphan that nobody reads.
The order of rows is total, so the same postings give the same bytes.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from rodtrad.intake.postings import COLUMNS

FOLDER = "postings"
SUFFIX = ".parquet"
PARTIAL = ".partial-"
_ORDER = ("unit", "function", "art", "line", "kind")
_NAME = re.compile(r"[A-Za-z0-9æøåÆØÅ][A-Za-z0-9æøåÆØÅ._-]{0,99}")
_CHUNK = 1 << 20
_FORMAT = (
    "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 122880, "
    "DICTIONARY_SIZE_LIMIT 5000"
)
"""Few codes are kept as dictionaries; vouchers and texts, nearly all different, are not tried as such."""


@dataclass(frozen=True)
class FileTotal:
    """The postings of one entity, account class, kind and period (None: the whole year) in one file; øre."""

    entity: str
    account_class: str
    kind: str
    period: int | None
    rows: int
    amount_ore: int


@dataclass(frozen=True)
class StoredFile:
    """A Parquet file as it must be registered; `path` is relative to the data folder."""

    path: str
    year: int
    sha256: str
    size: int
    rows: int
    totals: tuple[FileTotal, ...]


def is_data_set_name(text: str) -> bool:
    """Whether a text can name a data set: letters, digits, `.`, `_`, `-`, at most 100, since it names a folder."""
    return _NAME.fullmatch(text) is not None


def write_postings(
    connection: duckdb.DuckDBPyConnection,
    constants: Mapping[str, str | None],
    data: Path,
    data_set: str,
    batch: str,
) -> tuple[StoredFile, ...]:
    """Write the view `posting` of a connection, summed in its table `summary`, below the data folder.

    `constants` are the columns known to hold one value, which need no sorting. Raises ValueError for a data set
    whose name cannot be a folder, and OSError when the disk fails; nothing registered is touched by then.
    """
    if not is_data_set_name(data_set):
        raise ValueError(f"«{data_set}» kan ikke være navnet på et datasett. Bruk bokstaver, tall, punktum og strek.")
    held = {**constants, **_single_values(connection)}
    years = [row[0] for row in connection.execute("SELECT DISTINCT year FROM summary ORDER BY year").fetchall()]
    return tuple(_write_year(connection, held, data, data_set, batch, year, only=len(years) == 1) for year in years)


def _single_values(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The columns that turn out to hold one value in every posting, so that they need no sorting either."""
    names = ("entity", "account_class", "kind")
    asked = ", ".join(f"min({name}), max({name})" for name in names)
    found = connection.execute(f"SELECT {asked} FROM summary").fetchone() or ()
    pairs = zip(names, found[::2], found[1::2], strict=False)
    return {name: str(least) for name, least, most in pairs if least is not None and least == most}


def _write_year(
    connection: duckdb.DuckDBPyConnection,
    constants: Mapping[str, str | None],
    data: Path,
    data_set: str,
    batch: str,
    year: int,
    *,
    only: bool,
) -> StoredFile:
    relative = Path(FOLDER) / data_set / str(year) / f"{batch}{SUFFIX}"
    target = data / relative
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{PARTIAL}{target.name}")
    varying = [name for name in COLUMNS if name not in constants and name != "year"]
    order = ", ".join(name for name in _ORDER if name in varying)
    where = "" if only else f"WHERE year = {year}"
    shown = ", ".join(
        name
        if name in varying
        else f"CAST({_literal(year if name == 'year' else constants[name])} AS {form}) AS {name}"
        for name, form in COLUMNS.items()
    )
    connection.execute(
        f"COPY (SELECT {shown} FROM (SELECT {', '.join(varying)} FROM posting {where} ORDER BY {order})) "
        f"TO {_literal(str(partial))} ({_FORMAT})"
    )
    digest, size = _sync(partial)
    partial.replace(target)
    _sync_folder(target.parent)
    totals = tuple(
        FileTotal(*row)
        for row in connection.execute(
            "SELECT entity, account_class, kind, period, CAST(sum(rows) AS BIGINT), CAST(sum(amount_ore) AS BIGINT) "
            f"FROM summary {where} GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    )
    return StoredFile(relative.as_posix(), year, digest, size, sum(t.rows for t in totals), totals)


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while piece := source.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _sync(path: Path) -> tuple[str, int]:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return checksum(path), path.stat().st_size


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _literal(value: str | int | None) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"

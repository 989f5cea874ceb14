"""Roll-up of postings by unit, function, art and period, against bare DuckDB on the same files and PostgreSQL."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from benchmarks.child import measure_in_turn, report_work
from rodtrad.config.database_server import running_server
from rodtrad.intake.postings import COLUMNS
from rodtrad.store.parquet import StoredFile, write_postings
from rodtrad.store.roll_up import PostingStore

if TYPE_CHECKING:
    import psycopg

MODULE = "benchmarks.rollup_postings"
FULL = 20_000_000
QUICK = 500_000
YEARS = tuple(range(2017, 2027))
QUERIES: dict[str, tuple[tuple[str, ...], dict[str, int]]] = {
    "A unit x function x art x period": (("unit", "function", "art", "period"), {}),
    "B the same, one year": (("unit", "function", "art", "period"), {"year": 2025}),
    "C year x function x art": (("year", "function", "art"), {}),
}
_VARYING = ("unit", "function", "art", "period", "voucher", "date", "amount_ore", "line")
_DRAWN = {
    "unit": "CAST(1000 + hash(i) % 600 AS VARCHAR)",
    "function": "CAST(100 + (hash(i) % 600 * 7 + hash(i + 1) % 22) % 90 AS VARCHAR)",
    "art": "lpad(CAST(10 + 10 * (hash(i + 2) % 32) AS VARCHAR), 3, '0')",
    "period": "1 + hash(i + 3) % 12",
    "voucher": "CAST(100000 + i // 4 AS VARCHAR)",
    "date": "DATE '2025-01-01' + CAST(hash(i + 4) % 365 AS INTEGER)",
    "amount_ore": "CAST(hash(i + 5) % 20000000 AS BIGINT) - 8000000",
    "line": "i",
}
_CONSTANTS = {"entity": "treasury", "account_class": "1", "kind": "accounts"}


def write_store(folder: Path, rows: int) -> list[Path]:
    """Ten years of postings by fixed rule, written as every import is."""
    files: list[StoredFile] = []
    for index, year in enumerate(YEARS):
        first = index * (rows // len(YEARS))
        with duckdb.connect(":memory:", config={"memory_limit": "4GB", "temp_directory": str(folder)}) as connection:
            drawn = ", ".join(f"{_DRAWN[name]} AS {name}" for name in _VARYING)
            connection.execute(
                f"CREATE TABLE drawn AS SELECT {drawn} FROM range({first}, {first + rows // len(YEARS)}) r(i)"
            )
            values = {name: f"'{value}'" for name, value in _CONSTANTS.items()} | {"year": str(year)}
            shown = ", ".join(
                f"CAST({name if name in _VARYING else values.get(name, 'NULL')} AS {form}) AS {name}"
                for name, form in COLUMNS.items()
            )
            connection.execute(f"CREATE VIEW posting AS SELECT {shown} FROM drawn")
            connection.execute(
                "CREATE TABLE summary AS SELECT entity, year, account_class, kind, period, count(*) AS rows, "
                "sum(amount_ore) AS amount_ore FROM posting GROUP BY ALL"
            )
            constants = {name: _CONSTANTS.get(name) for name in COLUMNS if name not in (*_VARYING, "year")}
            files += write_postings(connection, constants, folder, "ledger", "batch")
    return [folder / file.path for file in files]


def _ours(paths: list[Path], query: str) -> Callable[[], object]:
    by, where = QUERIES[query]
    store = PostingStore(paths)

    def work() -> object:
        found = store.roll_up(by, where)
        return len(found), int(found.amount_ore.sum())

    return work


def _counted(paths: list[Path], query: str) -> Callable[[], object]:
    connection = duckdb.connect(":memory:")
    listed = ", ".join(f"'{path}'" for path in paths)

    def work() -> object:
        inner = _sql(query, f"read_parquet([{listed}])")
        return connection.execute(f"SELECT count(*), CAST(sum(ore) AS BIGINT) FROM ({inner})").fetchone()

    return work


def _bare(paths: list[Path], query: str) -> Callable[[], object]:
    connection = duckdb.connect(":memory:")
    listed = ", ".join(f"'{path}'" for path in paths)

    def work() -> object:
        found = connection.execute(_sql(query, f"read_parquet([{listed}])")).fetchnumpy()
        return len(found["ore"]), int(found["ore"].sum())

    return work


def _sql(query: str, source: str) -> str:
    by, where = QUERIES[query]
    names = ", ".join(by)
    condition = " AND ".join(f"{name} = {value}" for name, value in where.items()) or "true"
    return f"SELECT {names}, CAST(sum(amount_ore) AS BIGINT) AS ore FROM {source} WHERE {condition} GROUP BY {names}"


@dataclass(frozen=True)
class ServerSeconds:
    """Seconds of a query whose groups are counted in the server, and of the same query with every group fetched."""

    counted: float
    fetched: float
    answer: str


def _postgresql(folder: Path, paths: list[Path]) -> dict[str, ServerSeconds]:
    import psycopg

    external = os.environ.pop("DATABASE_URL", None)
    try:
        with running_server(folder / "database") as address, psycopg.connect(address, autocommit=True) as server:
            _copy(server, paths)
            return {query: _asked(server, _sql(query, "posting")) for query in QUERIES}
    finally:
        if external is not None:
            os.environ["DATABASE_URL"] = external


def _copy(server: "psycopg.Connection", paths: list[Path]) -> None:
    listed = ", ".join(f"'{path}'" for path in paths)
    wanted = "unit, function, art, period, year, amount_ore"
    server.execute(
        "CREATE UNLOGGED TABLE posting (unit text, function text, art text, period smallint, year smallint, "
        "amount_ore bigint)"
    )
    rows = duckdb.connect().execute(f"SELECT {wanted} FROM read_parquet([{listed}])")
    with server.cursor().copy(f"COPY posting ({wanted}) FROM STDIN") as copy:
        while part := rows.fetchmany(50_000):
            copy.write("".join("\t".join(map(str, row)) + "\n" for row in part))
    server.execute("CREATE INDEX ON posting (year)")
    server.execute("VACUUM ANALYZE posting")
    server.execute("SET work_mem = '1GB'")


def _asked(server: "psycopg.Connection", query: str) -> ServerSeconds:
    """The better of two runs, so that the server reads from memory."""
    counted, fetched, answer = [], [], ""
    for _ in range(2):
        start = time.perf_counter()
        answer = str(server.execute(f"SELECT count(*), CAST(sum(ore) AS bigint) FROM ({query}) g").fetchone())
        counted.append(time.perf_counter() - start)
        start = time.perf_counter()
        server.execute(query).fetchall()
        fetched.append(time.perf_counter() - start)
    return ServerSeconds(min(counted), min(fetched), answer)


def run(full: bool) -> list[str]:
    """Measure and return the report's lines."""
    rows = FULL if full else QUICK
    with tempfile.TemporaryDirectory(prefix="rodtrad-bench-") as name:
        folder = Path(name)
        paths = write_store(folder, rows)
        size = sum(path.stat().st_size for path in paths) / 1e6
        listed = [str(path) for path in paths]
        found = {
            query: measure_in_turn(MODULE, {way: (way, query, *listed) for way in ("ours", "bare", "counted")})
            for query in QUERIES
        }
        server = _postgresql(folder, paths)
    lines = [
        f"{rows:,} postings of {len(YEARS)} years, {size:,.0f} MB of Parquet; seconds of the query. "
        "Aim: at most 1.3 times bare DuckDB, at least 5 times faster than PostgreSQL.",
        "",
        "| Query | groups | Rødtråd s | peak MB | bare DuckDB s | times bare | PostgreSQL s | times faster |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    inside = []
    for query in QUERIES:
        one, other, third, fourth = found[query]["ours"], found[query]["bare"], server[query], found[query]["counted"]
        if not one.answer == other.answer == third.answer == fourth.answer:
            raise AssertionError(f"{query}: {one.answer}, {other.answer}, {third.answer}, {fourth.answer}")
        groups = int(one.answer.strip("()").split(",")[0])
        lines.append(
            f"| {query} | {groups:,} | {one.seconds:.3f} | {one.peak_mb:,} | {other.seconds:.3f} | "
            f"{one.seconds / other.seconds:.2f} | {third.fetched:.3f} | {third.fetched / one.seconds:.1f} |"
        )
        inside.append(
            f"| {query} | {fourth.seconds:.3f} | {third.counted:.3f} | {third.counted / fourth.seconds:.1f} |"
        )
    return [
        *lines,
        "",
        "Every group is handed over in both. The engines alone, their groups counted inside and none handed over:",
        "",
        "| Query | DuckDB on the Parquet files s | PostgreSQL s | times faster |",
        "|---|---:|---:|---:|",
        *inside,
    ]


if __name__ == "__main__":
    WORK = {"ours": _ours, "bare": _bare, "counted": _counted}
    report_work(WORK[sys.argv[2]]([Path(path) for path in sys.argv[4:]], sys.argv[3]))

"""Import of postings from CSV, read, checked and stored, against DuckDB's bare typed load and against pandas."""

import importlib.util
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.child import measure_in_turn, report_work

MODULE = "benchmarks.import_postings"
FULL = 1_000_000
QUICK = 100_000
_COLUMNS = (
    *("entity", "account_class", "ansvar", "function", "art", "project"),
    *("year", "period", "voucher", "date", "text", "amount"),
)
_FUNCTIONS = ("120", "130", "202", "211", "215", "222", "232", "234", "241", "253", "254", "261", "332", "335")


def write_ledger(path: Path, rows: int) -> None:
    """A ledger by fixed rule: the same file every time."""
    draw = random.Random(2026)
    with path.open("w", encoding="utf-8") as target:
        target.write(";".join(_COLUMNS) + "\n")
        for number in range(rows):
            month, day = draw.randint(1, 12), draw.randint(1, 28)
            sign = draw.choice(("", "", "-"))
            target.write(
                f"treasury;1;{draw.randint(1000, 1400)};{draw.choice(_FUNCTIONS)};{draw.randint(1, 47) * 10:03d};;2025;"
                f"{month};{100_000 + number // 4};{day:02d}.{month:02d}.2025;Faktura {draw.randint(1, 90_000)} "
                f"leverandør;{sign}{draw.randint(0, 99_999)},{draw.randint(0, 99):02d}\n"
            )


def _ours(path: Path, folder: Path) -> Callable[[], object]:
    from rodtrad.intake.fetch import fetch_file
    from rodtrad.intake.map_reading import load_map
    from rodtrad.intake.parse import parse
    from rodtrad.intake.preview import preview
    from rodtrad.store.parquet import write_postings

    def work() -> object:
        with parse(fetch_file(path), load_map("rodtrad-standard")) as staged:
            seen = preview(staged)
            write_postings(staged.connection, staged.constants, folder, "ledger", "batch")
            return sum(total.balance_ore for total in seen.totals)

    return work


def _duckdb(path: Path, _: Path) -> Callable[[], object]:
    import duckdb

    types = dict.fromkeys(_COLUMNS, "VARCHAR") | {"year": "SMALLINT", "period": "TINYINT", "date": "DATE"}
    types["amount"] = "DECIMAL(18,2)"
    columns = ", ".join(f"'{name}': '{form}'" for name, form in types.items())

    def work() -> object:
        connection = duckdb.connect(":memory:")
        connection.execute(
            f"CREATE TABLE ledger AS SELECT * FROM read_csv('{path}', delim=';', header=true, decimal_separator=',', "
            f"dateformat='%d.%m.%Y', columns={{{columns}}})"
        )
        found = connection.execute("SELECT CAST(sum(amount) * 100 AS BIGINT) FROM ledger").fetchone()
        return found[0] if found else 0

    return work


def _pandas(path: Path, folder: Path) -> Callable[[], object]:
    import pandas

    def work() -> object:
        frame = pandas.read_csv(path, sep=";", decimal=",", dtype=dict.fromkeys(_COLUMNS[:6], "str"))
        frame["date"] = pandas.to_datetime(frame["date"], format="%d.%m.%Y")
        frame["amount_ore"] = (frame.pop("amount") * 100).round().astype("int64")
        frame = frame.sort_values(["ansvar", "function", "art"])
        frame.to_parquet(folder / "pandas.parquet")
        return int(frame["amount_ore"].sum())

    return work


def run(full: bool) -> list[str]:
    """Measure and return the report's lines."""
    rows = FULL if full else QUICK
    with tempfile.TemporaryDirectory(prefix="rodtrad-bench-") as name:
        folder = Path(name)
        path = folder / "ledger.csv"
        write_ledger(path, rows)
        size = path.stat().st_size / 1e6
        runs = {"Rødtråd: read, check, store": "ours", "DuckDB: bare typed load": "duckdb"}
        if importlib.util.find_spec("pandas"):
            runs["pandas: read, store"] = "pandas"
        found = measure_in_turn(MODULE, {title: (key, str(path), name) for title, key in runs.items()})
    answers = {measured.answer for measured in found.values()}
    if len(answers) != 1:
        raise AssertionError(f"the peers do not agree on the sum: {answers}")
    bare = found["DuckDB: bare typed load"].seconds
    lines = [
        f"{rows:,} postings, {size:,.0f} MB of CSV; seconds after imports, median of five processes. "
        "Aim: at most 3 times the bare load, at most 600 MB.",
        "",
        "| | seconds | times the bare load | peak MB |",
        "|---|---:|---:|---:|",
    ]
    for title, measured in found.items():
        lines.append(f"| {title} | {measured.seconds:.2f} | {measured.seconds / bare:.2f} | {measured.peak_mb:,} |")
    if len(found) == 2:
        lines += ["", "pandas is not installed here and was not measured."]
    return lines


if __name__ == "__main__":
    WORK = {"ours": _ours, "duckdb": _duckdb, "pandas": _pandas}
    report_work(WORK[sys.argv[2]](Path(sys.argv[3]), Path(sys.argv[4])))

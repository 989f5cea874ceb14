"""KOSTRA check of a national set: the annual accounts of 357 municipalities through all official controls.

The peer is a bare pass over the same bytes that only cuts each record into its fields and sums the amounts, in plain
Python. The set is made from the code lists, the same each time: every file balances and passes the controls.
"""

import resource
import sys
import time
from collections.abc import Callable

from rodtrad.calculations.kostra.controls.check import check_lines
from rodtrad.calculations.kostra.controls.findings import Severity
from rodtrad.calculations.kostra.controls.rules import Report
from rodtrad.calculations.kostra.extract_record import Header
from rodtrad.facts.kostra.codes import code_lists
from rodtrad.facts.kostra.record_format import record_format
from rodtrad.intake.kostra_extract.reader import read_extract
from rodtrad.intake.kostra_extract.writer import Posting, extract_of, write_extract

MUNICIPALITIES = 357
MUNICIPALITIES_QUICK = 20
RECORDS = 1_680
YEAR = 2026
AIM_SECONDS = 20
NOT_ON_SERVICES = {"280", "285", "429", "450", "480", "380"}
MIB = 1024


def file_of(number: int) -> tuple[Report, bytes]:
    """The accounts of the municipality with this number in the set: a report and the bytes of its extract."""
    region = f"{4001 + number:04d}00"
    lists = code_lists("0A", YEAR, region, "")
    services = [f for f in lists.functions if int(f) < 400 and f != "290"]
    arts = [a for a in lists.arts if int(a) < 480 and a not in NOT_ON_SERVICES]
    combinations = [(f, a) for a in arts for f in services]
    step = len(combinations) // (RECORDS - 10)
    chosen = combinations[number % step :: step][: RECORDS - 10]
    postings = [Posting("1", f, a, 10 + (number * 7919 + i * 104_729) % 9_000) for i, (f, a) in enumerate(chosen)]
    expenditure = sum(posting.amount for posting in postings)
    postings += [
        Posting("1", "800", "870", -(expenditure // 2)),
        Posting("1", "840", "800", expenditure // 2 - expenditure),
        Posting("1", "222", "590", 4_000),
        Posting("1", "860", "990", -4_000),
        Posting("0", "222", "230", 50_000),
        Posting("0", "841", "729", -10_000),
        Posting("0", "870", "910", -40_000),
    ]
    content = write_extract(extract_of(Header("0A", str(YEAR), "", region, "", ""), postings))
    return Report("0A", str(YEAR), " ", region), content


def check_all(files: list[tuple[Report, bytes]]) -> int:
    """Put every file through the controls; the number of records checked."""
    records = 0
    for report, content in files:
        lines = read_extract(content).lines
        outcome = check_lines(report, lines)
        if outcome.severity > Severity.WARNING:
            raise AssertionError(f"{report.region}: {outcome.findings[0]}")
        records += len(lines)
    return records


def slice_all(files: list[tuple[Report, bytes]]) -> int:
    """The peer: cut every record into its fields and add up the amounts; the number of records."""
    layout = record_format()
    parts = [slice(field.start, field.stop) for field in layout.fields]
    records = total = 0
    for _, content in files:
        for line in content.decode(layout.encoding).split("\n"):
            if line:
                fields = tuple(line[part] for part in parts)
                total += int(fields[-1])
                records += 1
    return records


def run(full: bool) -> list[str]:
    """Markdown rows: what, records, seconds, records a second, ratio to the peer, peak memory of the process."""
    count = MUNICIPALITIES if full else MUNICIPALITIES_QUICK
    files = [file_of(number) for number in range(count)]
    check_all(files[:1])
    peer_seconds, records = _timed(slice_all, files)
    seconds, _ = _timed(check_all, files)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MIB
    rows = [
        ("bare slicing parse in Python (peer)", peer_seconds, ""),
        (f"all controls (aim under {AIM_SECONDS} s for {MUNICIPALITIES} municipalities)", seconds, f"{peak} MiB"),
    ]
    return [
        f"| KOSTRA check, {count} municipalities: {what} | {records:,} records | {taken:.2f} s | "
        f"{records / taken:,.0f} records/s | {taken / peer_seconds:.1f}x | {memory} |"
        for what, taken, memory in rows
    ]


def _timed(work: Callable[[list[tuple[Report, bytes]]], int], files: list[tuple[Report, bytes]]) -> tuple[float, int]:
    started = time.perf_counter()
    records = work(files)
    return time.perf_counter() - started, records


def main() -> None:
    """Print the rows; `--quick` takes a small set."""
    print("\n".join(run(full="--quick" not in sys.argv[1:])))


if __name__ == "__main__":
    main()

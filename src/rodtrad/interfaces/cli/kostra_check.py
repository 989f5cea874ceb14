"""`rodtrad kostra check`: puts one extract, or a batch of them, through the official controls.

Exit code 0 when nothing is worse than a warning, 1 when an error was found (in a batch: in any case), 2 on wrong use.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from rodtrad.calculations.kostra.controls.check import Outcome, check_lines
from rodtrad.calculations.kostra.controls.findings import Severity
from rodtrad.calculations.kostra.controls.rules import Report
from rodtrad.facts.kostra.control_register import control_register
from rodtrad.intake.kostra_extract.reader import read_extract
from rodtrad.interfaces.cli.arguments import WRONG_USE
from rodtrad.interfaces.cli.kostra_batch import BatchCase, MalformedCase, read_cases
from rodtrad.interfaces.cli.kostra_report import WrongReport, remarks, report_of
from rodtrad.interfaces.cli.system_errors import reason
from rodtrad.values.numbers import format_number

FOUND = 1
_MOST_LINES = 20
_WORDS = {
    Severity.OK: "OK",
    Severity.INFO: "TIL ORIENTERING",
    Severity.WARNING: "ADVARSEL",
    Severity.ERROR: "FEIL",
    Severity.FATAL: "STOPPER KONTROLLEN",
}
_REPORT_OPTIONS = ("form", "year", "quarter", "region", "orgnr")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", nargs="?", type=Path, metavar="FIL", help="uttrekket som skal kontrolleres")
    parser.add_argument("--form", metavar="SKJEMA", help="0A, 0B ... for året, 0AK1 ... 0DK4 for kvartal")
    parser.add_argument("--year", metavar="ÅR", help="regnskapsåret, for eksempel 2026")
    parser.add_argument("--quarter", metavar="KVARTAL", help="1-4; står det ikke her, følger det av skjemaet")
    parser.add_argument("--region", metavar="REGION", help="seks siffer: kommunenummeret og 00, for eksempel 040200")
    parser.add_argument("--orgnr", metavar="ORGNR", help="organisasjonsnummer, for skjema 0F, 0G og 0I-0L")
    parser.add_argument("--batch", type=Path, metavar="SAKER", help="fil med ett uttrekk per linje (JSON)")
    parser.add_argument("--format", choices=["text", "json", "jsonl"], help="jsonl gjelder --batch, de andre én fil")
    parser.add_argument("--strict", action="store_true", help="finn også feil som SSBs kontrollprogram slipper gjennom")
    parser.add_argument(
        "--codes-of-year",
        action="store_true",
        help="bruk kodelistene som gjaldt i regnskapsåret; SSBs kontrollprogram bruker de nyeste for alle år",
    )


def run(options: argparse.Namespace) -> int:
    """Check what the options name and write the findings to stdout."""
    if options.batch is not None:
        return _run_batch(options)
    if options.file is None:
        return _wrong("Oppgi filen som skal kontrolleres, eller --batch med en fil av saker.")
    if options.format == "jsonl":
        return _wrong("--format jsonl gjelder --batch. Bruk text eller json for én fil.")
    missing = [f"--{name}" for name in ("form", "year", "region") if getattr(options, name) is None]
    if missing:
        return _wrong(f"Mangler {', '.join(missing)}. De sier hva filen skal kontrolleres som.")
    try:
        report = report_of(
            options.form,
            options.year,
            options.quarter,
            options.region,
            options.orgnr,
            codes_of_year=options.codes_of_year,
        )
        content = options.file.read_bytes()
    except WrongReport as error:
        return _wrong(str(error))
    except OSError as error:
        return _wrong(f"Kan ikke lese {options.file}: {reason(error)}.")
    extract = read_extract(content)
    outcome = check_lines(report, extract.lines, strict=options.strict, codes_of_year=options.codes_of_year)
    for remark in remarks(report, extract, outcome, codes_of_year=options.codes_of_year):
        print(remark, file=sys.stderr)
    if options.format == "json":
        print(json.dumps(_summary(outcome), ensure_ascii=False))
    else:
        print("\n".join(_text(options.file, report, outcome)))
    return _exit_code(outcome)


def _run_batch(options: argparse.Namespace) -> int:
    given = [f"--{name}" for name in _REPORT_OPTIONS if getattr(options, name) is not None]
    if options.file is not None or given:
        return _wrong(f"{'FIL' if options.file is not None else given[0]} kan ikke brukes sammen med --batch.")
    if options.format not in (None, "jsonl"):
        return _wrong("--batch skriver én linje per sak. Bruk --format jsonl.")
    try:
        file = options.batch.open("rb")
        file.peek()
    except OSError as error:
        return _wrong(f"Kan ikke lese {options.batch}: {reason(error)}.")
    with file:
        return max(
            (_check_case(case, options) for case in read_cases(file, codes_of_year=options.codes_of_year)), default=0
        )


def _check_case(case: BatchCase | MalformedCase, options: argparse.Namespace) -> int:
    if isinstance(case, MalformedCase):
        return _wrong(f"Linje {case.line}: {case.problem}")
    lines = read_extract(case.content).lines
    outcome = check_lines(case.report, lines, strict=options.strict, codes_of_year=options.codes_of_year)
    summary = _summary(outcome)
    answer = {"id": case.id, "severity": summary["severity"], "entries": summary["entries"]}
    print(json.dumps(answer, ensure_ascii=False))
    return _exit_code(outcome)


def _wrong(message: str) -> int:
    print(f"rodtrad kostra check: {message}", file=sys.stderr)
    return WRONG_USE


def _exit_code(outcome: Outcome) -> int:
    return FOUND if outcome.severity >= Severity.ERROR else 0


def _summary(outcome: Outcome) -> dict[str, Any]:
    return {
        "severity": outcome.severity.name,
        "controls": outcome.controls_run,
        "entries": [
            {"rule": f.control, "severity": f.severity.name, "lines": list(f.lines), "message": f.message}
            for f in outcome.findings
        ],
    }


def _text(path: Path, report: Report, outcome: Outcome) -> Iterator[str]:
    quarter = f", kvartal {report.quarter}" if report.quarter.strip() else ""
    yield f"{path}: skjema {report.form_id}, {report.year}{quarter}, region {report.region}"
    yield f"Resultat: {_verdict(outcome)} {format_number(outcome.controls_run)} kontroller er kjørt."
    findings = sorted(outcome.findings, key=lambda finding: -finding.severity)
    for (severity, control), group in groupby(findings, key=lambda finding: (finding.severity, finding.control)):
        yield ""
        yield f"{_WORDS[severity]}: kontroll {control}, {control_register()[control].title}"
        lines_by_message: dict[str, list[int]] = {}
        for finding in group:
            lines_by_message.setdefault(finding.message, []).extend(finding.lines)
        for message, lines in lines_by_message.items():
            yield f"  {_where(lines)}{message}"


def _verdict(outcome: Outcome) -> str:
    if outcome.controls_run == 0:
        return "Filen har ingen linjer å kontrollere."
    counts = [
        f"{format_number(number)} {one if number == 1 else more}"
        for severity, one, more in (
            (Severity.FATAL, "som stopper kontrollen", "som stopper kontrollen"),
            (Severity.ERROR, "feil", "feil"),
            (Severity.WARNING, "advarsel", "advarsler"),
            (Severity.INFO, "til orientering", "til orientering"),
        )
        if (number := sum(finding.severity is severity for finding in outcome.findings))
    ]
    found = f" ({', '.join(counts)})" if counts else ""
    if outcome.severity >= Severity.ERROR:
        return f"Filen kan ikke sendes før feilene er rettet{found}."
    return f"Filen kan sendes{found}." if found else "Filen kan sendes; ingen feil er funnet."


def _where(lines: list[int]) -> str:
    if not lines:
        return ""
    rest = len(lines) - _MOST_LINES
    return f"Linje {', '.join(map(str, lines[:_MOST_LINES]))}{f' og {rest} til' if rest > 0 else ''}: "

"""A short way to put a few records through one control."""

from collections.abc import Callable

import pytest

from rodtrad.calculations.kostra.controls.check import check_lines
from rodtrad.calculations.kostra.controls.rules import NO_ORGANISATION, Report
from rodtrad.calculations.kostra.extract_record import Header
from rodtrad.facts.kostra.forms import reported_form
from rodtrad.intake.kostra_extract.writer import Posting, format_record

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def line(header: Header, short: str) -> str:
    """The record of "class code item amount", where "_" is a blank field; a longer text is a record already."""
    if len(short) > 30 or not short:
        return short
    account_class, code, item, amount = (part.replace("_", "") for part in short.split())
    text = format_record(header, Posting(account_class, code, item, 0))
    return text[:39] + amount.rjust(9)


@pytest.fixture(scope="session")
def found() -> Found:
    """`found(number, form, records, ...)` gives the control's findings as (severity, lines).

    `changes` replaces header fields in the records of some lines, by line number.
    """

    def findings(
        number: str,
        form: str,
        records: list[str],
        *,
        year: str = "2026",
        quarter: str | None = None,
        region: str = "183700",
        organisation: str = NO_ORGANISATION,
        changes: dict[int, dict[str, str]] | None = None,
        strict: bool = False,
        codes_of_year: bool = False,
    ) -> list[tuple[str, tuple[int, ...]]]:
        reported = reported_form(form)
        report = Report(form, year, reported.quarter if quarter is None else quarter, region, organisation)
        header = Header(reported.form.code, year, report.quarter, region, organisation, "")
        lines = [
            line(header._replace(**(changes or {}).get(position, {})), short)
            for position, short in enumerate(records, start=1)
        ]
        outcome = check_lines(report, lines, strict=strict, codes_of_year=codes_of_year)
        return [(f.severity.name, f.lines) for f in outcome.findings if f.control == number]

    return findings

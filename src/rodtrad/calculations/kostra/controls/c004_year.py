"""Control 004: the year of each record is the reported year."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import shown

NUMBER = "004"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record of another year."""
    report = accounts.rules.report
    for header, records in accounts.by_header.items():
        if header.year != report.year:
            for record in records:
                yield accounts.on_record(
                    NUMBER,
                    record,
                    f"Årgang {shown(header.year)} stemmer ikke med rapporteringsåret. Rett til «{report.year}».",
                )

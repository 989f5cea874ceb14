"""Control 007: the organisation number of each record is the reporting one, nine blanks when there is none.

The official program compares with the whole argument, so that a list of numbers never matches.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import shown

NUMBER = "007"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record of another organisation."""
    report = accounts.rules.report
    for header, records in accounts.by_header.items():
        if header.organisation != report.organisation:
            for record in records:
                yield accounts.on_record(
                    NUMBER,
                    record,
                    f"Organisasjonsnummer {shown(header.organisation)} stemmer ikke med det som rapporteres. Rett til "
                    f"{shown(report.organisation)}.",
                )

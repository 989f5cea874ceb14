"""Control 006: the region of each record is the reporting region."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import shown

NUMBER = "006"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record of another region."""
    report = accounts.rules.report
    for header, records in accounts.by_header.items():
        if header.region != report.region:
            for record in records:
                yield accounts.on_record(
                    NUMBER,
                    record,
                    f"Region {shown(header.region)} stemmer ikke med regionen som rapporterer. Rett til "
                    f"«{report.region}».",
                )

"""Control 005: the quarter of each record is the reported one, blank for the annual accounts."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import shown

NUMBER = "005"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record of another quarter."""
    report = accounts.rules.report
    for header, records in accounts.by_header.items():
        if header.quarter != report.quarter:
            for record in records:
                yield accounts.on_record(
                    NUMBER,
                    record,
                    f"Kvartal {shown(header.quarter)} stemmer ikke med det som rapporteres. Rett til "
                    f"{shown(report.quarter)}.",
                )

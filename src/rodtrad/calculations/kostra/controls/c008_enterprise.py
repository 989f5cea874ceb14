"""Control 008: the enterprise number is blank, or the reporting organisation number."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import shown

NUMBER = "008"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record with another enterprise number."""
    report = accounts.rules.report
    for header, records in accounts.by_header.items():
        if header.enterprise.strip() and header.enterprise != report.organisation:
            for record in records:
                yield accounts.on_record(
                    NUMBER,
                    record,
                    f"Foretaksnummer {shown(header.enterprise)} skal være blankt eller likt organisasjonsnummeret som "
                    "rapporteres. Rett foretaksnummeret, eller la feltet stå blankt.",
                )

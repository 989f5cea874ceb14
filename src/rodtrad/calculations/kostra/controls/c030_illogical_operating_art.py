"""Control 030: arts that are unlikely, but allowed, in the operating account."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "030"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per operating record with an amount on such an art."""
    codes = accounts.rules.codes[NUMBER]
    for record in accounts.operating.with_items(codes.arts):
        if record.amount:
            yield accounts.on_record(
                NUMBER,
                record,
                f"Art {record.item} regnes som ulogisk i driftsregnskapet. Kontroller at beløpet hører hjemme i drift; "
                "ellers flyttes det til investeringsregnskapet.",
            )

"""Control 070: covering of earlier years' shortfall (art 530) stands on function 880 only."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed, shown

NUMBER = "070"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record with the art and an amount on another function."""
    codes = accounts.rules.codes[NUMBER]
    for record in accounts.appropriation.with_items(codes.arts):
        if record.amount and record.function not in codes.functions:
            yield accounts.on_record(
                NUMBER,
                record,
                f"Art {record.item} (dekning av tidligere års merforbruk) skal bare føres på funksjon "
                f"{listed(codes.functions)}. Flytt beløpet fra funksjon {shown(record.code)}.",
            )

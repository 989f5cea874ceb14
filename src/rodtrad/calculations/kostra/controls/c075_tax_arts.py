"""Control 075: the tax arts stand on function 800 only, in the municipality's accounts."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, of_municipality
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed, shown

NUMBER = "075"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record with the art and an amount on another function."""
    codes = accounts.rules.codes[NUMBER]
    for record in accounts.appropriation.where(of_municipality).with_items(codes.arts):
        if record.amount and record.function not in codes.functions:
            yield accounts.on_record(
                NUMBER,
                record,
                f"Art {record.item} er en skatteart og skal bare føres på funksjon {listed(codes.functions)}. Flytt "
                f"beløpet fra funksjon {shown(record.code)}.",
            )

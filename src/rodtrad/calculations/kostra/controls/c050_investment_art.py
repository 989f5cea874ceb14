"""Control 050: arts that have no place in the investment account."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "050"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per investment record with an amount on such an art."""
    codes = accounts.rules.codes[NUMBER]
    for record in accounts.investment.with_items(codes.arts):
        if record.amount:
            yield accounts.on_record(
                NUMBER,
                record,
                f"Art {record.item} er ikke gyldig i investeringsregnskapet. Bruk en art som gjelder investering, "
                "eller før beløpet i driftsregnskapet.",
            )

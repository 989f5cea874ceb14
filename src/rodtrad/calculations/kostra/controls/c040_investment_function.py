"""Control 040: functions that have no place in the investment account."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "040"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per investment record with an amount on such a function."""
    codes = accounts.rules.codes[NUMBER]
    for record in accounts.investment.with_functions(codes.functions):
        if record.amount:
            yield accounts.on_record(
                NUMBER,
                record,
                f"Funksjon {record.function} er ikke gyldig i investeringsregnskapet. Bruk en funksjon som gjelder "
                "investering, eller før beløpet i driftsregnskapet.",
            )

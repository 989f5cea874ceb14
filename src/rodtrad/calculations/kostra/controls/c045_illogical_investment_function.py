"""Control 045: functions that are unlikely, but allowed, in the investment account."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "045"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per investment record with an amount on such a function."""
    codes = accounts.rules.codes[NUMBER]
    for record in accounts.investment.with_functions(codes.functions):
        if record.amount:
            yield accounts.on_record(
                NUMBER,
                record,
                f"Funksjon {record.function} regnes som ulogisk i investeringsregnskapet. Kontroller at beløpet er en "
                "investering på denne funksjonen.",
            )

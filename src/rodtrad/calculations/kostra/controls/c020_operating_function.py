"""Control 020: function 841 has no place in the operating account."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "020"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per operating record with an amount on such a function."""
    codes = accounts.rules.codes[NUMBER]
    for record in accounts.operating.with_functions(codes.functions):
        if record.amount:
            yield accounts.on_record(
                NUMBER,
                record,
                f"Funksjon {record.function} er ikke gyldig i driftsregnskapet. Bruk en funksjon som gjelder drift, "
                "eller før beløpet i investeringsregnskapet.",
            )

"""Control 025: arts that have no place in the operating account.

Named loan funds, and the consolidated accounts of municipalities that have one, may use art 921.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "025"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per operating record with an amount on such an art."""
    codes = accounts.rules.codes[NUMBER]
    for record in accounts.operating.with_items(codes.arts):
        if record.amount:
            yield accounts.on_record(
                NUMBER,
                record,
                f"Art {record.item} er ikke gyldig i driftsregnskapet. Bruk en art som gjelder drift, eller før "
                "beløpet i investeringsregnskapet.",
            )

"""Control 010U: a superseded function is still accepted in quarterly reports, with a warning.

The official program calls this control 010 too. It names the same functions whatever year is reported, and so does
this control.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "010U"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record on a superseded function."""
    for record in accounts.appropriation.with_functions(accounts.rules.codes[NUMBER].functions):
        yield accounts.on_record(
            NUMBER,
            record,
            f"Funksjon {record.function} står på kontrollprogrammets liste over utgåtte funksjoner, men godtas "
            "foreløpig i kvartalsrapporten. Før beløpet på funksjonen som har tatt over, før årsregnskapet.",
        )

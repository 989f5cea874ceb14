"""Control 200: function 089 takes only the financing arts of the church's list.

As in the official program it also concerns amounts that are zero but not written as a plain 0.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import shown

NUMBER = "200"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record on the function with another art."""
    codes = accounts.rules.codes[NUMBER]
    for record in accounts.appropriation.with_functions(codes.functions):
        if record.item not in codes.arts:
            yield accounts.on_record(
                NUMBER,
                record,
                f"Art {shown(record.item)} er ikke gyldig på funksjon {record.function} (finansieringstransaksjoner). "
                "Bruk en finansart, eller før beløpet på en annen funksjon.",
            )

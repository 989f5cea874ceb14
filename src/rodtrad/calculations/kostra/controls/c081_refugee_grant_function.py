"""Control 081: only few arts are logical on function 850 (the state's general grants for refugees and the like).

Not applied to records of a county's form.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, not_of_county
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed, shown

NUMBER = "081"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record on the function with an amount on another art."""
    codes = accounts.rules.codes[NUMBER]
    for record in accounts.appropriation.where(not_of_county).with_functions(codes.functions):
        if record.amount and record.item not in codes.arts:
            yield accounts.on_record(
                NUMBER,
                record,
                f"På funksjon {record.function} er bare artene {listed(codes.arts)} logiske. Kontroller art "
                f"{shown(record.item)} og flytt beløpet om det hører hjemme et annet sted.",
            )

"""Control 080: the general grant (art 800) stands on function 840 only."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed, shown

NUMBER = "080"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record with the art and an amount on another function."""
    codes = accounts.rules.codes[NUMBER]
    for record in accounts.appropriation.with_items(codes.arts):
        if record.amount and record.function not in codes.functions:
            yield accounts.on_record(
                NUMBER,
                record,
                f"Art {record.item} (rammetilskudd) skal bare føres på funksjon {listed(codes.functions)}. Flytt "
                f"beløpet fra funksjon {shown(record.code)}.",
            )

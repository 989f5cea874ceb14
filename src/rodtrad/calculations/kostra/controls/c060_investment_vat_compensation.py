"""Control 060: VAT compensation on investment (art 729) stands on function 841 in the investment account."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed, shown

NUMBER = "060"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per investment record with the art and an amount on another function."""
    codes = accounts.rules.codes[NUMBER]
    for record in accounts.investment.with_items(codes.arts):
        if record.amount and record.function not in codes.functions:
            yield accounts.on_record(
                NUMBER,
                record,
                f"Art {record.item} er i investeringsregnskapet bare gyldig på funksjon {listed(codes.functions)}. "
                f"Flytt beløpet fra funksjon {shown(record.code)}.",
            )

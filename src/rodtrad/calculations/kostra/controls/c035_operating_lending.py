"""Control 035: loans given and their repayments are expected in the operating account on few functions only."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed, shown

NUMBER = "035"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per operating record with an amount on such an art and another function."""
    codes = accounts.rules.codes[NUMBER]
    for record in accounts.operating.with_items(codes.arts):
        if record.amount and record.function not in codes.functions:
            yield accounts.on_record(
                NUMBER,
                record,
                f"Art {record.item} (utlån og mottatte avdrag) ventes i driftsregnskapet bare på funksjonene "
                f"{listed(codes.functions)}, for sosiale lån og næringslån av driftsmidler. Kontroller føringen på "
                f"funksjon {shown(record.code)}.",
            )

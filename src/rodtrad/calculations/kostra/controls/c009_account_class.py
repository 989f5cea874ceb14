"""Control 009: the account class is one that the form allows.

A record with another class is still controlled: in an appropriation form the later controls treat it as investment.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed, shown

NUMBER = "009"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record with an account class that the form does not have."""
    allowed = accounts.rules.account_classes
    for account_class, records in accounts.by_class.items():
        if account_class not in allowed:
            for record in records:
                yield accounts.on_record(
                    NUMBER,
                    record,
                    f"Kontoklasse {shown(account_class)} finnes ikke i skjemaet. Bruk {listed(allowed, 'eller')}.",
                )

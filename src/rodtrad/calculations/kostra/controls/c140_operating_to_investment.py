"""Control 140: transfers from operating (art 570) and to investment (art 970) offset each other."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, outside_oslo_districts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "140"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when the difference is greater than the tolerance."""
    given, received = accounts.rules.codes[NUMBER].arts
    from_operating = total(accounts.operating.where(outside_oslo_districts).with_items([given]))
    to_investment = total(accounts.investment.where(outside_oslo_districts).with_items([received]))
    if abs(from_operating + to_investment) > accounts.rules.control(NUMBER).tolerance:
        yield accounts.on_sum(
            NUMBER,
            f"Overføringen fra drift (art {given}, {thousand(from_operating)}) og til investering (art {received}, "
            f"{thousand(to_investment)}) er ikke like store; differansen er "
            f"{thousand(from_operating + to_investment)}. Rett beløpene så de stemmer overens.",
        )

"""Control 127: purchases and sales between Oslo's districts offset each other in a district's investment account.

Not applied to records of a county's form.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, in_oslo_districts, not_of_county, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "127"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when the difference is greater than the tolerance."""
    section = accounts.investment.where(in_oslo_districts).where(not_of_county)
    if not section:
        return
    purchases, sales = (total(section.with_items([art])) for art in accounts.rules.codes[NUMBER].arts)
    if abs(purchases + sales) > accounts.rules.control(NUMBER).tolerance:
        bought, sold = accounts.rules.codes[NUMBER].arts
        yield accounts.on_sum(
            NUMBER,
            f"Art {bought} ({thousand(purchases)}) og art {sold} ({thousand(sales)}) går ikke mot hverandre i "
            f"investeringsregnskapet; differansen er {thousand(purchases + sales)}. Avstem de Oslo-interne postene.",
        )

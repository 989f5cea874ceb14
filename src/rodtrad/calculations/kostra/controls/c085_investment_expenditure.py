"""Control 085: the investment account has expenditure. Only whole municipalities and counties."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, of_regional_form, outside_oslo_districts
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "085"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when there are such records, but no sum above zero."""
    section = accounts.investment.where(outside_oslo_districts).where(of_regional_form)
    if not section:
        return
    amount = section.total_of_arts("expenditure_arts")
    if amount <= 0:
        yield accounts.on_sum(
            NUMBER,
            f"Summen av utgiftene i investeringsregnskapet er {thousand(amount)}, men skal være over null. "
            "Kontroller at filen inneholder postene, og at de har riktig fortegn.",
        )

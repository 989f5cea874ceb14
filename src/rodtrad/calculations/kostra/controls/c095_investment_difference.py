"""Control 095: expenditure and income of the investment account balance.

What is no expenditure art counts as income, as in the official program.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, outside_oslo_districts
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "095"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when the difference is greater than the tolerance."""
    section = accounts.investment.where(outside_oslo_districts)
    if not section:
        return
    expenditure = section.total_of_arts("expenditure_arts")
    income = section.total_outside_arts("expenditure_arts")
    if abs(expenditure + income) > accounts.rules.control(NUMBER).tolerance:
        yield accounts.on_sum(
            NUMBER,
            f"Investeringsregnskapet går ikke i balanse: utgiftene er {thousand(expenditure)} og inntektene "
            f"{thousand(income)}, en differanse på {thousand(expenditure + income)}. Finn beløpet som mangler eller er "
            "ført for mye.",
        )

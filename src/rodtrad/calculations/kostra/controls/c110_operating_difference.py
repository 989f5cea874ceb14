"""Control 110: the operating account has expenditure and income, and they balance.

What is no expenditure art counts as income, as in the official program.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, outside_oslo_districts
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "110"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when the account lacks a side or the difference is greater than the tolerance."""
    section = accounts.operating.where(outside_oslo_districts)
    if not section:
        return
    expenditure = section.total_of_arts("expenditure_arts")
    income = section.total_outside_arts("expenditure_arts")
    difference = expenditure + income
    if expenditure <= 0 or income >= 0 or abs(difference) > accounts.rules.control(NUMBER).tolerance:
        yield accounts.on_sum(
            NUMBER,
            f"Driftsregnskapet går ikke i balanse: utgiftene er {thousand(expenditure)} og inntektene "
            f"{thousand(income)}, en differanse på {thousand(difference)}. Finn beløpet som mangler eller er ført for "
            "mye; utgiftene skal være positive og inntektene negative.",
        )

"""Control 100: the operating account has expenditure."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, outside_oslo_districts
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "100"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when there are such records, but no sum above zero."""
    section = accounts.operating.where(outside_oslo_districts)
    if not section:
        return
    amount = section.total_of_arts("expenditure_arts")
    if amount <= 0:
        yield accounts.on_sum(
            NUMBER,
            f"Summen av utgiftene i driftsregnskapet er {thousand(amount)}, men skal være over null. Kontroller at "
            "filen inneholder postene, og at de har riktig fortegn.",
        )

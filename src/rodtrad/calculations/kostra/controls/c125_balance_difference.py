"""Control 125: assets equal liabilities and equity."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "125"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when a side is missing or the difference is greater than the tolerance."""
    section = accounts.balance
    if not section:
        return
    assets = total(section.in_chapters("asset_chapters"))
    liabilities = total(section.in_chapters("liability_and_equity_chapters"))
    difference = assets + liabilities
    if assets <= 0 or liabilities >= 0 or abs(difference) > accounts.rules.control(NUMBER).tolerance:
        yield accounts.on_sum(
            NUMBER,
            f"Balansen går ikke opp: eiendelene er {thousand(assets)}, gjeld og egenkapital {thousand(liabilities)}, "
            f"en differanse på {thousand(difference)}. Finn beløpet som mangler eller er ført for mye; eiendeler "
            "skal være positive, gjeld og egenkapital negative.",
        )

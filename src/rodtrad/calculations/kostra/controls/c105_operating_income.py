"""Control 105: the operating account has income. Only whole municipalities and counties."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, of_regional_form, outside_oslo_districts
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "105"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when there are such records, but no sum below zero."""
    section = accounts.operating.where(outside_oslo_districts).where(of_regional_form)
    if not section:
        return
    amount = section.total_of_arts("income_arts")
    if amount >= 0:
        yield accounts.on_sum(
            NUMBER,
            f"Summen av inntektene i driftsregnskapet er {thousand(amount)}, men skal være under null. Kontroller at "
            "filen inneholder postene, og at de har riktig fortegn.",
        )

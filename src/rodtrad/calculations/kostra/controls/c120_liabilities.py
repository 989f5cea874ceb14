"""Control 120: the balance has liabilities and equity."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.facts.kostra.record_format import interval

NUMBER = "120"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when there are such records, but their sum has the wrong sign."""
    records = accounts.balance.in_chapters("liability_and_equity_chapters")
    amount = total(records)
    if records and amount >= 0:
        chapters = interval("liability_and_equity_chapters")
        yield accounts.on_sum(
            NUMBER,
            f"Summen av gjeld og egenkapital (kapittel {chapters[0]}-{chapters[-1]}) er {thousand(amount)}, men skal "
            "være under null. Kontroller at postene er med i filen, og at de har riktig fortegn.",
        )

"""Control 115: the balance has assets."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.facts.kostra.record_format import interval

NUMBER = "115"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when there are such records, but their sum has the wrong sign."""
    records = accounts.balance.in_chapters("asset_chapters")
    amount = total(records)
    if records and amount <= 0:
        chapters = interval("asset_chapters")
        yield accounts.on_sum(
            NUMBER,
            f"Summen av eiendelene (kapittel {chapters[0]}-{chapters[-1]}) er {thousand(amount)}, men skal være over "
            "null. Kontroller at postene er med i filen, og at de har riktig fortegn.",
        )

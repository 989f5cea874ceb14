"""Control 113: the church's operating account holds the municipality's grant (art 830)."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed

NUMBER = "113"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when there are operating records, but no grant."""
    section = accounts.operating
    if not section:
        return
    codes = accounts.rules.codes[NUMBER]
    grant = total(section.with_items(codes.arts))
    if grant >= 0:
        yield accounts.on_sum(
            NUMBER,
            f"Tilskuddet fra kommunen (art {listed(codes.arts)}) er {thousand(grant)}, men skal være under null. "
            "Kontroller at tilskuddet er med i filen, og at det har minus.",
        )

"""Control 165: the counter entry of depreciation (art 990) stands on function 860 only."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, outside_oslo_districts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed, shown

NUMBER = "165"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when the art on other functions does not sum to zero."""
    section = accounts.operating.where(outside_oslo_districts)
    if not section:
        return
    codes = accounts.rules.codes[NUMBER]
    records = [r for r in section.with_items(codes.arts) if r.function not in codes.functions]
    if total(records) != 0:
        yield accounts.on_sum(
            NUMBER,
            f"Motpost til avskrivninger på {thousand(total(records))} er ført på funksjon "
            f"{listed(sorted({shown(r.code) for r in records}))}. Før den på funksjon {listed(codes.functions)}, art "
            f"{listed(codes.arts)}.",
        )

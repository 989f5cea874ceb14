"""Control 160: depreciation (art 590) does not stand on the financing functions."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, outside_oslo_districts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed
from rodtrad.calculations.kostra.extract_record import whole_number
from rodtrad.facts.kostra.record_format import interval

NUMBER = "160"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when depreciation there does not sum to zero."""
    section = accounts.operating.where(outside_oslo_districts)
    if not section:
        return
    functions = interval("financing_functions")
    records = [r for r in section.with_items(accounts.rules.codes[NUMBER].arts) if whole_number(r.code) in functions]
    if total(records) != 0:
        yield accounts.on_sum(
            NUMBER,
            f"Avskrivninger på {thousand(total(records))} er ført på funksjon "
            f"{listed(sorted({r.function for r in records}))}. Flytt dem til tjenestefunksjonene.",
        )

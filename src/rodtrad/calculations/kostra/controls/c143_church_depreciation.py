"""Control 143: the church's depreciation (art 590) and its counter entry (art 990) offset each other."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.extract_record import whole_number
from rodtrad.facts.kostra.record_format import interval

NUMBER = "143"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when the difference is greater than the tolerance."""
    section = accounts.operating
    if not section:
        return
    functions = interval("church_functions")
    expense, counter_art = accounts.rules.codes[NUMBER].arts
    depreciation, counter = (
        total(r for r in section.with_items([art]) if whole_number(r.code) in functions)
        for art in (expense, counter_art)
    )
    if abs(depreciation + counter) > accounts.rules.control(NUMBER).tolerance:
        yield accounts.on_sum(
            NUMBER,
            f"Avskrivningene (art {expense}, {thousand(depreciation)}) og motposten (art {counter_art}, "
            f"{thousand(counter)}) går ikke mot hverandre; differansen er {thousand(depreciation + counter)}. Rett "
            "beløpene så de stemmer overens.",
        )

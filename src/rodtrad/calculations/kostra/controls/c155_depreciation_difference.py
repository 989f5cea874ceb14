"""Control 155: depreciation on the service functions and its counter entry offset each other."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, outside_oslo_districts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed
from rodtrad.calculations.kostra.extract_record import whole_number
from rodtrad.facts.kostra.record_format import interval

NUMBER = "155"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when the difference is greater than the tolerance."""
    section = accounts.operating.where(outside_oslo_districts)
    if not section:
        return
    codes, functions = accounts.rules.codes[NUMBER], interval("service_functions")
    expense, counter_art = codes.arts
    depreciation = total(r for r in section.with_items([expense]) if whole_number(r.code) in functions)
    counter = total(r for r in section.with_items([counter_art]) if r.function in codes.functions)
    if abs(depreciation + counter) > accounts.rules.control(NUMBER).tolerance:
        yield accounts.on_sum(
            NUMBER,
            f"Avskrivningene (art {expense}, {thousand(depreciation)}) og motposten på funksjon "
            f"{listed(codes.functions)} (art {counter_art}, {thousand(counter)}) går ikke mot hverandre; differansen "
            f"er {thousand(depreciation + counter)}. Rett beløpene så de stemmer overens.",
        )

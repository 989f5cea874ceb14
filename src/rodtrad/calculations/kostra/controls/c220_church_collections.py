"""Control 220: the church's collected means passed on and received (arts 465 and 865) offset each other."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.extract_record import whole_number
from rodtrad.facts.kostra.record_format import interval

NUMBER = "220"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when the difference, operating and investment together, is greater than the tolerance."""
    functions = interval("church_functions")
    given, received = (
        total(r for r in accounts.appropriation.with_items([art]) if whole_number(r.code) in functions)
        for art in accounts.rules.codes[NUMBER].arts
    )
    if abs(given + received) > accounts.rules.control(NUMBER).tolerance:
        yield accounts.on_sum(
            NUMBER,
            f"Overføring av midler ({thousand(given)}) og innsamlede midler ({thousand(received)}) går ikke mot "
            f"hverandre; differansen er {thousand(given + received)}. Rett beløpene så de stemmer overens.",
        )

"""Control 190: the memorandum accounts and their counter account offset each other."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.extract_record import whole_number
from rodtrad.facts.kostra.record_format import interval

NUMBER = "190"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when the difference is greater than the tolerance."""
    counter_chapter = interval("memorandum_counter_chapter")[0]
    records = accounts.balance.in_chapters("memorandum_chapters")
    counter = total(r for r in records if whole_number(r.code) == counter_chapter)
    difference = total(records)
    if abs(difference) > accounts.rules.control(NUMBER).tolerance:
        yield accounts.on_sum(
            NUMBER,
            f"Memoriakontiene ({thousand(difference - counter)}) og motkontoen {counter_chapter} "
            f"({thousand(counter)}) går ikke mot hverandre; differansen er {thousand(difference)}. Rett beløpene så "
            "de stemmer overens.",
        )

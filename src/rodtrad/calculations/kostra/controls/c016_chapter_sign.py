"""Control 016: operating shortfall (5900) and uncovered investment (5970) are never negative.

A surplus must have been disposed of under the budget and accounting regulation (FOR-2019-06-07-714) §§ 4-3 and 4-6.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding

NUMBER = "016"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding per record with a negative amount on one of the chapters."""
    for chapter in accounts.rules.codes[NUMBER].chapters:
        for record in accounts.balance.by_code.get(chapter, ()):
            if record.amount < 0:
                yield accounts.on_record(
                    NUMBER,
                    record,
                    f"Kapittel {chapter} er negativt ({thousand(record.amount)}). Kapitlet viser et underskudd og kan "
                    "bare være null eller positivt; disponer overskuddet etter budsjett- og regnskapsforskriften "
                    "§§ 4-3 og 4-6.",
                )

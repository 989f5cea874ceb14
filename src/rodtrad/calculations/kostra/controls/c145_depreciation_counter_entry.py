"""Control 145: the counter entry of depreciation (function 860, art 990) is not zero.

The official program is silent when there is no such record; the strict check is not.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, outside_oslo_districts, total
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed

NUMBER = "145"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when the counter entry's records sum to zero."""
    section = accounts.operating.where(outside_oslo_districts)
    codes = accounts.rules.codes[NUMBER]
    records = sorted(r for r in section.with_items(codes.arts) if r.function in codes.functions)
    if total(records) == 0 and (records or (accounts.rules.strict and section)):
        yield accounts.on_sum(
            NUMBER,
            f"Motposten til avskrivningene (funksjon {listed(codes.functions)}, art {listed(codes.arts)}) er null. Før "
            "motposten med samme beløp som avskrivningene, med minus.",
            (records or section.records)[0].header,
        )

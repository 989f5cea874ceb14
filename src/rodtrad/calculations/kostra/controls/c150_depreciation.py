"""Control 150: depreciation (art 590) on the service functions is not zero.

The official program is silent when there is no such record; the strict check is not.
"""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, outside_oslo_districts, total
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed
from rodtrad.calculations.kostra.extract_record import whole_number
from rodtrad.facts.kostra.record_format import interval

NUMBER = "150"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when the depreciation's records sum to zero."""
    section = accounts.operating.where(outside_oslo_districts)
    codes, functions = accounts.rules.codes[NUMBER], interval("service_functions")
    records = sorted(r for r in section.with_items(codes.arts) if whole_number(r.code) in functions)
    if total(records) == 0 and (records or (accounts.rules.strict and section)):
        yield accounts.on_sum(
            NUMBER,
            f"Avskrivningene (art {listed(codes.arts)}) på tjenestefunksjonene {functions[0]}-{functions[-1]} er null. "
            "Før avskrivningene på funksjonene som bruker anleggsmidlene.",
            (records or section.records)[0].header,
        )

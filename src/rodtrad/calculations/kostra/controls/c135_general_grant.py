"""Control 135: the operating account holds the general grant. Not Oslo's districts, Longyearbyen or Frøya."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, of_regional_form, outside_oslo_districts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed
from rodtrad.calculations.kostra.extract_record import Header
from rodtrad.facts.kostra.forms import region_group

NUMBER = "135"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when there are operating records, but no general grant."""
    section = accounts.operating.where(outside_oslo_districts).where(_has_grant).where(of_regional_form)
    codes = accounts.rules.codes[NUMBER]
    if section:
        grant = total(r for r in section.with_items(codes.arts) if r.function in codes.functions)
        if grant >= 0:
            yield accounts.on_sum(
                NUMBER,
                f"Rammetilskuddet (funksjon {listed(codes.functions)}, art {listed(codes.arts)}) er {thousand(grant)}, "
                "men skal være under null. Kontroller at rammetilskuddet er med, og at det har minus.",
            )


def _has_grant(header: Header) -> bool:
    return header.region not in region_group("longyearbyen") | region_group("without_general_grant")

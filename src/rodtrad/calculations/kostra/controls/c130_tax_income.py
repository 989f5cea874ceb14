"""Control 130: the operating account holds tax income. Not Oslo's districts, and not Longyearbyen."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, of_regional_form, outside_oslo_districts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed
from rodtrad.calculations.kostra.extract_record import Header
from rodtrad.facts.kostra.forms import region_group

NUMBER = "130"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when there are operating records, but no tax income."""
    section = accounts.operating.where(outside_oslo_districts).where(_has_tax).where(of_regional_form)
    codes = accounts.rules.codes[NUMBER]
    if section:
        tax = total(r for r in section.with_items(codes.arts) if r.function in codes.functions)
        if tax >= 0:
            yield accounts.on_sum(
                NUMBER,
                f"Skatt på inntekt og formue (funksjon {listed(codes.functions)}, art {listed(codes.arts)}) er "
                f"{thousand(tax)}, men skal være under null. Kontroller at skatteinntekten er med, og at den har "
                "minus.",
            )


def _has_tax(header: Header) -> bool:
    return header.region not in region_group("longyearbyen")

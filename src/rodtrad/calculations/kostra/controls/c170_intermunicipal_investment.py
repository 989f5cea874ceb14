"""Control 170: intermunicipal cooperation (function 290) goes to zero in the investment account."""

from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.accounts import Accounts, of_municipality, outside_oslo_districts, total
from rodtrad.calculations.kostra.controls.amounts import thousand
from rodtrad.calculations.kostra.controls.findings import Finding
from rodtrad.calculations.kostra.controls.messages import listed

NUMBER = "170"


def find(accounts: Accounts) -> Iterator[Finding]:
    """One finding when the sum on the function is further from zero than the tolerance."""
    functions = accounts.rules.codes[NUMBER].functions
    amount = total(accounts.investment.where(outside_oslo_districts).where(of_municipality).with_functions(functions))
    if abs(amount) > accounts.rules.control(NUMBER).tolerance:
        yield accounts.on_sum(
            NUMBER,
            f"Funksjon {listed(functions)} (interkommunale samarbeid) går ikke i null i investeringsregnskapet: "
            f"summen er {thousand(amount)}. Fordel restbeløpet på deltakerne eller på riktig funksjon.",
        )

"""What an investment costs the operating budget: loan, interest, instalments and depreciation by stated parameters.

Interest is computed on the mean balance of the year, so that a loan drawn in a year counts half. Instalments are equal
and begin the year after completion; so does depreciation of the gross cost (kommuneloven §§ 14-4, 14-14, 14-18).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rodtrad.calculations.formulas import formula
from rodtrad.calculations.ledger import Amounts, InvestmentProject
from rodtrad.values.rounding import round_half_away
from rodtrad.values.units import Unit


@dataclass(frozen=True, slots=True)
class CapitalCost:
    """The financing and yearly cost of one project, positive whole kroner per plan year.

    `debt` is the balance of the project's loan at the end of each year. `overfinanced` is other financing beyond what
    the year's cost needs: nothing is borrowed then, and the investment budget shows the difference.
    """

    gross: Amounts
    vat_compensation: Amounts
    other_financing: Amounts
    loan: Amounts
    interest: Amounts
    instalment: Amounts
    depreciation: Amounts
    debt: Amounts
    overfinanced: Amounts


@formula("finance.capital_cost", "kapitalkostnader", Unit.NOK, ("municipal_act/accounts.yaml",))
def capital_cost(
    project: InvestmentProject,
    years: Sequence[int],
    *,
    interest_rates: Sequence[Decimal],
    vat_share: Decimal,
    asset_life: int,
) -> CapitalCost:
    """Loan = gross cost - VAT compensation - other financing; interest on the mean balance; equal instalments.

    `interest_rates` is a share per year (0.05 is 5 %), `vat_share` a share of the gross cost, `asset_life` years. Each
    amount is rounded half away from zero to whole kroner; the last instalment takes the rest of the loan.
    """
    gross = project.yearly_cost
    vat = tuple(_whole(cost * vat_share) for cost in gross)
    other = tuple(sum(part.amounts[place] for part in project.other_financing) for place in range(len(years)))
    need = [cost - compensation - paid for cost, compensation, paid in zip(gross, vat, other, strict=True)]
    loan = tuple(max(0, amount) for amount in need)
    instalment, debt, interest = [], [], []
    balance = 0
    for place, year in enumerate(years):
        due = sum(amount for drawn, amount in zip(years, loan, strict=True) if max(drawn, project.finish_year) < year)
        paid = min(balance, _whole(Decimal(due) / asset_life))
        closing = balance + loan[place] - paid
        interest.append(_whole(Decimal(balance + closing) / 2 * interest_rates[place]))
        instalment.append(paid)
        debt.append(closing)
        balance = closing
    depreciation = tuple(
        _whole(Decimal(_completed(project, years, year)) / asset_life) if project.depreciable else 0 for year in years
    )
    return CapitalCost(
        gross, vat, other, loan, tuple(interest), tuple(instalment), depreciation, tuple(debt),
        tuple(max(0, -amount) for amount in need),
    )  # fmt: skip


def _completed(project: InvestmentProject, years: Sequence[int], year: int) -> int:
    """The gross cost that is written off in `year`: all that was spent in earlier years, once the project is done."""
    if year <= project.finish_year:
        return 0
    spent = sum(cost for spent_in, cost in zip(years, project.yearly_cost, strict=True) if spent_in < year)
    return project.spent_earlier + spent


def _whole(amount: Decimal) -> int:
    return int(round_half_away(amount))

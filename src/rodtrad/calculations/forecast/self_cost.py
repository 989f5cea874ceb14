"""A self-cost area's own ledger: calculation base, result, fund and the time limit of each year's surplus.

Those who pay a fee pay what the service costs and no more: a surplus is put in the area's fund with interest and must
go back within a time limit, oldest first (the regulation on self-cost). Rate and limit are stated parameters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rodtrad.calculations.forecast.premises import stated_path
from rodtrad.calculations.formulas import formula
from rodtrad.calculations.ledger import NotComputable, Parameter
from rodtrad.values.rounding import round_half_away
from rodtrad.values.units import Unit

Amounts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SelfCostArea:
    """An area by year, positive whole kroner: costs, what is not fees, fees, and the assets' book value.

    `book_value` has one amount more than the years: the value on 1 January of each year and at the end of the last.
    `surplus_held` is the fund on 1 January of the first year by the year each part arose; a deficit carried forward
    stands as a negative amount. Raises ValueError when the lengths differ.
    """

    id: str
    title: str
    years: tuple[int, ...]
    direct_costs: Amounts
    indirect_costs: Amounts
    depreciation: Amounts
    book_value: Amounts
    other_income: Amounts
    fee_income: Amounts
    surplus_held: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        rows = (self.direct_costs, self.indirect_costs, self.depreciation, self.other_income, self.fee_income)
        if any(len(row) != len(self.years) for row in rows) or len(self.book_value) != len(self.years) + 1:
            raise ValueError(f"self-cost area {self.id}: one amount per year, and one book value more")


@dataclass(frozen=True, slots=True)
class SelfCostYear:
    """One year of the ledger in whole kroner; `overdue` must go back to the payers at once, by the time limit.

    `coverage` is fees in percent of the calculation base, None without a base.
    """

    year: int
    calculated_interest: int
    calculation_base: int
    fee_income: int
    result: int
    fund_opening: int
    fund_interest: int
    fund_closing: int
    overdue: int
    coverage: float | None


@formula("forecast.self_cost", "selvkost", Unit.NOK, ("forecast_parameters/parameters.yaml",))
def self_cost_ledger(area: SelfCostArea, parameters: Sequence[Parameter]) -> tuple[SelfCostYear, ...] | NotComputable:
    """The area's years by the stated `self_cost_interest_rate` and `self_cost_surplus_years`.

    Calculation base = direct and indirect costs + depreciation + interest on the mean book value - other income. The
    result is fees less the base. Interest on the fund is on its mean balance before interest. A deficit uses the oldest
    surplus first; a surplus covers deficits first.
    """
    rates = stated_path(parameters, "self_cost_interest_rate", area.years)
    limits = stated_path(parameters, "self_cost_surplus_years", area.years)
    if isinstance(rates, NotComputable):
        return rates
    if isinstance(limits, NotComputable):
        return limits
    held = [[year, amount] for year, amount in area.surplus_held if amount]
    found = []
    for place, year in enumerate(area.years):
        rate = float(rates[place])
        interest = _whole((area.book_value[place] + area.book_value[place + 1]) / 2 * rate)
        costs = area.direct_costs[place] + area.indirect_costs[place] + area.depreciation[place]
        base = costs + interest - area.other_income[place]
        result = area.fee_income[place] - base
        opening = sum(amount for _, amount in held)
        fund_interest = _whole((opening + opening + result) / 2 * rate)
        _book(held, year, result + fund_interest)
        overdue = sum(amount for arose, amount in held if amount > 0 and year - arose >= limits[place])
        found.append(
            SelfCostYear(
                year,
                interest,
                base,
                area.fee_income[place],
                result,
                opening,
                fund_interest,
                sum(amount for _, amount in held),
                overdue,
                area.fee_income[place] * 100 / base if base else None,
            )
        )
    return tuple(found)


def _book(held: list[list[int]], year: int, amount: int) -> None:
    """Let a year's amount meet what is held with the other sign, oldest first; the rest is held from this year."""
    for part in held:
        if part[1] * amount < 0:
            met = min(abs(part[1]), abs(amount)) * (1 if amount > 0 else -1)
            part[1] += met
            amount -= met
    held[:] = [part for part in held if part[1]]
    if amount:
        held.append([year, amount])


def _whole(kroner: float) -> int:
    return int(round_half_away(Decimal(kroner)))

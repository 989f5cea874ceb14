"""Pension premium against net pension cost: the premium deviation, and how it is spread on later years.

The deviation evens out what the year is charged with, and is paid back through amortisation with employer's
contribution on both. How many years it is spread on differs by the year it arose, so it is a stated parameter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from rodtrad.calculations.forecast.premises import Floats, stated_path
from rodtrad.calculations.formulas import formula
from rodtrad.calculations.ledger import NotComputable, Parameter
from rodtrad.values.units import Unit


@dataclass(frozen=True, slots=True)
class EarlierDeviation:
    """What is left of an earlier premium deviation on 1 January of the first year: kroner, spread on `years_left`.

    Positive when too much was paid, so that the rest is still to be charged.
    """

    year: int
    remaining: int
    years_left: int

    def __post_init__(self) -> None:
        if self.years_left < 1:
            raise ValueError(f"the deviation of {self.year} must have years left")


@dataclass(frozen=True, eq=False)
class PensionPath:
    """Kroner per year, shape (years,). `effect` is what deviation and amortisation add to the operating expenditure.

    `deviation` is premium less cost: when positive it lowers the year's expenditure. Employer's contribution is counted
    in `effect` only. `balance` is what is not yet amortised at the end of the year, without employer's contribution.
    """

    years: tuple[int, ...]
    premium: Floats = field(repr=False)
    cost: Floats = field(repr=False)
    deviation: Floats = field(repr=False)
    amortisation: Floats = field(repr=False)
    effect: Floats = field(repr=False)
    balance: Floats = field(repr=False)


@formula("forecast.premium_deviation", "premieavvik", Unit.NOK, ("forecast_parameters/parameters.yaml",))
def pension_path(
    parameters: Sequence[Parameter], years: Sequence[int], earlier: Sequence[EarlierDeviation] = ()
) -> PensionPath | NotComputable:
    """Premium deviation of each year, amortised in equal parts from the year after, by the stated parameters.

    Needs `pension_premium`, `net_pension_cost`, `premium_deviation_years` and `pension_employer_contribution`.
    """
    keys = ("pension_premium", "net_pension_cost", "premium_deviation_years", "pension_employer_contribution")
    stated = [stated_path(parameters, key, years) for key in keys]
    for path in stated:
        if isinstance(path, NotComputable):
            return path
    premium, cost, spread, contribution = (path for path in stated if not isinstance(path, NotComputable))
    deviation = premium - cost
    count = len(years)
    amortisation = np.zeros(count)
    for past in earlier:
        amortisation[: past.years_left] += past.remaining / past.years_left
    for place in range(count):
        last = place + 1 + int(spread[place])
        amortisation[place + 1 : last] += deviation[place] / spread[place]
    balance = sum(past.remaining for past in earlier) + np.cumsum(deviation - amortisation)
    effect = (amortisation - deviation) * (1 + contribution)
    return PensionPath(tuple(years), premium, cost, deviation, amortisation, effect, balance)

"""The forecast itself: income, expenditure, loans, instalments, result, fund and debt, for one path or thousands.

Every array has the shape (..., years). Without deviations it is one path; with arrays of deviations of shape
(paths, years) all paths are computed at once. In the plan's years and without deviations it is the plan, to the krone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from rodtrad.calculations.forecast.inputs import INVESTMENT_STREAM, ForecastInputs
from rodtrad.calculations.forecast.loans import DebtPath, drawn_each_year, portfolio
from rodtrad.calculations.forecast.premises import Floats
from rodtrad.calculations.formulas import formula
from rodtrad.calculations.ledger import NotComputable
from rodtrad.values.units import Unit

INTEREST = "interest"
_NONE: Mapping[str, Floats] = MappingProxyType({})
_HUNDRED = 100


@dataclass(frozen=True, eq=False)
class Forecast:
    """Kroner in the fixed prices of `prices_of`, each array of shape (..., years); income and expenditure positive.

    `operating_expenditure` is without depreciation, with changes in need and pension. `least` is the minimum instalment
    (NaN where it is not computable). Fund and debt are at the end of the year; a negative fund is a shortfall that
    nothing covers. The first `known` years are the plan's.
    """

    years: tuple[int, ...]
    known: int
    prices_of: int
    operating_income: Floats = field(repr=False)
    operating_expenditure: Floats = field(repr=False)
    financial_income: Floats = field(repr=False)
    rates: Floats = field(repr=False)
    interest: Floats = field(repr=False)
    instalments: Floats = field(repr=False)
    least: Floats = field(repr=False)
    net_operating_result: Floats = field(repr=False)
    transfer: Floats = field(repr=False)
    bound_net: Floats = field(repr=False)
    general_fund: Floats = field(repr=False)
    gross_investment: Floats = field(repr=False)
    vat_compensation: Floats = field(repr=False)
    draws: Floats = field(repr=False)
    debt: Floats = field(repr=False)
    floating_debt: Floats = field(repr=False)

    def amounts(self, indicator: str) -> Floats:
        """The numerator of an indicator that targets are set for. Raises KeyError for another name."""
        return {
            "net_operating_result": self.net_operating_result,
            "general_fund": self.general_fund,
            "debt": self.debt,
        }[indicator]

    def percent(self, indicator: str) -> Floats:
        """An indicator in percent of operating income; NaN in a year without income."""
        income = np.where(self.operating_income > 0, self.operating_income, np.nan)
        return np.asarray(self.amounts(indicator) * _HUNDRED / income)


@formula(
    "forecast.finance_forecast",
    "økonomisk framskriving",
    Unit.NOK,
    ("forecast_parameters/parameters.yaml", "forecast_parameters/streams.yaml", "municipal_act/rules.yaml"),
)
def finance_forecast(inputs: ForecastInputs, deviations: Mapping[str, Floats] = _NONE) -> Forecast:
    """Carry the plan on to the last year; `deviations` are shares by factor, for "interest" points as a share (0.01).

    Net operating result = operating income - operating expenditure + financial income - interest - instalments. What
    is left of it after transfers and bound funds goes to the general fund, and what lacks is taken from it.
    """
    rates = inputs.rates + deviations.get(INTEREST, 0.0)
    index = inputs.price_index
    extra_draws = _extra_draws(inputs, deviations)
    debt = _scheduled(inputs, rates, index, extra_draws)
    income = _sum_of_side(inputs, "income", deviations)
    expenditure = _sum_of_side(inputs, "expenditure", deviations) + inputs.need + inputs.pension
    financial = _sum_of_side(inputs, "financial_income", deviations) + inputs.deposits * (rates - inputs.rates)
    shape = np.broadcast_shapes(income.shape, expenditure.shape, rates.shape, extra_draws.shape)
    base = debt if not deviations else _scheduled(inputs, inputs.rates, index, np.zeros(len(inputs.years)))
    other_interest, other_instalments = _beside_the_schedule(inputs, base)
    share = _least_share(inputs)
    draws = _plan_draws(inputs) + extra_draws
    interest, paid, owed, result, fund = (np.empty(shape) for _ in range(5))
    closing, held = np.asarray(inputs.debt_opening), np.asarray(inputs.fund_opening)
    for place in range(len(inputs.years)):
        opening = closing / (1 + inputs.wear[place])
        scheduled, due = debt.opening[..., place], debt.instalments[..., place]
        pays_down = np.divide(due, scheduled, out=np.zeros_like(scheduled + due), where=scheduled > 0)
        instalment = pays_down * opening + other_instalments[place]
        if place >= inputs.known:
            instalment = np.fmax(instalment, share[place] * opening)
        instalment = np.minimum(instalment, opening)
        interest[..., place] = (
            debt.interest[..., place] + rates[..., place] * (opening - scheduled) + other_interest[place]
        )
        paid[..., place] = instalment
        closing = opening + draws[..., place] - instalment
        owed[..., place] = closing
        result[..., place] = (
            income[..., place] - expenditure[..., place] + financial[..., place] - interest[..., place] - instalment
        )
        held = held / (1 + inputs.wear[place]) + result[..., place] - inputs.transfer[place] - inputs.bound_net[place]
        fund[..., place] = held
    opening_debt = np.concatenate((np.full((*shape[:-1], 1), inputs.debt_opening), owed[..., :-1]), axis=-1)
    gross = inputs.gross * (1 + _response(inputs, INVESTMENT_STREAM, deviations))
    return Forecast(
        years=inputs.years,
        known=inputs.known,
        prices_of=inputs.prices_of,
        operating_income=np.broadcast_to(income, shape),
        operating_expenditure=np.broadcast_to(expenditure, shape),
        financial_income=np.broadcast_to(financial, shape),
        rates=np.broadcast_to(rates, shape),
        interest=interest,
        instalments=paid,
        least=share * opening_debt / (1 + inputs.wear),
        net_operating_result=result,
        transfer=np.broadcast_to(inputs.transfer, shape),
        bound_net=np.broadcast_to(inputs.bound_net, shape),
        general_fund=fund,
        gross_investment=np.broadcast_to(gross, shape),
        vat_compensation=np.broadcast_to(gross * inputs.vat_share, shape),
        draws=np.broadcast_to(draws, shape),
        debt=owed,
        floating_debt=np.broadcast_to(debt.floating, shape),
    )


def _response(inputs: ForecastInputs, stream: str, deviations: Mapping[str, Floats]) -> Floats:
    """How much a stream deviates as a share: the product of its responses, less one."""
    level: Floats = np.asarray(1.0)
    for factor, deviation in deviations.items():
        answer = inputs.responses.get((stream, factor), 0.0)
        if answer:
            level = level * (1 + answer * deviation)
    return np.asarray(level - 1)


def _sum_of_side(inputs: ForecastInputs, side: str, deviations: Mapping[str, Floats]) -> Floats:
    total: Floats = np.zeros(len(inputs.years))
    for place, stream in enumerate(inputs.stream_ids):
        if inputs.sides[place] == side:
            total = total + inputs.streams[place] * (1 + _response(inputs, stream, deviations))
    return total


def _extra_draws(inputs: ForecastInputs, deviations: Mapping[str, Floats]) -> Floats:
    """Loans beyond the plan's because investments cost more than planned, VAT compensation deducted; or fewer."""
    dearer = inputs.gross * _response(inputs, INVESTMENT_STREAM, deviations)
    return np.asarray(dearer * (1 - inputs.vat_share))


def _plan_draws(inputs: ForecastInputs) -> Floats:
    draws = inputs.draws.copy()
    draws[: inputs.known] = inputs.plan.draws
    return draws


def _scheduled(inputs: ForecastInputs, rates: Floats, index: Floats, extra_draws: Floats) -> DebtPath:
    """All loans on their own terms in fixed prices: loans are owed in kroner, so they weigh less as prices rise."""
    stated = portfolio(inputs.loans, inputs.years, rates)
    drawn = drawn_each_year((inputs.draws + extra_draws) * index, inputs.years, inputs.new_loan_years, rates)

    def real(name: str) -> Floats:
        return np.asarray((getattr(stated, name) + getattr(drawn, name)) / index)

    return DebtPath(
        inputs.years, real("opening"), real("interest"), real("instalments"), real("closing"), real("floating")
    )


def _beside_the_schedule(inputs: ForecastInputs, base: DebtPath) -> tuple[Floats, Floats]:
    """Interest and instalments of the plan that the loans do not explain: on-lending and the way terms are counted.

    The interest carries on after the plan as in its last year; instalments do not.
    """
    known = inputs.known
    plan_opening = np.array([inputs.debt_opening, *inputs.plan.debt[:-1]])
    explained = base.interest[:known] + inputs.rates[:known] * (plan_opening - base.opening[:known])
    interest = np.array(inputs.plan.interest) - explained
    pays_down = np.divide(
        base.instalments[:known], base.opening[:known], out=np.zeros(known), where=base.opening[:known] > 0
    )
    instalments = np.array(inputs.plan.instalments) - pays_down * plan_opening
    after = len(inputs.years) - known
    return np.concatenate((interest, np.full(after, interest[-1]))), np.concatenate((instalments, np.zeros(after)))


def _least_share(inputs: ForecastInputs) -> Floats:
    """The minimum instalment as a share of the opening debt; after the plan as in its last year."""
    opening = [inputs.plan.debt_opening, *inputs.plan.debt[:-1]]
    known = [
        np.nan if isinstance(least, NotComputable) or not owed else least / owed
        for least, owed in zip(inputs.plan.least, opening, strict=True)
    ]
    return np.array(known + [known[-1]] * (len(inputs.years) - inputs.known))

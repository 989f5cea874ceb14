"""A plan's forecast from stated premises: the expected path, the sampled ones, and what they say of each target.

It stands on the plan as it is in the ledger, so that an amended plan gives another forecast (kommuneloven § 14-2).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rodtrad.calculations.demography.need import NeedChange, need_change
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.forecast.fan import Fan, fan
from rodtrad.calculations.forecast.finances import Forecast, finance_forecast
from rodtrad.calculations.forecast.inputs import ForecastInputs, ForecastPremises, forecast_inputs
from rodtrad.calculations.forecast.pension import pension_path
from rodtrad.calculations.forecast.plan_base import plan_base
from rodtrad.calculations.forecast.targets import TargetRisk, TargetYear, target_risk, target_years
from rodtrad.calculations.forecast.uncertainty import Uncertainty, sampled_deviations
from rodtrad.calculations.ledger import NotComputable, Parameter, Proposal
from rodtrad.features.forecasts.stated import MAIN, StatedForecast

INDICATORS = ("net_operating_result", "general_fund", "debt")
TREASURY = "treasury"


@dataclass(frozen=True, eq=False)
class PlanForecast:
    """The expected path, the sampled ones, and what they say of each target by indicator."""

    inputs: ForecastInputs
    expected: Forecast
    sampled: Forecast
    uncertainty: Uncertainty
    fans: Mapping[str, Fan]
    targets: Mapping[str, tuple[TargetYear, ...]]
    risks: Mapping[str, TargetRisk]
    need: NeedChange
    parameters: tuple[Parameter, ...]


def plan_forecast(plan: Proposal, stated: StatedForecast, alternative: str = MAIN) -> PlanForecast | NotComputable:
    """The years from the plan's first to the last stated one, by an alternative of the projection.

    NotComputable with the first thing that is missing. Raises KeyError for an alternative that is not stated.
    """
    chosen, main = stated.projections[alternative], stated.projections[MAIN]
    need, plan_need = (need_change(projection, stated.unit_costs) for projection in (chosen, main))
    parameters = (*plan.parameters, *stated.parameters)
    years = range(plan.years[0], stated.last_year + 1)
    pension = pension_path(stated.pension_parameters, years, stated.earlier_deviations)
    base = plan_base(EntityPlan(plan, TREASURY))
    for part in (need, plan_need, pension, base):
        if isinstance(part, NotComputable):
            return part
    assert not isinstance(need, NotComputable) and not isinstance(plan_need, NotComputable)
    assert not isinstance(pension, NotComputable) and not isinstance(base, NotComputable)
    premises = ForecastPremises(
        parameters=parameters,
        last_year=stated.last_year,
        loans=stated.loans,
        need=need,
        plan_need=plan_need,
        inhabitants=dict(zip(chosen.years, (chosen.total / main.total - 1).tolist(), strict=True)),
        pension=pension,
        responses=stated.responses,
    )
    inputs = forecast_inputs(base, premises)
    if isinstance(inputs, NotComputable):
        return inputs
    expected = finance_forecast(inputs)
    sampled = finance_forecast(inputs, sampled_deviations(stated.uncertainty, len(inputs.years)))
    fans = {
        name: fan(sampled.percent(name), expected.percent(name), inputs.years, stated.levels) for name in INDICATORS
    }
    return PlanForecast(
        inputs=inputs,
        expected=expected,
        sampled=sampled,
        uncertainty=stated.uncertainty,
        fans=fans,
        targets={name: target_years(expected, plan.targets, name) for name in INDICATORS},
        risks={name: target_risk(sampled, plan.targets, name) for name in INDICATORS},
        need=need,
        parameters=parameters,
    )

"""What the forecasts' blocks read: the plan, the stated premises and the computed paths, without the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rodtrad.calculations.ledger import NotComputable, Proposal
from rodtrad.features.forecasts.plan_forecast import PlanForecast, plan_forecast
from rodtrad.features.forecasts.stated import StatedForecast, read_stated

FORECAST = "forecasts.forecast"


@dataclass(frozen=True, eq=False)
class ForecastView:
    """One proposal's forecast, or why it is not computable; demography stands on the stated premises alone."""

    proposal: Proposal
    stated: StatedForecast
    forecast: PlanForecast | NotComputable
    date: str = ""


def view_of(proposal: Proposal, content: Mapping[str, Any], date: str = "") -> ForecastView:
    """The view of a proposal's forecast by stated content. Raises StatedWrongly."""
    stated = read_stated(content)
    return ForecastView(proposal, stated, plan_forecast(proposal, stated), date)

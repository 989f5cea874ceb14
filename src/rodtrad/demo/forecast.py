"""Fjellvik's forecast to 2036: from the proposal's ledger, invented premises and a projection, as plain values.

It stands on the plan as it is in the ledger, so that an amended plan gives another forecast.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from rodtrad.calculations.demography.need import UnitCost
from rodtrad.calculations.demography.places import Coverage
from rodtrad.calculations.demography.projection import Projection
from rodtrad.calculations.forecast.loans import Loan
from rodtrad.calculations.forecast.self_cost import SelfCostArea, SelfCostYear, self_cost_ledger
from rodtrad.calculations.ledger import NotComputable, Proposal
from rodtrad.demo.economy import chief_executive_proposal
from rodtrad.demo.reading import document, table
from rodtrad.features.forecasts.plan_forecast import PlanForecast, plan_forecast
from rodtrad.features.forecasts.stated import MAIN, StatedForecast, read_stated
from rodtrad.features.forecasts.stated_parts import StatedSelfCost

_Answer = TypeVar("_Answer")
MUNICIPALITY = "9998"
FIRST_PROJECTED = 2027


def fjellvik_forecast(proposal: Proposal | None = None, alternative: str = MAIN) -> PlanForecast:
    """Ten years from a proposal, the chief executive's unless another is given, by an alternative of the projection.

    Raises ValueError when the demo's own data do not give a forecast.
    """
    return known(plan_forecast(proposal or chief_executive_proposal(), stated(), alternative))


def premises_content() -> dict[str, Any]:
    """What the municipality states for its forecast, in the form that forecasts are saved in."""
    return {
        "premises": document("forecast.yaml"),
        "loans": document("loans.yaml"),
        "uncertainty": document("forecast_uncertainty.yaml"),
        "projections": {
            "municipality": MUNICIPALITY,
            "first_projected": FIRST_PROJECTED,
            "source": source(),
            "files": [list(table(name)) for name in ("projection_main.csv", "projection_alternatives.csv")],
        },
        "self_cost": document("forecast_self_cost.yaml"),
    }


@cache
def stated() -> StatedForecast:
    """The same as values."""
    return read_stated(premises_content())


def projections() -> Mapping[str, Projection]:
    """The alternatives of Fjellvik's projection by id; only the main one has sexes and single years of age."""
    return stated().projections


def unit_costs() -> tuple[UnitCost, ...]:
    """The invented unit costs that the plan's own demographic changes are computed by."""
    return stated().unit_costs


def loans() -> tuple[Loan, ...]:
    """The loans taken before the plan."""
    return stated().loans


def coverage() -> tuple[Coverage, ...]:
    """Places that the services have today."""
    return stated().coverage


def self_cost_areas() -> dict[str, SelfCostArea]:
    """Fjellvik's self-cost areas by id."""
    return {area.id: area for area in _self_cost().areas}


def self_cost_ledgers() -> dict[str, tuple[SelfCostYear, ...]]:
    """Each self-cost area's own ledger by the stated rate and time limit."""
    found = _self_cost()
    return {area.id: known(self_cost_ledger(area, found.parameters)) for area in found.areas}


def _self_cost() -> StatedSelfCost:
    found = stated().self_cost
    assert found is not None
    return found


def known(answer: _Answer | NotComputable) -> _Answer:
    """The answer itself. Raises ValueError when it is a reason why there is none."""
    if isinstance(answer, NotComputable):
        raise ValueError(answer.reason)
    return answer


def source() -> str:
    """How the demo's invented premises name where they come from."""
    return str(document("forecast.yaml")["source"])

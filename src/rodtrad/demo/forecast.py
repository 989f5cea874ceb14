"""Fjellvik's forecast to 2036: from the proposal's ledger, invented premises and a projection, as plain values.

It stands on the plan as it is in the ledger, so that an amended plan gives another forecast.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from rodtrad.calculations.demography.age_groups import parse_age_group
from rodtrad.calculations.demography.need import NeedChange, UnitCost, need_change
from rodtrad.calculations.demography.own_unit_costs import entered_unit_cost
from rodtrad.calculations.demography.places import Coverage
from rodtrad.calculations.demography.projection import Projection
from rodtrad.calculations.demography.projection_rows import projections_from_rows
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.forecast.fan import Fan, fan
from rodtrad.calculations.forecast.finances import Forecast, finance_forecast
from rodtrad.calculations.forecast.inputs import ForecastInputs, ForecastPremises, forecast_inputs
from rodtrad.calculations.forecast.loans import FixedRate, Loan, LoanKind
from rodtrad.calculations.forecast.pension import EarlierDeviation, PensionPath, pension_path
from rodtrad.calculations.forecast.plan_base import plan_base
from rodtrad.calculations.forecast.self_cost import SelfCostArea, SelfCostYear, self_cost_ledger
from rodtrad.calculations.forecast.targets import TargetRisk, TargetYear, target_risk, target_years
from rodtrad.calculations.forecast.uncertainty import Distribution, Factor, Process, Uncertainty, sampled_deviations
from rodtrad.calculations.ledger import NotComputable, Parameter, Proposal
from rodtrad.demo.economy import chief_executive_proposal
from rodtrad.demo.plan_lines import ENTITY, YEARS
from rodtrad.demo.reading import document, table
from rodtrad.facts.forecast_parameters.definitions import forecast_parameter_definitions

_Answer = TypeVar("_Answer")
MUNICIPALITY = "9998"
FIRST_PROJECTED = 2027
INDICATORS = ("net_operating_result", "general_fund", "debt")


@dataclass(frozen=True, eq=False)
class FjellvikForecast:
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


def fjellvik_forecast(proposal: Proposal | None = None, alternative: str = "main") -> FjellvikForecast:
    """Ten years from a proposal, the chief executive's unless another is given, by an alternative of the projection.

    Raises ValueError when the demo's own data do not give a forecast.
    """
    plan = proposal or chief_executive_proposal()
    chosen, main = projections()[alternative], projections()["main"]
    need, plan_need = (known(need_change(projection, unit_costs())) for projection in (chosen, main))
    more = zip(chosen.years, (chosen.total / main.total - 1).tolist(), strict=True)
    stated = parameters(plan)
    premises = ForecastPremises(
        parameters=stated,
        last_year=document("forecast.yaml")["last_year"],
        loans=loans(),
        need=need,
        plan_need=plan_need,
        inhabitants=dict(more),
        pension=pension(),
        responses=responses(),
    )
    inputs = known(forecast_inputs(known(plan_base(EntityPlan(plan, ENTITY))), premises))
    unsure = uncertainty()
    expected = finance_forecast(inputs)
    sampled = finance_forecast(inputs, sampled_deviations(unsure, len(inputs.years)))
    levels = document("forecast_uncertainty.yaml")["levels"]
    return FjellvikForecast(
        inputs=inputs,
        expected=expected,
        sampled=sampled,
        uncertainty=unsure,
        fans={name: fan(sampled.percent(name), expected.percent(name), inputs.years, levels) for name in INDICATORS},
        targets={name: target_years(expected, plan.targets, name) for name in INDICATORS},
        risks={name: target_risk(sampled, plan.targets, name) for name in INDICATORS},
        need=need,
        parameters=stated,
    )


@cache
def projections() -> dict[str, Projection]:
    """The alternatives of Fjellvik's projection by id; only the main one has sexes and single years of age."""
    found: dict[str, Projection] = {}
    for name in ("projection_main.csv", "projection_alternatives.csv"):
        read, problems = projections_from_rows(
            table(name), source=_source(), municipality=MUNICIPALITY, first_projected=FIRST_PROJECTED
        )
        if problems:
            raise ValueError(f"{name}: {problems}")
        found |= {projection.alternative: projection for projection in read}
    return found


def unit_costs() -> tuple[UnitCost, ...]:
    """The invented unit costs that the plan's own demographic changes are computed by."""
    stated = document("forecast.yaml")["unit_costs"]
    return tuple(
        entered_unit_cost(
            entry["service"],
            parse_age_group(entry["ages"]),
            Decimal(entry["nok"]),
            price_year=stated["price_year"],
            source=_source(),
        )
        for entry in stated["costs"]
    )


def coverage() -> tuple[Coverage, ...]:
    """Places that the services have today."""
    return tuple(
        Coverage(entry["service"], parse_age_group(entry["ages"]), entry["places"], entry["year"], _source())
        for entry in document("forecast.yaml")["coverage"]
    )


def loans() -> tuple[Loan, ...]:
    """The loans taken before the plan."""
    stated = document("loans.yaml")
    return tuple(
        Loan(
            id=entry["id"],
            name=entry["name"],
            balance=entry["balance"],
            first_year=stated["first_year"],
            kind=LoanKind(entry["kind"]),
            terms_left=entry["terms_left"],
            terms_per_year=stated["terms_per_year"],
            fixed=tuple(
                FixedRate(period["first"], period["last"], Decimal(period["percent"]) / 100)
                for period in entry.get("fixed", ())
            ),
        )
        for entry in stated["loans"]
    )


def parameters(plan: Proposal) -> tuple[Parameter, ...]:
    """The proposal's own parameters and those of the years after it."""
    return (*plan.parameters, *_stated(document("forecast.yaml")["parameters"]))


def pension() -> PensionPath:
    """The premium deviation through the plan and after it."""
    stated = document("forecast.yaml")
    years = range(YEARS[0], stated["last_year"] + 1)
    earlier = [EarlierDeviation(**entry) for entry in stated["pension"]["earlier"]]
    return known(pension_path(_stated(stated["pension"]["parameters"]), years, earlier))


def uncertainty() -> Uncertainty:
    """The uncertain premises with their distributions."""
    stated = document("forecast_uncertainty.yaml")
    factors = tuple(
        Factor(
            **{
                **entry,
                "process": Process(entry["process"]),
                "distribution": Distribution(entry["distribution"]),
                "source": stated["source"],
            }
        )
        for entry in stated["factors"]
    )
    pairs = tuple((*entry["factors"], entry["size"]) for entry in stated["correlations"])
    return Uncertainty(factors, stated["seed"], stated["paths"], pairs, stated["bit_generator"])


def responses() -> dict[tuple[str, str], float]:
    """How much each line of the plan answers to each factor."""
    stated = document("forecast_uncertainty.yaml")["responses"]
    return {(stream, factor): size for stream, factors in stated.items() for factor, size in factors.items()}


def self_cost_areas() -> dict[str, SelfCostArea]:
    """Fjellvik's self-cost areas by id."""
    stated = document("forecast_self_cost.yaml")
    years = tuple(range(stated["first_year"], stated["last_year"] + 1))
    found = {}
    for entry in stated["areas"]:
        rows = {name: tuple(entry[name]) for name in ("direct_costs", "indirect_costs", "depreciation", "book_value")}
        rows |= {name: tuple(entry[name]) for name in ("other_income", "fee_income")}
        held = tuple((int(year), amount) for year, amount in entry["surplus_held"].items())
        found[entry["id"]] = SelfCostArea(entry["id"], entry["title"], years, **rows, surplus_held=held)
    return found


def self_cost_ledgers() -> dict[str, tuple[SelfCostYear, ...]]:
    """Each self-cost area's own ledger by the stated rate and time limit."""
    stated = _stated(document("forecast_self_cost.yaml")["parameters"])
    return {id: known(self_cost_ledger(area, stated)) for id, area in self_cost_areas().items()}


def known(answer: _Answer | NotComputable) -> _Answer:
    """The answer itself. Raises ValueError when it is a reason why there is none."""
    if isinstance(answer, NotComputable):
        raise ValueError(answer.reason)
    return answer


def _stated(values: Mapping[str, Mapping[int, str]]) -> tuple[Parameter, ...]:
    definitions = forecast_parameter_definitions()
    return tuple(
        Parameter(key, Decimal(value), definitions[key].unit, int(year), _source())
        for key, by_year in values.items()
        for year, value in by_year.items()
    )


def _source() -> str:
    stated: dict[str, Any] = document("forecast.yaml")
    return str(stated["source"])

"""Reads what a municipality states for its forecast into the values that the calculations take.

Growth, loans, unit costs, uncertainty and projections are the municipality's own; none has a default here, because none
has a source that holds for every municipality (kommuneloven § 14-4: the plan must be realistic).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rodtrad.calculations.demography.need import UnitCost
from rodtrad.calculations.demography.places import Coverage
from rodtrad.calculations.demography.projection import Projection
from rodtrad.calculations.forecast.loans import Loan
from rodtrad.calculations.forecast.pension import EarlierDeviation
from rodtrad.calculations.forecast.uncertainty import Uncertainty
from rodtrad.calculations.ledger import Parameter
from rodtrad.features.forecasts import stated_parts as parts
from rodtrad.features.forecasts.stated_fields import Field, StatedWrongly
from rodtrad.features.forecasts.stated_parts import MAIN, StatedSelfCost

__all__ = ["MAIN", "SECTIONS", "Content", "StatedForecast", "StatedWrongly", "read_stated"]

Content = Mapping[str, Any]
SECTIONS = ("premises", "loans", "uncertainty", "projections", "self_cost")


@dataclass(frozen=True, eq=False)
class StatedForecast:
    """Premises by kind; `projections` by alternative, the main one among them. Self-cost areas need not be stated."""

    source: str
    last_year: int
    parameters: tuple[Parameter, ...]
    unit_costs: tuple[UnitCost, ...]
    pension_parameters: tuple[Parameter, ...]
    earlier_deviations: tuple[EarlierDeviation, ...]
    coverage: tuple[Coverage, ...]
    loans: tuple[Loan, ...]
    uncertainty: Uncertainty
    levels: tuple[int, ...]
    responses: Mapping[tuple[str, str], float]
    projections: Mapping[str, Projection]
    self_cost: StatedSelfCost | None


def read_stated(content: Content) -> StatedForecast:
    """The values of the sections `premises`, `loans`, `uncertainty`, `projections` and, where stated, `self_cost`.

    Raises StatedWrongly with where the first wrong value stands.
    """
    whole = Field(dict(content)).only(SECTIONS)
    premises, unsure = whole.at("premises"), whole.at("uncertainty")
    source, pension = premises.at("source").text(), premises.at("pension")
    drawn = parts.uncertainty(unsure)
    return StatedForecast(
        source=source,
        last_year=premises.at("last_year").year(),
        parameters=parts.parameters(premises.at("parameters"), source),
        unit_costs=parts.unit_costs(premises.at("unit_costs"), source),
        pension_parameters=parts.parameters(pension.at("parameters"), source),
        earlier_deviations=tuple(_deviation(entry) for entry in pension.at("earlier").entries()),
        coverage=parts.coverage(premises.optional("coverage"), source),
        loans=parts.loans(whole.at("loans")),
        uncertainty=drawn,
        levels=parts.levels(unsure.at("levels")),
        responses=parts.responses(unsure.at("responses"), drawn),
        projections=parts.projections(whole.at("projections")),
        self_cost=parts.self_cost(whole.optional("self_cost")),
    )


def _deviation(entry: Field) -> EarlierDeviation:
    years_left = entry.at("years_left").whole(least=1)
    return EarlierDeviation(entry.at("year").year(), entry.at("remaining").whole(), years_left)

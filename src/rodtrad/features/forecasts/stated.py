"""Reads what a municipality states for its forecast into the values that the calculations take.

Growth, loans, unit costs, uncertainty and projections are the municipality's own; none has a default here, because none
has a source that holds for every municipality (kommuneloven § 14-4: the plan must be realistic).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from rodtrad.calculations.demography.age_groups import parse_age_group
from rodtrad.calculations.demography.need import UnitCost
from rodtrad.calculations.demography.own_unit_costs import entered_unit_cost
from rodtrad.calculations.demography.projection import Projection
from rodtrad.calculations.demography.projection_rows import projections_from_rows
from rodtrad.calculations.forecast.loans import FixedRate, Loan, LoanKind
from rodtrad.calculations.forecast.pension import EarlierDeviation
from rodtrad.calculations.forecast.uncertainty import Distribution, Factor, Process, Uncertainty
from rodtrad.calculations.ledger import Parameter
from rodtrad.facts.forecast_parameters.definitions import forecast_parameter_definitions

Content = Mapping[str, Any]
MAIN = "main"


class StatedWrongly(ValueError):
    """The stated premises cannot be read; the message says in Norwegian what and where."""


@dataclass(frozen=True, eq=False)
class StatedForecast:
    """Premises by kind; `projections` by alternative, the main one among them."""

    source: str
    last_year: int
    parameters: tuple[Parameter, ...]
    unit_costs: tuple[UnitCost, ...]
    pension_parameters: tuple[Parameter, ...]
    earlier_deviations: tuple[EarlierDeviation, ...]
    loans: tuple[Loan, ...]
    uncertainty: Uncertainty
    levels: tuple[int, ...]
    responses: Mapping[tuple[str, str], float]
    projections: Mapping[str, Projection]


def read_stated(content: Content) -> StatedForecast:
    """The values of `premises`, `loans`, `uncertainty` and `projections`. Raises StatedWrongly."""
    try:
        return _read(content)
    except StatedWrongly:
        raise
    except KeyError as error:
        raise StatedWrongly(f"Grunnlaget for framskrivingen mangler «{error.args[0]}». Legg det til.") from error
    except (TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise StatedWrongly(f"Grunnlaget for framskrivingen kan ikke leses: {error}") from error


def _read(content: Content) -> StatedForecast:
    premises, unsure = content["premises"], content["uncertainty"]
    source, costs, pension = premises["source"], premises["unit_costs"], premises["pension"]
    return StatedForecast(
        source=source,
        last_year=int(premises["last_year"]),
        parameters=stated_parameters(premises["parameters"], source),
        unit_costs=tuple(
            entered_unit_cost(
                entry["service"],
                parse_age_group(entry["ages"]),
                Decimal(entry["nok"]),
                price_year=costs["price_year"],
                source=source,
            )
            for entry in costs["costs"]
        ),
        pension_parameters=stated_parameters(pension["parameters"], source),
        earlier_deviations=tuple(EarlierDeviation(**entry) for entry in pension["earlier"]),
        loans=_loans(content["loans"]),
        uncertainty=_uncertainty(unsure),
        levels=tuple(unsure["levels"]),
        responses={
            (stream, factor): size
            for stream, factors in unsure["responses"].items()
            for factor, size in factors.items()
        },
        projections=_projections(content["projections"]),
    )


def stated_parameters(values: Mapping[str, Mapping[Any, str]], source: str) -> tuple[Parameter, ...]:
    """Parameters of {key: {first year: value}}. Raises StatedWrongly for a key that no forecast asks for."""
    definitions = forecast_parameter_definitions()
    if unknown := sorted(set(values) - set(definitions)):
        raise StatedWrongly(f"Forutsetningen «{unknown[0]}» finnes ikke. Bruk en av {', '.join(sorted(definitions))}.")
    return tuple(
        Parameter(key, Decimal(value), definitions[key].unit, int(year), source)
        for key, by_year in values.items()
        for year, value in by_year.items()
    )


def _loans(stated: Content) -> tuple[Loan, ...]:
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


def _uncertainty(stated: Content) -> Uncertainty:
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


def _projections(stated: Content) -> dict[str, Projection]:
    found: dict[str, Projection] = {}
    for number, rows in enumerate(stated["files"], start=1):
        read, problems = projections_from_rows(
            rows,
            source=stated["source"],
            municipality=stated["municipality"],
            first_projected=stated["first_projected"],
        )
        if problems:
            first = problems[0]
            raise StatedWrongly(f"Befolkningsfil {number}, linje {first.line}: {first.text}")
        found |= {projection.alternative: projection for projection in read}
    if MAIN not in found:
        raise StatedWrongly("Befolkningsframskrivingen mangler hovedalternativet («main»). Last det inn.")
    return found

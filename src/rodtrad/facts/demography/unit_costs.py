"""Services, unit costs and the age support ratio's age groups as typed facts (TBU/KS model of demographic cost).

A unit cost ships only where its source determines it; every other service asks for the municipality's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rodtrad.facts.reader import Certainty, read_origin, read_yaml

_COSTS = "demography/unit_costs.yaml"
_SERVICES = "demography/services.yaml"
_RATIO = "demography/age_support.yaml"
_ALTERNATIVES = "demography/alternatives.yaml"


@dataclass(frozen=True, slots=True)
class Service:
    """A service by id: its Norwegian names, sector of the cost key, ages of use and what one place is called."""

    id: str
    term: str
    label: str
    sector: str
    ages: str
    place: str


@dataclass(frozen=True, slots=True)
class UnitCostFact:
    """Whole kroner per inhabitant of `ages` at the prices of `price_year`, with the span that fits the source."""

    service: str
    ages: str
    nok: int
    at_least: int
    at_most: int
    price_year: int
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class AgeSupportFact:
    """The two age groups of the age support ratio and the decimals it is shown with."""

    working_ages: str
    elderly_ages: str
    decimals: int
    source: str
    certainty: Certainty


@cache
def services() -> Mapping[str, Service]:
    """The services by id, in the order they are shown."""
    return MappingProxyType({entry["id"]: Service(**entry) for entry in read_yaml(_SERVICES)["services"]})


@cache
def unit_cost_facts() -> tuple[UnitCostFact, ...]:
    """The unit costs that have a source."""
    content = read_yaml(_COSTS)
    origin = read_origin(_COSTS, content)
    return tuple(
        UnitCostFact(**entry, source=origin.source, certainty=origin.certainty) for entry in content["unit_costs"]
    )


@cache
def assumptions() -> tuple[str, ...]:
    """What the model takes for given, as Norwegian sentences."""
    return tuple(read_yaml(_COSTS)["assumptions"])


@cache
def unit_cost_method() -> str:
    """What the shipped unit costs are, in Norwegian."""
    return str(read_yaml(_COSTS)["method"])


@cache
def alternative_labels() -> Mapping[str, str]:
    """What readers see for each alternative of a population projection, by id."""
    stated = read_yaml(_ALTERNATIVES)["alternatives"]
    return MappingProxyType({id: entry["label"] for id, entry in stated.items()})


@cache
def alternative_codes() -> Mapping[str, str]:
    """The id of an alternative by every code (lower case) that a file may use for it."""
    stated = read_yaml(_ALTERNATIVES)["alternatives"]
    return MappingProxyType({code: id for id, entry in stated.items() for code in (id, *entry["codes"])})


@cache
def age_support() -> AgeSupportFact:
    """How the age support ratio is defined."""
    content = read_yaml(_RATIO)
    origin = read_origin(_RATIO, content)
    return AgeSupportFact(
        content["working_ages"], content["elderly_ages"], content["decimals"], origin.source, origin.certainty
    )

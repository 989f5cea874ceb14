"""The national rates, limits and amounts of the income system, dated and with their sources.

Only values with a source are here. A year that none covers raises FactMissing, and whoever computes asks for the
published value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rodtrad.facts.reader import DatedFact, Fact, read_dated, read_origin, read_yaml

_PARAMETERS = "income_system/parameters.yaml"
_NORTH = "income_system/district_north.yaml"


@dataclass(frozen=True, slots=True)
class ParameterDefinition:
    """A parameter's id, its Norwegian term, an example of how its value is written, and its dated values."""

    id: str
    term: str
    example: str
    dated: DatedFact


@cache
def parameter_definitions() -> Mapping[str, ParameterDefinition]:
    """Every parameter by id, in the order of the file."""
    content = read_yaml(_PARAMETERS)
    origin = read_origin(_PARAMETERS, content)
    return MappingProxyType(
        {
            name: ParameterDefinition(
                name,
                entry["term"],
                entry["example"],
                read_dated(name, entry["values"], path=_PARAMETERS, origin=origin),
            )
            for name, entry in content["parameters"].items()
        }
    )


@cache
def district_north_rates() -> Mapping[str, DatedFact]:
    """Kroner per inhabitant of the district grant North Norway, by zone."""
    content = read_yaml(_NORTH)
    origin = read_origin(_NORTH, content)
    return MappingProxyType(
        {
            zone: read_dated(f"district_north_{zone}", entry["values"], path=_NORTH, origin=origin)
            for zone, entry in content["zones"].items()
        }
    )


def parameter(name: str, year: int) -> Fact:
    """The value of a parameter in a grant year. Raises KeyError for an unknown name and FactMissing without a value."""
    return parameter_definitions()[name].dated.at(year)

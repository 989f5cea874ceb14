"""The parameters that a forecast asks the municipality for, and how the plan's lines carry on after the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from rodtrad.facts.municipal_act.parameter_definitions import ParameterDefinition, parameter_definitions
from rodtrad.facts.reader import Certainty, read_origin, read_yaml

_PARAMETERS = "forecast_parameters/parameters.yaml"
_STREAMS = "forecast_parameters/streams.yaml"


@dataclass(frozen=True, slots=True)
class StreamFact:
    """A line of the statement and the growth that it follows; `side` is income, expenditure or financial_income."""

    line: str
    id: str
    side: str
    grows_by: str
    certainty: Certainty


@cache
def forecast_parameter_definitions() -> Mapping[str, ParameterDefinition]:
    """Every parameter that a forecast may ask for, by key, those of the municipal act included."""
    own = {
        entry["key"]: ParameterDefinition(
            entry["key"],
            entry["term"],
            entry["unit"],
            entry["scope"],
            Decimal(entry["at_least"]) if "at_least" in entry else None,
            Decimal(entry["at_most"]) if "at_most" in entry else None,
            entry["ask"],
        )
        for entry in read_yaml(_PARAMETERS)["parameters"]
    }
    return MappingProxyType(parameter_definitions() | own)


@cache
def stream_facts() -> tuple[StreamFact, ...]:
    """The lines that carry on, in the order of the statement."""
    content = read_yaml(_STREAMS)
    certainty = read_origin(_STREAMS, content).certainty
    return tuple(StreamFact(**entry, certainty=certainty) for entry in content["streams"])


@cache
def stream_statement() -> str:
    """The statement that the streams are lines of."""
    return str(read_yaml(_STREAMS)["statement"])


@cache
def figure_lines() -> Mapping[str, str]:
    """The statement's line by the name of a figure that is computed anew, or that disposes of the result."""
    return MappingProxyType(dict(read_yaml(_STREAMS)["figures"]))

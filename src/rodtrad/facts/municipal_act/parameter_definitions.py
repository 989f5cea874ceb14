"""The parameters that a municipality states itself: defined here without values, since none holds for everybody."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from rodtrad.facts.reader import read_yaml

_PATH = "municipal_act/parameters.yaml"


@dataclass(frozen=True, slots=True)
class ParameterDefinition:
    """A parameter's key, Norwegian term, unit, accepted interval and what the user is asked for."""

    key: str
    term: str
    unit: str
    scope: str
    at_least: Decimal | None
    at_most: Decimal | None
    ask: str

    def problem_with(self, value: Decimal) -> str:
        """What is wrong with a value, in Norwegian; empty when it is inside the accepted interval."""
        if self.at_least is not None and value < self.at_least:
            return f"{self.term} kan ikke være under {self.at_least}."
        if self.at_most is not None and value > self.at_most:
            return f"{self.term} kan ikke være over {self.at_most}."
        return ""


@cache
def parameter_definitions() -> dict[str, ParameterDefinition]:
    """Every parameter definition by key."""
    return {
        entry["key"]: ParameterDefinition(
            entry["key"],
            entry["term"],
            entry["unit"],
            entry["scope"],
            Decimal(entry["at_least"]) if "at_least" in entry else None,
            Decimal(entry["at_most"]) if "at_most" in entry else None,
            entry["ask"],
        )
        for entry in read_yaml(_PATH)["parameters"]
    }

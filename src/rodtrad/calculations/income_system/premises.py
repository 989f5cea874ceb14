"""The key and the parameters that one computation uses: the facts of the year, overlaid by what the user gives.

A scenario is an overlay and never edits a fact. A parameter that neither has raises FactMissing, so that the year asks
for the published value instead of guessing one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from rodtrad.facts.income_system.keys import cost_key
from rodtrad.facts.income_system.parameters import parameter, parameter_definitions
from rodtrad.facts.reader import Fact, FactMissing

ENTERED = "entered"
NEED, NEED_PER_CAPITA = "national_need_nok", "national_need_per_capita"


@dataclass(frozen=True, slots=True)
class Premise:
    """A value that was used, where it comes from and how sure it is (`entered` when the user gave it)."""

    name: str
    value: Decimal
    source: str
    certainty: str


@dataclass(frozen=True)
class Premises:
    """The premises of one grant year; `entered` overlay the facts, and so do `weights` when they are given."""

    year: int
    entered: Mapping[str, Premise] = field(default_factory=dict)
    weights: Mapping[str, Decimal] | None = None
    weights_source: str = ""

    def value(self, name: str) -> Decimal:
        """The value of a parameter. Raises FactMissing when it is neither a fact of the year nor entered."""
        return self.premise(name).value

    def premise(self, name: str) -> Premise:
        """The value with its source. Raises FactMissing when it is neither a fact of the year nor entered."""
        if name in self.entered:
            return self.entered[name]
        fact = parameter(name, self.year)
        return Premise(name, fact.decimal, fact.source, _certainty(fact))

    def known(self, name: str) -> Decimal | None:
        """The value, or None when there is none."""
        try:
            return self.value(name)
        except FactMissing:
            return None

    def national_need_nok(self, population: int) -> Premise:
        """The country's need in kroner, entered or known in all or per inhabitant. Raises FactMissing without it."""
        per_capita = self.entered.get(NEED_PER_CAPITA)
        if per_capita is None:
            return self.premise(NEED)
        return Premise(NEED, per_capita.value * population, per_capita.source, per_capita.certainty)

    def key(self) -> Mapping[str, Decimal]:
        """The cost key by criterion. Raises FactMissing when the year has none and none is entered."""
        return self.weights if self.weights is not None else cost_key(self.year).weights

    def key_source(self) -> str:
        """Where the cost key comes from."""
        return self.weights_source if self.weights is not None else cost_key(self.year).origin.source

    def with_values(self, values: Mapping[str, Decimal], source: str) -> "Premises":
        """These premises overlaid by more values; a new national need takes the place of one per inhabitant.

        Raises KeyError for a name that is no parameter.
        """
        for name in values:
            if name not in parameter_definitions():
                raise KeyError(name)
        entered = {name: Premise(name, value, source, ENTERED) for name, value in values.items()}
        kept = {name: one for name, one in self.entered.items() if name != NEED_PER_CAPITA or NEED not in values}
        return replace(self, entered=MappingProxyType({**kept, **entered}))

    def with_key(self, weights: Mapping[str, Decimal], source: str) -> "Premises":
        """These premises with another cost key."""
        return replace(self, weights=MappingProxyType(dict(weights)), weights_source=source)


def _certainty(fact: Fact) -> str:
    return f"{fact.certainty.value}, provisional" if fact.provisional else fact.certainty.value

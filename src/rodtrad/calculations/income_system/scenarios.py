"""Scenarios as overlays: what if the population, the tax, a rate, the key, a count or the membership were another?

A scenario never edits facts or input. One or thousands are computed for the whole country in chunks that stay in the
processor's cache, so memory does not grow with their number.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby

import numpy as np
import numpy.typing as npt

from rodtrad.calculations.income_system.country import Country, Merger, follows_population, merged
from rodtrad.calculations.income_system.premises import Premises
from rodtrad.calculations.income_system.simulation import Rules, rules_of, simulate

FloatArray = npt.NDArray[np.float64]
SCENARIOS_IN_A_CHUNK = 10


@dataclass(frozen=True)
class Scenario:
    """Changes to a year. Growth is a share (0.01 is one per cent); a municipality's own replaces the national one.

    `counts` replaces single counts by municipality and criterion, after a change of population has changed the others.
    `grants` replaces published amounts by component and municipality.
    """

    name: str
    population_growth: float = 0.0
    own_population_growth: Mapping[str, float] = field(default_factory=dict)
    tax_growth: float = 0.0
    own_tax_growth: Mapping[str, float] = field(default_factory=dict)
    counts: Mapping[tuple[str, str], float] = field(default_factory=dict)
    weights: Mapping[str, Decimal] | None = None
    parameters: Mapping[str, Decimal] = field(default_factory=dict)
    grants: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    mergers: tuple[Merger, ...] = ()


@dataclass(frozen=True)
class Simulated:
    """The answers of some scenarios: kroner (scenarios, municipalities) by component."""

    scenarios: tuple[Scenario, ...]
    municipalities: tuple[str, ...]
    components: Mapping[str, FloatArray]


def overlaid(country: Country, premises: Premises, scenario: Scenario) -> tuple[Country, Premises]:
    """Country and premises as the scenario has them. Raises KeyError for an unknown municipality or criterion."""
    for merger in scenario.mergers:
        country = merged(country, merger)
    people = _growth(country, scenario.population_growth, scenario.own_population_growth)
    tax = _growth(country, scenario.tax_growth, scenario.own_tax_growth)
    follows = follows_population(country.criteria)
    counts = country.counts * np.where(follows, people[:, None], 1.0)
    for (municipality, criterion), count in scenario.counts.items():
        if criterion not in country.criteria:
            raise KeyError(criterion)
        counts[country.place(municipality), country.criteria.index(criterion)] = count
    grants = dict(country.grants)
    for component, amounts in scenario.grants.items():
        nok = grants.get(component, np.zeros(len(country.municipalities))).copy()
        for municipality, amount in amounts.items():
            nok[country.place(municipality)] = amount
        grants[component] = nok
    changed = replace(
        country,
        counts=counts,
        population=country.population * people,
        tax_nok=country.tax_nok * tax,
        tax_population=country.tax_population * people,
        grants=grants,
    )
    premises = premises.with_values(scenario.parameters, f"scenario: {scenario.name}")
    if scenario.weights is not None:
        premises = premises.with_key(scenario.weights, f"scenario: {scenario.name}")
    return changed, premises


def simulate_scenarios(
    country: Country, premises: Premises, scenarios: Sequence[Scenario], chunk: int = SCENARIOS_IN_A_CHUNK
) -> Iterator[Simulated]:
    """The scenarios in their order, some at a time: those in one answer have the same municipalities and components."""
    for start in range(0, len(scenarios), chunk):
        part = scenarios[start : start + chunk]
        states = [(scenario, *_state(country, premises, scenario)) for scenario in part]
        for _, same in groupby(states, key=lambda state: _kind(state[1], state[2])):
            group = list(same)
            stacked = _stacked_country([state[1] for state in group]), _stacked_rules([state[2] for state in group])
            found = simulate(*stacked)
            yield Simulated(tuple(state[0] for state in group), group[0][1].municipalities, found)


def _state(country: Country, premises: Premises, scenario: Scenario) -> tuple[Country, Rules]:
    changed, values = overlaid(country, premises, scenario)
    return changed, rules_of(values, changed)


def _growth(country: Country, national: float, own: Mapping[str, float]) -> FloatArray:
    factors = np.full(len(country.municipalities), 1.0 + national)
    for municipality, growth in own.items():
        factors[country.place(municipality)] = 1.0 + growth
    return factors


def _kind(country: Country, rules: Rules) -> tuple[object, ...]:
    """What must be equal for scenarios to be stacked."""
    parts = (rules.weights, rules.national_need_nok, rules.rates, rules.per_capita_nok, rules.ingar_limit)
    return country.municipalities, tuple(country.grants), *(part is None for part in parts)


def _stacked_country(states: Sequence[Country]) -> Country:
    first = states[0]
    previous = first.previous_block_grant
    return Country(
        first.municipalities,
        first.criteria,
        np.stack([state.counts for state in states]),
        np.stack([state.population for state in states]),
        np.stack([state.tax_nok for state in states]),
        np.stack([state.tax_population for state in states]),
        {part: np.stack([state.grants[part] for state in states]) for part in first.grants},
        np.broadcast_to(previous, (len(states), *previous.shape)) if previous is not None else None,
    )


def _stacked_rules(states: Sequence[Rules]) -> Rules:
    first = states[0]

    def stacked(arrays: Sequence[FloatArray | None]) -> FloatArray | None:
        known = [array for array in arrays if array is not None]
        return np.stack(known) if known else None

    rates = None
    if first.rates is not None:
        each = [stacked([state.rates[place] for state in states if state.rates is not None]) for place in range(3)]
        rates = (each[0], each[1], each[2])
    return Rules(
        first.year,
        stacked([state.weights for state in states]),
        stacked([state.national_need_nok for state in states]),
        rates,  # type: ignore[arg-type]
        stacked([state.per_capita_nok for state in states]),
        stacked([state.ingar_limit for state in states]),
    )

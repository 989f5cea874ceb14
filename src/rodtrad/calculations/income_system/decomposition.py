"""What a difference between two scenarios is due to: population, criteria, rates, tax or published amounts.

The causes work together, so their order would matter. Each cause gets its average effect over all orders (the Shapley
value), and the causes therefore sum exactly to the difference.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from itertools import combinations
from math import factorial

import numpy as np
import numpy.typing as npt

from rodtrad.calculations.income_system.country import Country, follows_population
from rodtrad.calculations.income_system.simulation import TOTAL, Rules, simulate

FloatArray = npt.NDArray[np.float64]


class Cause(StrEnum):
    """Why two scenarios differ. Rates are the key, the rates and the national amounts; criteria are counts per head."""

    POPULATION = "population"
    CRITERIA = "criteria"
    RATES = "rates"
    TAX = "tax"
    GRANTS = "grants"


def decompose(
    before: tuple[Country, Rules], after: tuple[Country, Rules], component: str = TOTAL
) -> Mapping[Cause, FloatArray]:
    """Kroner (M) of the difference after - before in a component, by cause; a cause that did not change is left out.

    Raises ValueError when the two have other municipalities or criteria: a merger is first made in both.
    """
    if (before[0].municipalities, before[0].criteria) != (after[0].municipalities, after[0].criteria):
        raise ValueError("both scenarios must have the same municipalities and criteria")
    causes = [cause for cause in Cause if _differs(before, after, cause)]
    known: dict[frozenset[Cause], FloatArray] = {}

    def value(changed: frozenset[Cause]) -> FloatArray:
        if changed not in known:
            known[changed] = simulate(*_mixed(before, after, changed)).get(component, np.zeros(1))
        return known[changed]

    found = {}
    for cause in causes:
        others = [other for other in causes if other is not cause]
        effect = np.zeros(len(before[0].municipalities))
        for size in range(len(others) + 1):
            weight = factorial(size) * factorial(len(others) - size) / factorial(len(causes))
            for subset in combinations(others, size):
                base = frozenset(subset)
                effect = effect + weight * (value(base | {cause}) - value(base))
        found[cause] = effect
    return found


def _mixed(
    before: tuple[Country, Rules], after: tuple[Country, Rules], changed: frozenset[Cause]
) -> tuple[Country, Rules]:
    """The state where the `changed` causes are as after, and the others as before."""
    people = after[0] if Cause.POPULATION in changed else before[0]
    counted = after[0] if Cause.CRITERIA in changed else before[0]
    taxed = after[0] if Cause.TAX in changed else before[0]
    granted = after[0] if Cause.GRANTS in changed else before[0]
    per_head = np.where(follows_population(counted.criteria), (people.population / counted.population)[:, None], 1.0)
    country = replace(
        people,
        counts=counted.counts * per_head,
        tax_nok=taxed.tax_nok,
        grants=granted.grants,
        previous_block_grant=granted.previous_block_grant,
    )
    return country, (after if Cause.RATES in changed else before)[1]


def _differs(before: tuple[Country, Rules], after: tuple[Country, Rules], cause: Cause) -> bool:
    was, now = before[0], after[0]
    if cause is Cause.POPULATION:
        return not _equal(was.population, now.population) or not _equal(was.tax_population, now.tax_population)
    if cause is Cause.CRITERIA:
        mixed = _mixed(before, after, frozenset({Cause.POPULATION}))[0]
        return not np.allclose(mixed.counts, now.counts, rtol=1e-12, atol=0)
    if cause is Cause.TAX:
        return not _equal(was.tax_nok, now.tax_nok)
    if cause is Cause.GRANTS:
        same = set(was.grants) == set(now.grants) and all(_equal(was.grants[p], now.grants[p]) for p in was.grants)
        return not same or not _equal(was.previous_block_grant, now.previous_block_grant)
    ours, theirs = _values(before[1]), _values(after[1])
    return not all(_equal(one, other) for one, other in zip(ours, theirs, strict=True))


def _values(rules: Rules) -> tuple[FloatArray | None, ...]:
    rates = rules.rates or (None, None, None)
    return rules.weights, rules.national_need_nok, rules.per_capita_nok, rules.ingar_limit, *rates


def _equal(one: FloatArray | None, other: FloatArray | None) -> bool:
    if one is None or other is None:
        return one is other
    return bool(np.array_equal(one, other))

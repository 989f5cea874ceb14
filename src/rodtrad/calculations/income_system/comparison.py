"""Two scenarios side by side, municipality by municipality, and what each cause has to say for the difference.

A merger changes which municipalities there are. What it does in itself is the cause `membership`; the rest is
decomposed among the municipalities as they are after it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rodtrad.calculations.income_system.country import Country, Merger, merged
from rodtrad.calculations.income_system.decomposition import Cause, decompose
from rodtrad.calculations.income_system.premises import Premises
from rodtrad.calculations.income_system.scenarios import Scenario, overlaid
from rodtrad.calculations.income_system.simulation import TOTAL, rules_of, simulate

FloatArray = npt.NDArray[np.float64]
MEMBERSHIP = "membership"
CAUSES = (MEMBERSHIP, *(cause.value for cause in Cause))


@dataclass(frozen=True, eq=False)
class Comparison:
    """Kroner (M) before and after, inhabitants after, and kroner of the difference by cause; the causes sum to it.

    `components` are the parts that could be computed, in both.
    """

    municipalities: tuple[str, ...]
    before: FloatArray
    after: FloatArray
    inhabitants: FloatArray
    causes: Mapping[str, FloatArray]
    components: tuple[str, ...]


def compare(
    country: Country, premises: Premises, before: Scenario, after: Scenario, component: str = TOTAL
) -> Comparison:
    """The difference after - before in a component, by cause; a cause that did not change is zero.

    A merged municipality's `before` is the sum of those that became it. Raises KeyError for an unknown municipality,
    criterion or component, ValueError for mergers that cannot be made, or of which `before` has others than `after`.
    """
    if before.mergers and before.mergers != after.mergers:
        raise ValueError("the first scenario must have no mergers, or the same as the second")
    was, was_premises = overlaid(country, premises, before)
    now, now_premises = overlaid(country, premises, after)
    was_rules, now_rules = rules_of(was_premises, was), rules_of(now_premises, now)
    separate, end = simulate(was, was_rules), simulate(now, now_rules)
    known = tuple(part for part in end if part in separate)
    if component not in known:
        raise KeyError(component)
    new = () if before.mergers else after.mergers
    apart, together = separate[component], was
    for merger in new:
        apart = _added(apart, together, merger)
        together = merged(together, merger)
    start = simulate(together, was_rules)[component]
    causes = {name: np.zeros(len(now.municipalities)) for name in CAUSES}
    causes[MEMBERSHIP] = start - apart
    for cause, effect in decompose((together, was_rules), (now, now_rules), component).items():
        causes[cause.value] = effect
    return Comparison(now.municipalities, apart, end[component], now.tax_population, causes, known)


def _added(amounts: FloatArray, country: Country, merger: Merger) -> FloatArray:
    """Amounts by municipality when those of a merger are added up in the place of the first."""
    places: Sequence[int] = [country.place(name) for name in merger.municipalities]
    total = amounts.copy()
    total[places[0]] = amounts[places].sum()
    return np.asarray(np.delete(total, places[1:]))

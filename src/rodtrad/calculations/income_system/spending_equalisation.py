"""Spending equalisation (utgiftsutjevning): what the population and the place make it cost to give equal services.

Grønt hefte: a criterion's index is the municipality's share of the country's count over its share of the population.
The key weighs the indices together, and need above or below the country's is compensated in full, so the sum is zero.
All functions take float64 arrays whose last axes are municipalities and criteria; leading axes are scenarios or years.
"""

import numpy as np
import numpy.typing as npt

from rodtrad.calculations.formulas import formula
from rodtrad.values.units import Unit

FloatArray = npt.NDArray[np.float64]
_KEY = ("income_system/weights.csv", "income_system/criteria.csv")
_AMOUNT = ("income_system/weights.csv", "income_system/parameters.yaml")


def criterion_indices(
    counts: FloatArray,
    population: FloatArray,
    national_counts: FloatArray | None = None,
    national_population: FloatArray | float | None = None,
) -> FloatArray:
    """The index of each criterion, (..., M, K), from counts (..., M, K) and population (..., M).

    1 is the country: the sum over the municipalities, unless its counts (..., K) and population are given.
    """
    totals = counts.sum(axis=-2) if national_counts is None else national_counts
    people = population.sum(axis=-1) if national_population is None else np.asarray(national_population)
    return (counts / totals[..., None, :]) / (population / people[..., None])[..., None]


@formula("income_system.need_index", "utgiftsbehovsindeks", Unit.PERCENT_TWO_DECIMALS, _KEY)
def need_index(indices: FloatArray, weights: FloatArray) -> FloatArray:
    """The need index (..., M) of indices (..., M, K) under weights (..., K): 1 is the country.

    It is one plus the weighted deviations, so that the country is exactly 1 also when rounded weights do not sum to
    one. The same function gives a sector's index from its sub-key, and the total from sector indices and weights.
    """
    return 1.0 + np.matmul(indices - 1.0, weights[..., None])[..., 0]


@formula("income_system.unit_amount", "enhetsbeløp", Unit.NOK, _AMOUNT)
def unit_amounts(weights: FloatArray, national_counts: FloatArray, national_need_nok: FloatArray | float) -> FloatArray:
    """Kroner that one more of each criterion adds to a municipality's need: weight x national need / national count."""
    return weights * national_need_nok / national_counts


@formula("income_system.spending_equalisation", "utgiftsutjevning", Unit.NOK, _AMOUNT)
def spending_equalisation(
    counts: FloatArray,
    population: FloatArray,
    weights: FloatArray,
    national_need_nok: FloatArray | float,
    national_counts: FloatArray | None = None,
    national_population: FloatArray | float | None = None,
) -> FloatArray:
    """Kroner to (+) or from (-) each municipality, (..., M): inhabitants x (need index - 1) x national need per head.

    Population is on 1 July of the year before; `national_need_nok` is the country's need, scalar or (...). The sum over
    the municipalities is zero when they are the whole country.
    """
    totals = counts.sum(axis=-2) if national_counts is None else national_counts
    people = population.sum(axis=-1) if national_population is None else np.asarray(national_population)
    share_of_need = np.matmul(counts, (weights / totals)[..., None])[..., 0]
    share_of_people = population * (weights.sum(axis=-1) / people)[..., None]
    return (share_of_need - share_of_people) * np.asarray(national_need_nok)[..., None]

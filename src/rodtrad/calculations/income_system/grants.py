"""The grants beside the equalisation that have a rule with a source: per capita grant, income guarantee, North Norway.

The others (district grant South, growth, metropolitan, discretionary, special distribution, transition schemes, private
schools) are set or published per municipality, and enter as the published amounts.
"""

import numpy as np
import numpy.typing as npt

from rodtrad.calculations.formulas import formula
from rodtrad.values.units import Unit

FloatArray = npt.NDArray[np.float64]


@formula("income_system.per_capita_grant", "innbyggertilskudd", Unit.NOK, ("income_system/parameters.yaml",))
def per_capita_grant(population: FloatArray, per_capita_nok: FloatArray | float) -> FloatArray:
    """Kroner (..., M): the same amount for every inhabitant on 1 July of the year before (chapter 571 post 60)."""
    return population * np.asarray(per_capita_nok, dtype=np.float64)[..., None]


def per_capita_amount(
    post_60_nok: FloatArray | float,
    special_distribution_nok: FloatArray | float,
    national_population: FloatArray | float,
) -> FloatArray:
    """Kroner per inhabitant when post 60 is shared after the special distribution is taken out."""
    return np.asarray((np.asarray(post_60_nok) - special_distribution_nok) / national_population)


@formula("income_system.income_guarantee", "inntektsgarantiordning", Unit.NOK, ("income_system/parameters.yaml",))
def income_guarantee(
    block_grant: FloatArray, previous_block_grant: FloatArray, population: FloatArray, limit_nok: FloatArray | float
) -> FloatArray:
    """Kroner to (+) or from (-) each municipality, (..., M), so that none grows too far below the country (INGAR).

    `block_grant` is this year's grant inside the scheme and `previous_block_grant` last year's, adjusted for changed
    tasks. Growth per inhabitant that is more than `limit_nok` under the country's is lifted to that limit, and all
    inhabitants pay the same for it, so the sum is zero (NOU 2022: 10 chapter 13).
    """
    growth = block_grant - previous_block_grant
    people = population.sum(axis=-1)[..., None]
    least = growth.sum(axis=-1)[..., None] / people - np.asarray(limit_nok, dtype=np.float64)[..., None]
    lifted = np.maximum(population * least - growth, 0.0)
    return lifted - population * (lifted.sum(axis=-1)[..., None] / people)


@formula(
    "income_system.district_north_grant",
    "distriktstilskudd Nord-Norge",
    Unit.NOK,
    ("income_system/district_north.yaml",),
)
def district_north_grant(population: FloatArray, rate_per_capita: FloatArray) -> FloatArray:
    """Kroner (..., M): the zone's rate for each inhabitant on 1 January of the year before, without the supplement for
    small municipalities, which is published per municipality."""
    return population * rate_per_capita

"""Income equalisation (inntektsutjevning): tax per inhabitant is drawn towards the country's average.

A share of the distance to the average is given or taken (symmetric); those below the threshold get a share of what they
lack up to it (tilleggskompensasjon), which all inhabitants pay for with the same amount. The sum is zero. Tax is income
and wealth tax of persons and natural resource tax. It is recomputed at each tax report through the year.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rodtrad.calculations.formulas import formula
from rodtrad.values.units import Unit

FloatArray = npt.NDArray[np.float64]
_FACTS = ("income_system/parameters.yaml",)


class IncomeEqualisation(NamedTuple):
    """Kroner per municipality, (..., M): the parts and what they come to."""

    symmetric: FloatArray
    addition: FloatArray
    financing: FloatArray
    net: FloatArray


@formula("income_system.additional_compensation", "tilleggskompensasjon", Unit.NOK, _FACTS)
def additional_compensation(
    tax_nok: FloatArray,
    population: FloatArray,
    national_tax_per_capita: FloatArray | float,
    addition_rate: FloatArray | float,
    addition_threshold: FloatArray | float,
) -> FloatArray:
    """Kroner (..., M) to municipalities below the threshold: the rate times what their tax lacks up to it."""
    limit = _over_municipalities(addition_threshold) * _over_municipalities(national_tax_per_capita)
    return _over_municipalities(addition_rate) * np.maximum(population * limit - tax_nok, 0.0)


@formula("income_system.income_equalisation", "inntektsutjevning", Unit.NOK, _FACTS)
def income_equalisation(
    tax_nok: FloatArray,
    population: FloatArray,
    symmetric_rate: FloatArray | float,
    addition_rate: FloatArray | float,
    addition_threshold: FloatArray | float,
    national_tax_per_capita: FloatArray | float | None = None,
    financing_per_capita: FloatArray | float | None = None,
) -> IncomeEqualisation:
    """Kroner to (+) or from (-) each municipality; tax and population (..., M), rates scalar or (...).

    The national tax per inhabitant and the financing of the addition follow from the municipalities, which must then be
    the whole country, unless both are given.
    """
    people = population.sum(axis=-1)
    average = tax_nok.sum(axis=-1) / people if national_tax_per_capita is None else np.asarray(national_tax_per_capita)
    distance = population * average[..., None] - tax_nok
    symmetric = _over_municipalities(symmetric_rate) * distance
    addition = additional_compensation(tax_nok, population, average, addition_rate, addition_threshold)
    per_head = addition.sum(axis=-1) / people if financing_per_capita is None else np.asarray(financing_per_capita)
    financing = -population * per_head[..., None]
    return IncomeEqualisation(symmetric, addition, financing, symmetric + addition + financing)


def _over_municipalities(value: FloatArray | float) -> FloatArray:
    """A value per scenario as an array that broadcasts over municipalities."""
    return np.asarray(value, dtype=np.float64)[..., None]

"""What a fan chart shows and the table behind it: percentiles of sampled paths, year by year."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from rodtrad.calculations.forecast.premises import Floats
from rodtrad.calculations.formulas import formula
from rodtrad.values.units import Unit

DEFAULT_LEVELS = (5, 25, 50, 75, 95)


@dataclass(frozen=True, eq=False)
class Fan:
    """Percentiles of shape (levels, years), and the path that is expected without surprises, shape (years,)."""

    years: tuple[int, ...]
    levels: tuple[int, ...]
    values: Floats = field(repr=False)
    expected: Floats = field(repr=False)

    def at(self, level: int) -> Floats:
        """One percentile's path. Raises ValueError for a level that was not asked for."""
        return np.asarray(self.values[self.levels.index(level)], dtype=np.float64)


@formula("forecast.fan", "usikkerhetsvifte", Unit.PERCENT, ())
def fan(paths: Floats, expected: Floats, years: Sequence[int], levels: Sequence[int] = DEFAULT_LEVELS) -> Fan:
    """Percentiles over sampled paths of shape (paths, years), by linear interpolation between ordered paths.

    Paths that are NaN in a year are left out there. Raises ValueError for levels outside 0-100 or not rising.
    """
    if any(not 0 <= level <= 100 for level in levels) or list(levels) != sorted(set(levels)):
        raise ValueError("the levels are percentiles from 0 to 100 that rise")
    percentiles = np.nanpercentile if np.isnan(paths).any() else np.percentile
    return Fan(tuple(years), tuple(levels), np.asarray(percentiles(paths, levels, axis=0)), expected)

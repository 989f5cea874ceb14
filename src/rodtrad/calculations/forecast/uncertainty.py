"""How unsure the premises are: sampled paths of population, tax, interest and prices, by stated distributions.

Each factor is data that a person may edit. The same seed gives the same paths: numpy's Generator over the stated bit
generator, with factors drawn in the order they are stated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from rodtrad.calculations.forecast.premises import Floats

BIT_GENERATORS: Mapping[str, type[np.random.BitGenerator]] = {
    "PCG64DXSM": np.random.PCG64DXSM,
    "Philox": np.random.Philox,
}
_PER_CENT = 100


class Process(StrEnum):
    """Whether a year's surprise stays for good, or fades towards the expected path."""

    LASTING = "lasting"
    FADING = "fading"


class Distribution(StrEnum):
    """What a year's surprise is drawn from."""

    NORMAL = "normal"
    STUDENT_T = "student_t"
    UNIFORM = "uniform"
    TRIANGULAR = "triangular"


@dataclass(frozen=True, slots=True)
class Factor:
    """An uncertain premise. All sizes are percent, or percentage points for a rate, of one year's surprise.

    `spread` is the standard deviation (normal, student_t with `degrees` above 2), else surprises lie from `low` to
    `high`, with `peak` for the triangular. `persistence` (0-1) is what is left of a fading deviation after a year.
    A deviation never leaves `at_least` to `at_most`. Raises ValueError for what cannot be drawn from.
    """

    id: str
    title: str
    process: Process
    distribution: Distribution
    source: str
    spread: float = 0.0
    degrees: int = 0
    low: float = 0.0
    peak: float = 0.0
    high: float = 0.0
    persistence: float = 1.0
    at_least: float | None = None
    at_most: float | None = None

    def __post_init__(self) -> None:
        bell = self.distribution in (Distribution.NORMAL, Distribution.STUDENT_T)
        if bell and self.spread < 0:
            raise ValueError(f"{self.id}: the spread is not negative")
        if self.distribution is Distribution.STUDENT_T and self.degrees <= 2:
            raise ValueError(f"{self.id}: Student's t needs more than two degrees of freedom to have a spread")
        if not bell and not self.low <= self.peak <= self.high:
            raise ValueError(f"{self.id}: low, peak and high must rise")
        if not 0 <= self.persistence <= 1:
            raise ValueError(f"{self.id}: the persistence is from 0 to 1")

    @property
    def correlates(self) -> bool:
        """Whether the factor may be correlated with others: only bell-shaped surprises can."""
        return self.distribution in (Distribution.NORMAL, Distribution.STUDENT_T)


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """Factors, correlations of their surprises (id, id, -1 to 1), and how the paths are drawn.

    Raises ValueError for correlations that cannot hold together or that name a factor without a bell shape.
    """

    factors: tuple[Factor, ...]
    seed: int
    paths: int = 10_000
    correlations: tuple[tuple[str, str, float], ...] = ()
    bit_generator: str = "PCG64DXSM"

    def __post_init__(self) -> None:
        if self.bit_generator not in BIT_GENERATORS:
            raise ValueError(f"the bit generator is one of {', '.join(BIT_GENERATORS)}")
        if self.paths < 1:
            raise ValueError("at least one path is drawn")
        known = {factor.id: factor for factor in self.factors}
        for first, second, _ in self.correlations:
            if not (known[first].correlates and known[second].correlates):
                raise ValueError(f"only normal and student_t factors can be correlated: {first}, {second}")
        _mixing(self)

    @property
    def method(self) -> str:
        """How the paths are drawn, in Norwegian, for the note under a fan."""
        return f"{self.paths} trukne baner, frø {self.seed}, tallgenerator {self.bit_generator} i NumPy."


def sampled_deviations(uncertainty: Uncertainty, year_count: int) -> dict[str, Floats]:
    """Deviations from the expected path by factor, shares of shape (paths, years), the same for the same seed."""
    generator = np.random.Generator(BIT_GENERATORS[uncertainty.bit_generator](uncertainty.seed))
    shape = (uncertainty.paths, year_count)
    bells = generator.standard_normal((len(uncertainty.factors), *shape))
    mixing = _mixing(uncertainty)
    if mixing is not None:
        bells = np.tensordot(mixing, bells, axes=1)
    return {
        factor.id: _path(factor, _surprises(factor, bells[place], generator))
        for place, factor in enumerate(uncertainty.factors)
    }


def _surprises(factor: Factor, bell: Floats, generator: np.random.Generator) -> Floats:
    if factor.distribution is Distribution.UNIFORM:
        return np.asarray(generator.uniform(factor.low, factor.high, bell.shape))
    if factor.distribution is Distribution.TRIANGULAR:
        if factor.low == factor.high:
            return np.full(bell.shape, factor.low)
        return np.asarray(generator.triangular(factor.low, factor.peak, factor.high, bell.shape))
    if factor.distribution is Distribution.STUDENT_T:
        heavy = np.sqrt((factor.degrees - 2) / generator.chisquare(factor.degrees, bell.shape))
        return np.asarray(bell * heavy * factor.spread)
    return bell * factor.spread


def _path(factor: Factor, surprises: Floats) -> Floats:
    if factor.process is Process.LASTING:
        path = np.cumsum(surprises, axis=-1)
    else:
        path = surprises.copy()
        for place in range(1, path.shape[-1]):
            path[..., place] += factor.persistence * path[..., place - 1]
    if factor.at_least is not None or factor.at_most is not None:
        path = np.clip(path, factor.at_least, factor.at_most)
    return np.asarray(path / _PER_CENT)


def _mixing(uncertainty: Uncertainty) -> Floats | None:
    """The matrix that makes independent surprises correlated (Cholesky), None when none are."""
    if not uncertainty.correlations:
        return None
    places = {factor.id: place for place, factor in enumerate(uncertainty.factors)}
    matrix = np.eye(len(places))
    for first, second, size in uncertainty.correlations:
        matrix[places[first], places[second]] = matrix[places[second], places[first]] = size
    try:
        return np.asarray(np.linalg.cholesky(matrix), dtype=np.float64)
    except np.linalg.LinAlgError as error:
        raise ValueError("the correlations cannot hold together") from error

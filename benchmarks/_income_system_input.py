"""The input of the income-system benchmark, by rule and the same each time; numpy and nothing else.

The engine and its peers read it, also the peer that has a virtual environment of its own.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
MUNICIPALITIES, YEARS, CRITERIA, FIRST_YEAR = 357, 20, 26, 2025
NEED_PER_HEAD, PER_CAPITA, RATES, LIMIT = 70_000.0, 25_000.0, (0.62, 0.35, 0.9), 400.0


class Base(NamedTuple):
    """What all scenarios share: counts (Y, M, K), population (Y, M), weights (K), last year's grant (M)."""

    counts: FloatArray
    population: FloatArray
    weights: FloatArray
    previous: FloatArray


class Part(NamedTuple):
    """Some scenarios: population and tax (S, Y, M); need and symmetric rate (S, Y)."""

    population: FloatArray
    tax: FloatArray
    need: FloatArray
    symmetric_rate: FloatArray


def base() -> Base:
    """Sizes as Norway's: most municipalities are small, a few are large. The last criterion does not follow people."""
    rng = np.random.default_rng(2025)
    size = np.exp(rng.normal(8.6, 1.1, MUNICIPALITIES)).clip(200, 720_000)
    population = np.round(size * np.cumprod(rng.normal(1.002, 0.004, (YEARS, MUNICIPALITIES)), axis=0))
    counts = population[..., None] * rng.uniform(0.01, 0.25, (1, MUNICIPALITIES, CRITERIA))
    counts[..., -1] = 1.0
    weights = rng.uniform(0.5, 2.0, CRITERIA)
    return Base(counts, population, weights / weights.sum(), size * rng.normal(PER_CAPITA, 3_000, MUNICIPALITIES))


def part(shared: Base, start: int, stop: int) -> Part:
    """The scenarios with these numbers, each from its own seed."""
    shape = (stop - start, YEARS, MUNICIPALITIES)
    population, tax = np.empty(shape), np.empty(shape)
    for place, number in enumerate(range(start, stop)):
        rng = np.random.default_rng(number)
        population[place] = shared.population * (1 + rng.normal(0, 0.01, shape[1:]))
        tax[place] = population[place] * (42_000 + rng.normal(0, 7_000, MUNICIPALITIES)).clip(25_000)
    numbers = np.arange(start, stop)
    need = population.sum(axis=-1) * (NEED_PER_HEAD + numbers % 7)[:, None]
    rate = np.broadcast_to(RATES[0] + (numbers % 5)[:, None] / 100, need.shape)
    return Part(population, tax, need, rate)

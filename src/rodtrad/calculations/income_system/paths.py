"""Many years and many scenarios at once: sampled paths of population and tax through the whole system.

The criteria of each year are given once; a path changes those that follow the population in proportion. The whole
country is recomputed in every year and path, since the averages, the financing and the guarantee are national.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rodtrad.calculations.income_system.grants import income_guarantee
from rodtrad.calculations.income_system.income_equalisation import income_equalisation

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Years:
    """What all paths share: `counts` (Y, M, K) at `population` (Y, M), `weights` (Y, K), and which criteria follow it.

    `previous_block_grant` (M) is the grant inside the guarantee in the year before the first.
    """

    counts: FloatArray
    population: FloatArray
    weights: FloatArray
    follows: npt.NDArray[np.bool_]
    previous_block_grant: FloatArray


@dataclass(frozen=True, eq=False)
class Paths:
    """Some paths: `population` and `tax_nok` are (S, Y, M), national need and rates (S, Y)."""

    population: FloatArray
    tax_nok: FloatArray
    national_need_nok: FloatArray
    per_capita_nok: FloatArray
    symmetric_rate: FloatArray
    addition_rate: FloatArray
    addition_threshold: FloatArray
    ingar_limit: FloatArray


@dataclass(frozen=True, eq=False)
class PathAmounts:
    """Kroner (S, Y, M). `total` is tax, per capita grant, both equalisations and the guarantee together."""

    spending_equalisation: FloatArray
    income_equalisation: FloatArray
    income_guarantee: FloatArray
    total: FloatArray


def compute_paths(years: Years, paths: Paths) -> PathAmounts:
    """All paths of one chunk, for every year and municipality."""
    spending = _spending(years, paths)
    block = paths.population * paths.per_capita_nok[..., None] + spending
    before = np.empty_like(block)
    before[:, 0] = years.previous_block_grant
    before[:, 1:] = block[:, :-1]
    guarantee = income_guarantee(block, before, paths.population, paths.ingar_limit)
    income = income_equalisation(
        paths.tax_nok, paths.population, paths.symmetric_rate, paths.addition_rate, paths.addition_threshold
    ).net
    total = block
    total += guarantee
    total += income
    total += paths.tax_nok
    return PathAmounts(spending, income, guarantee, total)


def compute_in_chunks(years: Years, chunks: Iterable[Paths], threads: int = 1) -> Iterator[PathAmounts]:
    """The chunks in their order, `threads` of them at a time; only those under way are held in memory."""
    if threads == 1:
        for chunk in chunks:
            yield compute_paths(years, chunk)
        return
    waiting: deque[Future[PathAmounts]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for chunk in chunks:
            waiting.append(pool.submit(compute_paths, years, chunk))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _spending(years: Years, paths: Paths) -> FloatArray:
    """Spending equalisation (S, Y, M), one matrix product per year over all paths instead of a table per path."""
    ratio = (paths.population / years.population).transpose(1, 0, 2)
    follows, fixed = years.counts[..., years.follows], years.counts[..., ~years.follows]
    weight_of_following = years.weights[:, None, years.follows] / np.matmul(ratio, follows)
    weight_of_fixed = (years.weights[:, ~years.follows] / fixed.sum(axis=-2))[..., None]
    share = np.matmul(weight_of_following, follows.transpose(0, 2, 1))
    share *= ratio
    share += np.matmul(fixed, weight_of_fixed).transpose(0, 2, 1)
    people = years.weights.sum(axis=-1) / paths.population.sum(axis=-1)
    share = share.transpose(1, 0, 2)
    return np.asarray((share - paths.population * people[..., None]) * paths.national_need_nok[..., None])

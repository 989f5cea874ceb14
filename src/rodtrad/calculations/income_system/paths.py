"""Many years and many scenarios at once: sampled paths of population and tax through the whole system.

The criteria of each year are given once; a path changes those that follow the population in proportion. The whole
country is recomputed in every year and path, since the averages, the financing and the guarantee are national.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rodtrad.calculations.income_system.grants import income_guarantee
from rodtrad.calculations.income_system.income_equalisation import income_equalisation

FloatArray = npt.NDArray[np.float64]


CELLS_IN_A_BLOCK = 16_000


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

    @cached_property
    def following(self) -> FloatArray:
        """Counts per inhabitant of the criteria that follow the population, (Y, M, F)."""
        return np.ascontiguousarray((self.counts / self.population[..., None])[..., self.follows])

    @cached_property
    def weight_of_following(self) -> FloatArray:
        """The weights of the criteria that follow the population, (Y, F)."""
        return np.ascontiguousarray(self.weights[:, self.follows])

    @cached_property
    def share_of_fixed(self) -> FloatArray:
        """Each municipality's share of the national need by the criteria that do not follow the population, (Y, M)."""
        fixed = self.counts[..., ~self.follows]
        return np.asarray(np.matmul(fixed, (self.weights[:, ~self.follows] / fixed.sum(axis=-2))[..., None])[..., 0])


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
    """All paths of one chunk, for every year and municipality; some years at a time, so that the cache holds them."""
    shape = paths.population.shape
    spending, income, guarantee, total = (np.empty(shape) for _ in range(4))
    step = max(1, CELLS_IN_A_BLOCK // (shape[0] * shape[2]))
    last = np.broadcast_to(years.previous_block_grant, (shape[0], shape[2]))
    for start in range(0, shape[1], step):
        part = slice(start, start + step)
        people, tax = paths.population[:, part], paths.tax_nok[:, part]
        spending[:, part] = _spending(years, paths, part)
        block = people * paths.per_capita_nok[:, part, None]
        block += spending[:, part]
        before = np.concatenate((last[:, None], block[:, :-1]), axis=1)
        last = block[:, -1]
        guarantee[:, part] = income_guarantee(block, before, people, paths.ingar_limit[:, part])
        income[:, part] = income_equalisation(
            tax,
            people,
            paths.symmetric_rate[:, part],
            paths.addition_rate[:, part],
            paths.addition_threshold[:, part],
        ).net
        whole = total[:, part]
        np.add(block, guarantee[:, part], out=whole)
        whole += income[:, part]
        whole += tax
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


def _spending(years: Years, paths: Paths, part: slice) -> FloatArray:
    """Spending equalisation (S, Y, M) of some years: two matrix products per year instead of a table per path."""
    following, weights = years.following[part], years.weight_of_following[part]
    people = paths.population[:, part].transpose(1, 0, 2)
    per_inhabitant = np.matmul(weights[:, None] / np.matmul(people, following), following.transpose(0, 2, 1))
    per_inhabitant -= years.weights[part].sum(axis=-1)[:, None, None] / people.sum(axis=-1, keepdims=True)
    share = np.multiply(per_inhabitant, people, out=per_inhabitant)
    share += years.share_of_fixed[part, None]
    return np.asarray(share.transpose(1, 0, 2) * paths.national_need_nok[:, part, None])

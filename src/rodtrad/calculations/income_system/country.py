"""All municipalities of a year as float64 arrays, the starting point of simulations."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from rodtrad.calculations.income_system.official import OfficialInput
from rodtrad.facts.income_system.keys import criteria as known_criteria

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Country:
    """One year's input: `counts` is (..., M, K), the rest (..., M); leading axes are scenarios.

    `population` is on 1 July of the year before, `tax_population` on 1 January. `grants` are published amounts by
    component, `previous_block_grant` last year's grant inside the income guarantee; all amounts in kroner.
    """

    municipalities: tuple[str, ...]
    criteria: tuple[str, ...]
    counts: FloatArray
    population: FloatArray
    tax_nok: FloatArray
    tax_population: FloatArray
    grants: Mapping[str, FloatArray] = field(default_factory=dict)
    previous_block_grant: FloatArray | None = None

    def __post_init__(self) -> None:
        """Refuse arrays whose last axes are not the municipalities and the criteria."""
        places = len(self.municipalities)
        one_each = [self.population, self.tax_nok, self.tax_population, *self.grants.values()]
        if self.previous_block_grant is not None:
            one_each.append(self.previous_block_grant)
        if self.counts.shape[-2:] != (places, len(self.criteria)) or any(a.shape[-1] != places for a in one_each):
            raise ValueError(f"arrays must end in {places} municipalities, counts in {len(self.criteria)} criteria")

    def place(self, municipality: str) -> int:
        """Where a municipality stands. Raises KeyError for an unknown one."""
        try:
            return self.municipalities.index(municipality)
        except ValueError:
            raise KeyError(municipality) from None


@dataclass(frozen=True, slots=True)
class Merger:
    """Municipalities that become one, with the number it gets."""

    into: str
    municipalities: tuple[str, ...]


def country_of(given: OfficialInput) -> Country:
    """The official input as arrays. Raises ValueError unless criteria and tax have the same municipalities."""
    if given.criteria is None or given.tax is None or given.criteria.national is not None:
        raise ValueError("a simulation needs criteria and tax of all municipalities")
    names = given.criteria.municipalities
    by_name = dict(
        zip(given.tax.municipalities, zip(given.tax.tax_nok, given.tax.population, strict=True), strict=True)
    )
    if set(by_name) != set(names):
        raise ValueError("criteria and tax must have the same municipalities")
    previous = given.previous
    return Country(
        names,
        given.criteria.criteria,
        np.array([[float(count) for count in row] for row in given.criteria.counts]),
        np.array(given.criteria.population, dtype=np.float64),
        np.array([float(by_name[name][0]) for name in names]),
        np.array([float(by_name[name][1]) for name in names]),
        {part: np.array([float(nok.get(name, 0)) for name in names]) for part, nok in given.grants.items()},
        np.array([float(previous[name]) for name in names]) if previous is not None else None,
    )


def follows_population(criteria: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Which criteria change in proportion when a scenario changes the population; unknown ones do."""
    known = known_criteria()
    return np.array([name not in known or known[name].follows_population for name in criteria])


def one_for_each_municipality(criteria: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Which criteria are one for each municipality, whatever its size."""
    known = known_criteria()
    return np.array([name in known and known[name].per_municipality for name in criteria])


def merged(country: Country, merger: Merger, *, keep_basis: bool = False) -> Country:
    """The country after a merger: every count, inhabitant and krone is added up.

    Only the basis, which is one for each municipality, becomes one, unless `keep_basis`. The new municipality
    takes the place of the first. Raises KeyError for an unknown municipality, ValueError for one that is there twice.
    """
    places = [country.place(name) for name in merger.municipalities]
    stays = [i for i in range(len(country.municipalities)) if i not in places[1:]]
    taken = {country.municipalities[i] for i in stays if i != places[0]}
    if len(set(places)) != len(places) or len(places) < 2 or merger.into in taken:
        raise ValueError(f"{merger.into}: a merger takes two or more different municipalities and a free number")

    def added(array: FloatArray) -> FloatArray:
        total = array.copy()
        total[..., places[0]] = array[..., places].sum(axis=-1)
        return np.asarray(total[..., stays])

    counts = country.counts.copy()
    counts[..., places[0], :] = country.counts[..., places, :].sum(axis=-2)
    if not keep_basis:
        counts[..., places[0], one_for_each_municipality(country.criteria)] = 1.0
    previous = country.previous_block_grant
    return replace(
        country,
        municipalities=tuple(merger.into if i == places[0] else country.municipalities[i] for i in stays),
        counts=counts[..., stays, :],
        population=added(country.population),
        tax_nok=added(country.tax_nok),
        tax_population=added(country.tax_population),
        grants={part: added(nok) for part, nok in country.grants.items()},
        previous_block_grant=added(previous) if previous is not None else None,
    )

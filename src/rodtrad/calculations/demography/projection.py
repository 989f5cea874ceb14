"""Inhabitants by age and year: counted, and projected by an alternative of Statistics Norway or the municipality's own.

Every figure of demographic need is read from such a series, so that an alternative is exchanged in one place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from rodtrad.calculations.demography.age_groups import AgeGroup, parts_of
from rodtrad.calculations.ledger import NotComputable
from rodtrad.facts.demography.unit_costs import alternative_labels

Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, eq=False)
class Projection:
    """Inhabitants on 1 January of each year: `persons` has the shape (years, age groups), NaN where not stated.

    `women` has the same shape where the sexes are known, else None. Age groups do not overlap. `first_projected` is the
    first year that nobody has counted, None when all are counted. Raises ValueError on another shape, on overlapping
    groups or on years that do not rise.
    """

    municipality: str
    alternative: str
    source: str
    years: tuple[int, ...]
    groups: tuple[AgeGroup, ...]
    persons: Floats = field(repr=False)
    women: Floats | None = field(default=None, repr=False)
    first_projected: int | None = None

    def __post_init__(self) -> None:
        shape = (len(self.years), len(self.groups))
        for counts in (self.persons, self.women):
            if counts is not None and counts.shape != shape:
                raise ValueError(f"persons must have the shape {shape}, not {counts.shape}")
        if any(later <= earlier for earlier, later in pairwise(self.years)):
            raise ValueError("the years of a projection rise")
        ordered = sorted(self.groups)
        if any(lower.meets(upper) for lower, upper in pairwise(ordered)):
            raise ValueError("the age groups of a projection overlap")

    @property
    def title(self) -> str:
        """The name of the alternative that readers see."""
        return alternative_labels().get(self.alternative, self.alternative)

    def in_group(self, group: AgeGroup) -> Floats | NotComputable:
        """Persons of an age group per year, shape (years,); NotComputable when the known ages cannot make it up."""
        places = parts_of(group, self.groups)
        if places is None:
            return NotComputable(
                f"Befolkningstallene ({self.title}) har ikke en inndeling som gir {group.label}. "
                "Last inn tall med finere aldersgrupper."
            )
        return np.asarray(self.persons[:, places].sum(axis=1), dtype=np.float64)

    @property
    def total(self) -> Floats:
        """All inhabitants per year, shape (years,)."""
        return np.asarray(self.persons.sum(axis=1), dtype=np.float64)

    def at(self, year: int) -> Floats | NotComputable:
        """Persons by age group in a year, shape (age groups,)."""
        if year not in self.years:
            return NotComputable(f"Befolkningstallene ({self.title}) har ingen tall for 1. januar {year}.")
        return np.asarray(self.persons[self.years.index(year)], dtype=np.float64)


def yearly_change(years: Sequence[int], values: Floats) -> tuple[tuple[int, ...], Floats]:
    """The change of each year from 1 January the year before, for every year after the first.

    NaN in a year whose neighbour is not in the series: a change over several years is not one year's.
    """
    changes = np.diff(values, axis=0)
    gaps = np.diff(np.array(years)) != 1
    changes[gaps] = np.nan
    return tuple(years[1:]), changes


def aged_without_migration(base: Projection, year: int, until: int) -> Projection | NotComputable:
    """The inhabitants of `year` grown older year by year, without births, deaths or migration.

    It shows the cohorts that are already here, as a check of a projection. Needs ages by single year; ages that nobody
    has been born into yet are NaN.
    """
    counted = base.at(year)
    if isinstance(counted, NotComputable):
        return counted
    singles = sorted(base.groups)
    if any(group.last is not None and group.last != group.first for group in singles) or singles[0].first != 0:
        return NotComputable("Å la innbyggerne bli eldre krever tall for hvert alderstrinn fra 0 år.")
    order = [base.groups.index(group) for group in singles]
    held = np.asarray(counted[order], dtype=np.float64)
    rows = [held]
    for _ in range(year, until):
        older = np.concatenate(([np.nan], rows[-1][:-1]))
        older[-1] += rows[-1][-1]
        rows.append(older)
    return Projection(
        base.municipality,
        f"Uten flytting fra {year}",
        base.source,
        tuple(range(year, until + 1)),
        tuple(singles),
        np.stack(rows),
        first_projected=year + 1,
    )

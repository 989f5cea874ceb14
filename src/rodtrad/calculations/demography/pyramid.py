"""The cohort pyramid: men and women by age, in two years beside each other, so that a reader sees cohorts move up."""

from dataclasses import dataclass

import numpy as np

from rodtrad.calculations.demography.age_groups import AgeGroup, parts_of
from rodtrad.calculations.demography.projection import Floats, Projection
from rodtrad.calculations.ledger import NotComputable


@dataclass(frozen=True, slots=True)
class PyramidRow:
    """Persons of one age band; men and women are None where the sexes are not known, later figures without `later`."""

    group: AgeGroup
    persons: int
    men: int | None
    women: int | None
    later_persons: int | None = None
    later_men: int | None = None
    later_women: int | None = None


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Bands from the youngest to the oldest in `year` and, where asked for, in `later`."""

    year: int
    later: int | None
    rows: tuple[PyramidRow, ...]


def pyramid(
    projection: Projection, year: int, later: int | None = None, *, band: int = 5, last_from: int = 90
) -> Pyramid | NotComputable:
    """Bands of `band` years of age up to `last_from`, then one open band. Needs ages that can be put together so."""
    for wanted in filter(None, (year, later)):
        if wanted not in projection.years:
            return NotComputable(f"Befolkningstallene ({projection.title}) har ingen tall for 1. januar {wanted}.")
    bands = [AgeGroup(first, min(first + band, last_from) - 1) for first in range(0, last_from, band)]
    bands.append(AgeGroup(last_from, None))
    rows = []
    for group in bands:
        places = parts_of(group, projection.groups)
        if places is None:
            return NotComputable(
                f"Befolkningstallene ({projection.title}) har ikke en inndeling som gir {group.label}. "
                "Last inn tall for hvert alderstrinn."
            )
        now = _counts(projection, year, places)
        then = _counts(projection, later, places) if later is not None else (None, None, None)
        if now[0] is None:
            return NotComputable(f"Befolkningstallene mangler {group.label} i {year}.")
        rows.append(PyramidRow(group, now[0], now[1], now[2], *then))
    return Pyramid(year, later, tuple(rows))


def _counts(projection: Projection, year: int, places: tuple[int, ...]) -> tuple[int | None, int | None, int | None]:
    row = projection.years.index(year)
    persons = _whole(projection.persons[row], places)
    women = None if projection.women is None else _whole(projection.women[row], places)
    men = None if persons is None or women is None else persons - women
    return persons, men, women


def _whole(counts: Floats, places: tuple[int, ...]) -> int | None:
    total = float(counts[list(places)].sum())
    return None if np.isnan(total) else round(total)

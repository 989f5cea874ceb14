"""Projections that the tests of demography and forecasts start from."""

import csv
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from rodtrad.calculations.demography.age_groups import parse_age_group
from rodtrad.calculations.demography.projection import Projection

DATA = Path(__file__).parent / "data"


def projection(persons: Mapping[str, Sequence[float]], first_year: int = 2022, **values: Any) -> Projection:
    """A projection from persons per year by age group, years one after the other."""
    groups = tuple(parse_age_group(text) for text in persons)
    counts = np.array(list(persons.values()), dtype=np.float64).T
    years = tuple(range(first_year, first_year + len(counts)))
    stated: dict[str, Any] = {"municipality": "1837", "alternative": "main", "source": "Test"} | values
    return Projection(years=years, groups=groups, persons=counts, **stated)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a data file beside this module."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def meloy_changes() -> dict[str, Any]:
    """The changes in persons behind the printed table."""
    found: dict[str, Any] = yaml.safe_load((DATA / "meloy_age_changes.yaml").read_text(encoding="utf-8"))
    return found


def meloy_projection() -> Projection:
    """Any level with the changes behind the printed table: only changes count."""
    stated = meloy_changes()
    level = 1000
    return projection(
        {
            "0-1": list(accumulate(stated["age_0_1"], initial=level)),
            "2-5": list(accumulate(stated["age_2_5"], initial=level)),
            "6-15": list(accumulate(stated["age_6_15"], initial=level)),
        }
    )


def meloy_counted() -> Projection:
    """Meløy's inhabitants by single year of age on 1 January 2019, 2020 and 2021 (SSB table 07459)."""
    rows = table("meloy_population_by_age.csv")
    ages = [f"{row['age']}+" if row is rows[-1] else row["age"] for row in rows]
    return projection(
        {
            age: [float(row[f"pop_{year}_01_01"]) for year in (2019, 2020, 2021)]
            for age, row in zip(ages, rows, strict=True)
        },
        2019,
    )

"""Need in places (pupils, users, nursery places) when coverage stays as it is today."""

from dataclasses import dataclass, field

from rodtrad.calculations.demography.age_groups import AgeGroup
from rodtrad.calculations.demography.projection import Floats, Projection
from rodtrad.calculations.formulas import formula
from rodtrad.calculations.ledger import NotComputable
from rodtrad.values.units import Unit


@dataclass(frozen=True, slots=True)
class Coverage:
    """Places that a service has today for an age group, `places` on 1 January of `year` (whole number)."""

    service: str
    group: AgeGroup
    places: int
    year: int
    source: str


@dataclass(frozen=True, eq=False)
class PlacesNeeded:
    """Places per year with unchanged coverage; `persons` and `places` have the shape (years,), unrounded."""

    service: str
    group: AgeGroup
    coverage: float
    years: tuple[int, ...]
    persons: Floats = field(repr=False)
    places: Floats = field(repr=False)


@formula("demography.places_needed", "behov for plasser", Unit.COUNT, ("demography/services.yaml",))
def places_needed(projection: Projection, today: Coverage) -> PlacesNeeded | NotComputable:
    """Persons of the age group times today's coverage, which is today's places divided by today's persons."""
    persons = projection.in_group(today.group)
    if isinstance(persons, NotComputable):
        return persons
    if today.year not in projection.years:
        return NotComputable(f"Befolkningstallene ({projection.title}) har ingen tall for 1. januar {today.year}.")
    now = persons[projection.years.index(today.year)]
    if not now > 0:
        return NotComputable(f"Kommunen har ingen innbyggere {today.group.label} i {today.year}.")
    share = today.places / float(now)
    return PlacesNeeded(today.service, today.group, share, projection.years, persons, persons * share)

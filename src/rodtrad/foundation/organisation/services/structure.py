"""Loading the municipality and its units for a budget year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import command
from rodtrad.foundation.organisation.models import Municipality, Population, Unit


@dataclass(frozen=True)
class UnitRow:
    """A unit to load: its code, name, the code above it (empty for an area) and a description."""

    code: str
    name: str
    parent: str = ""
    description: str = ""


@command("organisation.structure.load")
def load_structure(
    municipality: dict[str, str], budget_year: int, units: Sequence[UnitRow], *, by: Actor
) -> Municipality:
    """Create or update the municipality and the units of one budget year; parents must come before their children.

    Raises ValueError, naming the unit, when a parent is not among the units before it.
    """
    found, _ = Municipality.objects.update_or_create(
        number=municipality["number"], defaults={k: v for k, v in municipality.items() if k != "number"}
    )
    known: dict[str, Unit] = {}
    for position, row in enumerate(units):
        if row.parent and row.parent not in known:
            raise ValueError(f"enheten {row.code} {row.name} peker på {row.parent}, som ikke er lest før den")
        parent = known.get(row.parent)
        path = f"{parent.path}/{row.code}" if parent else row.code
        known[row.code], _ = Unit.objects.update_or_create(
            budget_year=budget_year,
            code=row.code,
            defaults={
                "name": row.name, "parent": parent, "path": path,
                "position": position, "description": row.description,
            },
        )  # fmt: skip
    return found


@command("organisation.population.load")
def load_population(inhabitants: Mapping[int, int], source: str, *, by: Actor) -> Municipality:
    """Store the number of inhabitants on 1 January of each year, with the source of the series."""
    for year, count in inhabitants.items():
        Population.objects.update_or_create(year=year, defaults={"inhabitants": count, "source": source})
    return Municipality.objects.get()

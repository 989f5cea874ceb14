"""The parts that a municipality's free income is made of, and which of them the income guarantee looks at."""

from dataclasses import dataclass
from functools import cache

from rodtrad.facts.reader import FactFileError, Years, read_yaml

_COMPONENTS = "income_system/components.yaml"


@dataclass(frozen=True, slots=True)
class Component:
    """One part: `computed` by a formula, or else an amount that is entered as published."""

    id: str
    term: str
    computed: bool
    inside_guarantee: bool
    zero_sum: bool
    years: Years


@cache
def _all() -> tuple[Component, ...]:
    found = []
    for entry in read_yaml(_COMPONENTS)["components"]:
        if entry["way"] not in ("computed", "input"):
            raise FactFileError(_COMPONENTS, f"{entry['id']}: way must be computed or input")
        years = Years(int(entry.get("from", 0)), int(entry["to"]) if "to" in entry else None)
        way_is_computed = entry["way"] == "computed"
        found.append(
            Component(entry["id"], entry["term"], way_is_computed, entry["inside_guarantee"], entry["zero_sum"], years)
        )
    return tuple(found)


def components(year: int) -> tuple[Component, ...]:
    """The parts that exist in the grant year, in the order they are shown."""
    return tuple(component for component in _all() if year in component.years)

"""Saving goals and their indicators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rodtrad.features.goals.models import Direction, Goal, Indicator, State
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import StaleVersion, command


@dataclass(frozen=True)
class IndicatorInput:
    """An indicator to save. `values` and `targets` are decimal texts per year; None is not measured or not set."""

    key: str
    title: str
    unit: str
    direction: str
    source: str
    values: Mapping[int, str | None]
    targets: Mapping[int, str | None]
    state: str

    def __post_init__(self) -> None:
        if self.direction not in Direction.values:
            raise ValueError(f"indikatoren {self.title}: retningen må være en av {', '.join(Direction.values)}")
        if self.state not in State.values:
            raise ValueError(f"indikatoren {self.title}: status må være en av {', '.join(State.values)}")
        for value in (*self.values.values(), *self.targets.values()):
            try:
                Decimal(value or 0)
            except InvalidOperation as error:
                raise ValueError(f"indikatoren {self.title}: «{value}» er ikke et tall") from error


@command("goals.goal.save")
def save_goal(
    document: str,
    key: str,
    title: str,
    area: str,
    position: int,
    indicators: Sequence[IndicatorInput],
    *,
    version: int,
    by: Actor,
) -> Goal:
    """Store a goal with all its indicators; those that are left out are removed. Raises StaleVersion."""
    found = Goal.objects.select_for_update().filter(document=document, key=key).first()
    if (found.version if found else 0) != version:
        raise StaleVersion(found.version if found else 0)
    goal = found or Goal(document=document, key=key)
    goal.title, goal.area, goal.position, goal.version = title, area, position, version + 1
    goal.save()
    goal.indicators.exclude(key__in=[one.key for one in indicators]).delete()
    for place, one in enumerate(indicators):
        Indicator.objects.update_or_create(
            goal=goal,
            key=one.key,
            defaults={
                "title": one.title, "unit": one.unit, "direction": one.direction, "source": one.source,
                "values": {str(year): value for year, value in one.values.items()},
                "targets": {str(year): value for year, value in one.targets.items()},
                "state": one.state, "position": place,
            },
        )  # fmt: skip
    return goal

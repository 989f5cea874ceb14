"""Reading goals as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from rodtrad.features.goals.models import Goal, Indicator


@dataclass(frozen=True)
class IndicatorView:
    """An indicator with values and targets by year; None is not measured or not set."""

    key: str
    title: str
    unit: str
    source: str
    values: Mapping[int, Decimal | None]
    targets: Mapping[int, Decimal | None]
    state: str

    @property
    def measured(self) -> bool:
        """Whether there is a measurement at all; without one nobody can say how it goes."""
        return any(value is not None for value in self.values.values())


@dataclass(frozen=True)
class GoalView:
    """A goal of an area with its indicators."""

    key: str
    title: str
    area: str
    indicators: tuple[IndicatorView, ...]
    version: int


def goals(document: str) -> tuple[GoalView, ...]:
    """All goals of a document in their order, in two queries."""
    found = Goal.objects.filter(document=document).prefetch_related("indicators")
    return tuple(
        GoalView(goal.key, goal.title, goal.area, tuple(_view(one) for one in goal.indicators.all()), goal.version)
        for goal in found
    )


def _view(one: Indicator) -> IndicatorView:
    return IndicatorView(
        one.key, one.title, one.unit, one.source, _by_year(one.values), _by_year(one.targets), one.state
    )


def _by_year(stored: Mapping[str, str | None]) -> dict[int, Decimal | None]:
    return {int(year): None if value is None else Decimal(value) for year, value in stored.items()}

"""The steps of a waterfall: where each block begins and ends, whichever way it is drawn."""

from dataclasses import dataclass
from decimal import Decimal

from rodtrad.documents.charts.palette import DECREASE, INCREASE, TOTAL, Look
from rodtrad.documents.charts.reading import ChartData


@dataclass(frozen=True)
class Step:
    """One block from `start` to `end` in the shown unit; a missing step has no height and keeps the level."""

    start: Decimal
    end: Decimal
    text: str
    look: Look
    is_missing: bool


def steps(data: ChartData) -> tuple[Step, ...]:
    """The blocks in order: changes hang where the one before ended, totals stand on zero."""
    level, found = Decimal(0), []
    for category, point in zip(data.categories, data.lines[0].points, strict=True):
        if point.value is None:
            found.append(Step(level, level, point.text, TOTAL, True))
            continue
        start = Decimal(0) if category.is_total else level
        level = start + point.value
        look = TOTAL if category.is_total else DECREASE if point.value < 0 else INCREASE
        found.append(Step(start, level, point.text, look, False))
    return tuple(found)

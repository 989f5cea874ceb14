"""The table of goals and indicators."""

from decimal import Decimal

from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.nodes import TableNode
from rodtrad.documents.tables import (
    EMPTY,
    Cell,
    Column,
    Missing,
    Row,
    RowRole,
    Source,
    Status,
    Table,
    missing,
    number,
    status,
)
from rodtrad.features.goals.selectors.goals import GoalView, IndicatorView
from rodtrad.features.goals.words import text
from rodtrad.values.units import Unit


@block("goals.table", "Mål og indikatorer", requires=["goals.goals"])
def table(request: Request, goals: tuple[GoalView, ...]) -> Output:
    """The goals of one area (`area`) or of all: each indicator's measurements, targets and state."""
    language, area = request.language, str(request.options.get("area", ""))
    found = [goal for goal in goals if not area or goal.area == area]
    if not any(goal.indicators for goal in found):
        return Output()
    measured = sorted({year for goal in found for one in goal.indicators for year in one.values})
    wanted = sorted({year for goal in found for one in goal.indicators for year in one.targets})
    columns = (
        *(Column(f"maling-{year}", str(year), text("phase_measured", language)) for year in measured),
        *(Column(f"mal-{year}", str(year), text("phase_target", language)) for year in wanted),
        Column("status", text("status", language), unit=Unit.TEXT),
    )
    rows: list[Row] = []
    for goal in found:
        if not goal.indicators:
            continue
        rows.append(Row(f"mal-{goal.key}", goal.title, (EMPTY,) * len(columns), RowRole.SECTION))
        rows.extend(
            Row(
                one.key,
                f"{one.title} ({text(f'unit_{one.unit}', language)})",
                _cells(one, measured, wanted, language),
                level=1,
            )
            for one in goal.indicators
        )
    indicators = [one for goal in found for one in goal.indicators]
    on_track = sum(1 for one in indicators if one.measured and one.state == "on_track")
    built = Table(
        f"tab-mal-{area}" if area else "tab-mal",
        text("goals_title", language, on_track=on_track, total=len(indicators)),
        text("goals_subtitle", language),
        Unit.PERCENT,
        columns,
        tuple(rows),
        Source("; ".join(sorted({one.source for one in indicators}))),
    )
    return Output((TableNode(built),))


def _cells(one: IndicatorView, measured: list[int], wanted: list[int], language: str) -> tuple[Cell, ...]:
    def cell(value: Decimal | None) -> Cell:
        return missing(Missing.NOT_AVAILABLE) if value is None else number(value)

    judged = Status.HOLDS if one.state == "on_track" else Status.BROKEN
    state = (f"state_{one.state}", judged) if one.measured else ("state_not_measured", Status.NOT_COMPUTABLE)
    return (
        *(cell(one.values.get(year)) for year in measured),
        *(cell(one.targets.get(year)) for year in wanted),
        status(text(state[0], language), state[1]),
    )

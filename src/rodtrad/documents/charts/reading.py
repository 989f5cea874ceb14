"""A chart node's numbers, read from the cells of its table, with the texts that go on its marks."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from rodtrad.documents.charts.palette import LOOKS, Look
from rodtrad.documents.nodes import Chart
from rodtrad.documents.shown import show_value, shown
from rodtrad.documents.tables import Cell, CellKind, Column
from rodtrad.values.numbers import format_in_unit, format_number
from rodtrad.values.units import Unit, in_unit


@dataclass(frozen=True)
class Point:
    """One cell: its number in the shown unit, None when it is missing, and the text that is shown."""

    value: Decimal | None
    text: str


@dataclass(frozen=True)
class Line:
    """One series: name, look, and one point for each category."""

    label: str
    look: Look
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Category:
    """A place on the category axis."""

    id: str
    label: str
    is_total: bool
    is_plan: bool


@dataclass(frozen=True)
class ChartData:
    """What a chart draws. `by_name` says that the categories are names and not years, so that bars should lie down."""

    lines: tuple[Line, ...]
    categories: tuple[Category, ...]
    unit: Unit
    by_name: bool

    @property
    def plan_from(self) -> int | None:
        """The place of the first category that is plan, when accounts stand before it."""
        first = next((i for i, category in enumerate(self.categories) if category.is_plan), None)
        return first or None


def read(chart: Chart, language: str, *, signed: bool = False) -> ChartData:
    """The chart's numbers and texts. `signed` puts a plus before increases.

    Raises ValueError when the series are in different units, since they cannot share an axis.
    """
    table = chart.table
    rows = {row.id: row for row in table.rows}
    places = {column.id: i for i, column in enumerate(table.columns)}

    def cell(series: str, category: str) -> tuple[Cell, Column]:
        row, column = (category, series) if chart.series_in_columns else (series, category)
        return rows[row].cells[places[column]], table.columns[places[column]]

    pairs = [cell(series.id, category) for series in chart.series for category in chart.categories]
    units = {table.unit_of(column) for _, column in pairs}
    if len(units) != 1:
        raise ValueError(f"{chart.id}: series in different units cannot share an axis: {sorted(units)}")
    unit = units.pop()

    def point(series: str, category: str) -> Point:
        found, column = cell(series, category)
        if found.kind is not CellKind.NUMBER or not isinstance(found.value, int | Decimal):
            return Point(None, shown(found, column, table, language))
        return Point(
            in_unit(found.value, unit), show_value(found.value, unit, language, signed=signed or found.signed).text
        )

    lines = tuple(
        Line(series.label, LOOKS[series.role], tuple(point(series.id, category) for category in chart.categories))
        for series in chart.series
    )
    return ChartData(lines, _categories(chart), unit, chart.series_in_columns)


def _categories(chart: Chart) -> tuple[Category, ...]:
    if chart.series_in_columns:
        labels = {row.id: row.label for row in chart.table.rows}
    else:
        columns = [column for column in chart.table.columns if column.id in chart.categories]
        plain = [column.label for column in columns]
        labels = {
            column.id: f"{column.phase} {column.label}" if plain.count(column.label) > 1 else column.label
            for column in columns
        }
    start = chart.categories.index(chart.plan_from) if chart.plan_from else len(chart.categories)
    return tuple(Category(id_, labels[id_], id_ in chart.totals, i >= start) for i, id_ in enumerate(chart.categories))


def total_text(value: Decimal, unit: Unit, *, signed: bool = False) -> str:
    """A sum that is already in the shown unit, as text."""
    return format_in_unit(value * (in_unit(1, unit) ** -1), unit, signed=signed)


@dataclass(frozen=True)
class Scale:
    """The value axis: lowest and highest value drawn, and the ticks with their texts. It always holds zero."""

    low: Decimal
    high: Decimal
    ticks: tuple[tuple[Decimal, str], ...]

    def share(self, value: Decimal) -> float:
        """Where a value lies between the lowest (0) and the highest (1)."""
        return float((value - self.low) / (self.high - self.low))


def scale(values: list[Decimal], *, wanted: int = 4, signed: bool = False) -> Scale:
    """An axis with zero, all values, and about `wanted` round ticks; a chart without numbers gets one from 0 to 1."""
    low, high = min([*values, Decimal(0)]), max([*values, Decimal(0)])
    if low == high:
        high = Decimal(1)
    rough = (high - low) / wanted
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(
        power * m for m in (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10)) if power * m >= rough
    )
    places = max(0, -int(step.normalize().as_tuple().exponent))
    first, last = (int((bound / step).to_integral_value(ROUND_FLOOR)) for bound in (low, high))
    ticks = [step * i for i in range(first, last + 1) if low <= step * i <= high]
    return Scale(low, high, tuple((tick, format_number(tick, places, signed=signed)) for tick in ticks))

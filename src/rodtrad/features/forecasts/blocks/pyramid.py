"""The cohort pyramid: men and women by age now and at the end of the forecast, so that cohorts are seen to move up."""

from rodtrad.calculations.demography.pyramid import Pyramid, PyramidRow, pyramid
from rodtrad.calculations.ledger import NotComputable
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.nodes import Chart, ChartKind, Series, SeriesRole, TableNode
from rodtrad.documents.tables import Cell, Column, Missing, Row, RowRole, Table, missing, number
from rodtrad.features.forecasts.blocks.cells import premises_source
from rodtrad.features.forecasts.blocks.need import ages_in_words
from rodtrad.features.forecasts.forecast_view import FORECAST, ForecastView
from rodtrad.features.forecasts.stated import MAIN
from rodtrad.features.forecasts.words import text
from rodtrad.values.units import Unit

_BAND = 10
_SEXES = {"menn": "men", "kvinner": "women", "alle": "persons"}
_EVERYONE = ("alle",)


@block("forecasts.pyramid", "Alderspyramiden", requires=[FORECAST])
def cohorts(request: Request, view: ForecastView | None) -> Output:
    """Bands of ten years of age in the forecast's first and last year; nothing without ages to make them of."""
    if view is None:
        return Output()
    language, projection = request.language, view.stated.projections[MAIN]
    first, last = projection.years[0], view.stated.last_year
    found = pyramid(projection, first, last, band=_BAND)
    if isinstance(found, NotComputable):
        return Output()
    sexes = tuple(_SEXES) if found.rows[0].women is not None else _EVERYONE
    columns = tuple(
        Column(f"{sex}-{year}", text(f"pyramid_{_SEXES[sex]}", language), str(year))
        for year in (first, last)
        for sex in sexes
    )
    rows = [Row(_id(row), ages_in_words(row.group, language), _cells(row, sexes)) for row in reversed(found.rows)]
    rows.append(Row("alle", text("everyone", language), _totals(found, sexes), RowRole.TOTAL))
    title, subtitle = _title(found, language), text("pyramid_subtitle", language, first=first, last=last)
    source = premises_source(view, language)
    table = Table("tab-alderspyramide", title, subtitle, Unit.COUNT, columns, tuple(rows), source)
    shown = [column for column in columns if column.id.startswith("alle-")]
    drawn = Table(
        "fig-alderspyramide-tabell",
        title,
        subtitle,
        Unit.COUNT,
        tuple(Column(column.id, column.phase) for column in shown),
        tuple(
            Row(_id(row), ages_in_words(row.group, language), _cells(row, _EVERYONE)) for row in reversed(found.rows)
        ),
        source,
    )
    chart = Chart(
        "fig-alderspyramide",
        title,
        subtitle,
        text("pyramid_sentence", language, first=first, last=last),
        ChartKind.BARS,
        drawn,
        tuple(
            Series(column.id, column.phase, role)
            for column, role in zip(shown, (SeriesRole.SECOND, SeriesRole.FIRST), strict=True)
        ),
        tuple(row.id for row in drawn.rows),
        series_in_columns=True,
    )
    return Output((TableNode(table), chart))


def _id(row: PyramidRow) -> str:
    return f"alder-{row.group}".replace("+", "-pluss")


def _values(row: PyramidRow, sexes: tuple[str, ...]) -> tuple[int | None, ...]:
    return tuple(getattr(row, f"{when}{_SEXES[sex]}") for when in ("", "later_") for sex in sexes)


def _cells(row: PyramidRow, sexes: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(missing(Missing.NOT_AVAILABLE) if value is None else number(value) for value in _values(row, sexes))


def _totals(found: Pyramid, sexes: tuple[str, ...]) -> tuple[Cell, ...]:
    totals = []
    for column in zip(*(_values(row, sexes) for row in found.rows), strict=True):
        known = [value for value in column if value is not None]
        totals.append(number(sum(known)) if len(known) == len(column) else missing(Missing.NOT_AVAILABLE))
    return tuple(totals)


def _title(found: Pyramid, language: str) -> str:
    """The bands that grow and shrink most."""
    known = [row for row in found.rows if row.later_persons is not None]
    change = {row.group: (row.later_persons or 0) - row.persons for row in known}
    up, down = max(change, key=lambda group: change[group]), min(change, key=lambda group: change[group])
    return text(
        "pyramid_title",
        language,
        up=ages_in_words(up, language),
        more=change[up],
        down=ages_in_words(down, language),
        fewer=-change[down],
    )

"""What the inhabitants' ages mean in places (pupils, nursery places, users), when the same share uses each service."""

from rodtrad.calculations.demography.places import PlacesNeeded, places_needed
from rodtrad.calculations.ledger import NotComputable
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation, ExplanationStep
from rodtrad.documents.nodes import Chart, ChartKind, Series, SeriesRole, TableNode
from rodtrad.documents.tables import Cell, Column, Missing, Row, Table, missing
from rodtrad.facts.demography.unit_costs import services
from rodtrad.features.budget.blocks.columns import percent_in_words
from rodtrad.features.forecasts.blocks.cells import exact, premises_source, whole
from rodtrad.features.forecasts.blocks.need import ages_in_words
from rodtrad.features.forecasts.forecast_view import FORECAST, ForecastView
from rodtrad.features.forecasts.stated import MAIN
from rodtrad.features.forecasts.words import text
from rodtrad.values.numbers import format_number
from rodtrad.values.units import Unit

_ROLES = (SeriesRole.OWN, SeriesRole.FIRST, SeriesRole.SECOND, SeriesRole.OTHER)
_HUNDRED = 100


@block("forecasts.places", "Behov for plasser", requires=[FORECAST])
def places(request: Request, view: ForecastView | None) -> Output:
    """Each service's places per year with today's coverage, and the same as lines; nothing without stated places."""
    if view is None or not view.stated.coverage:
        return Output()
    language, projection = request.language, view.stated.projections[MAIN]
    order = list(services())
    stated = sorted(view.stated.coverage, key=lambda one: (order.index(one.service), one.group))
    answers = {_id(index): places_needed(projection, one) for index, one in enumerate(stated)}
    found = {id: answer for id, answer in answers.items() if isinstance(answer, PlacesNeeded)}
    years = tuple(year for year in projection.years if stated[0].year <= year <= view.stated.last_year)
    if not found or len(years) < 2:
        return Output()
    columns = tuple(
        Column(_id(index), text(f"service_{one.service}", language), ages_in_words(one.group, language))
        for index, one in enumerate(stated)
    )
    explanations = tuple(_explain(view, id, one, years[-1], language) for id, one in found.items())

    def cell(id: str, year: int) -> Cell:
        answer = answers[id]
        if isinstance(answer, NotComputable):
            return missing(Missing.NOT_POSSIBLE, answer.reason)
        told = f"b-plasser-{id}" if year == years[-1] else None
        return whole(float(answer.places[answer.years.index(year)]), explanation=told)

    rows = tuple(Row(str(year), str(year), tuple(cell(column.id, year) for column in columns)) for year in years)
    title = _title(found, (years[0], years[-1]), language)
    subtitle, source = text("places_subtitle", language, year=stated[0].year), premises_source(view, language)
    table = Table("tab-plasser", title, subtitle, Unit.COUNT, columns, rows, source)
    plain = tuple(
        Row(row.id, row.label, tuple(Cell(one.kind, one.value, one.missing, reason=one.reason) for one in row.cells))
        for row in rows
    )
    drawn = Table("fig-plasser-tabell", title, subtitle, Unit.COUNT, columns, plain, source)
    series = tuple(
        Series(column.id, column.label, role)
        for column, role in zip((c for c in columns if c.id in found), _ROLES, strict=False)
    )
    chart = Chart(
        "fig-plasser",
        title,
        subtitle,
        text("places_sentence", language, first=years[0], last=years[-1]),
        ChartKind.LINE,
        drawn,
        series,
        tuple(row.id for row in rows),
        series_in_columns=True,
    )
    return Output((TableNode(table), chart), explanations)


def _id(index: int) -> str:
    return f"p{index + 1}"


def _change(one: PlacesNeeded, years: tuple[int, int]) -> float:
    first, last = (round(float(one.places[one.years.index(year)])) for year in years)
    return last - first


def _title(found: dict[str, PlacesNeeded], years: tuple[int, int], language: str) -> str:
    """What changes most, in places."""
    most = max(found.values(), key=lambda one: abs(_change(one, years)))
    change = _change(most, years)
    return text(
        "places_title_more" if change > 0 else "places_title_fewer" if change < 0 else "places_title_same",
        language,
        service=text(f"service_{most.service}", language),
        number=format_number(abs(exact(change, 0))),
        first=years[0],
        end=years[1],
    )


def _explain(view: ForecastView, id: str, one: PlacesNeeded, year: int, language: str) -> Explanation:
    place = one.years.index(year)
    today = next(c for c in view.stated.coverage if (c.service, c.group) == (one.service, one.group))
    ages = ages_in_words(one.group, language)
    now, then = (format_number(exact(float(one.persons[at]), 0)) for at in (one.years.index(today.year), place))
    return Explanation(
        id=f"b-plasser-{id}",
        title=text("places_explained", language, service=text(f"service_{one.service}", language), year=year),
        formula=text("places_formula", language),
        steps=(
            ExplanationStep(text("places_today", language, year=today.year), format_number(today.places)),
            ExplanationStep(text("persons_in", language, ages=ages, year=today.year), now),
            ExplanationStep(text("coverage", language), percent_in_words(exact(one.coverage * _HUNDRED), language, 1)),
            ExplanationStep(text("persons_in", language, ages=ages, year=year), then),
            ExplanationStep(
                text("places_then", language, year=year), format_number(exact(float(one.places[place]), 0))
            ),
        ),
        unit=text("places_and_persons", language),
        data=text("source_premises", language, source=today.source),
        formula_id="demography.places_needed",
    )

"""The indicators of the financial targets beyond the plan: expected, how unsure, and how often a target is broken.

Kommuneloven § 14-2 c has the council set the targets. The fan's table holds every percentile that is drawn and more.
"""

from rodtrad.calculations.ledger import NotComputable
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation, ExplanationStep, FactUsed
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import Callout, CalloutKind, Chart, ChartKind, Paragraph, Series, SeriesRole, TableNode
from rodtrad.documents.tables import Cell, CellKind, Column, Missing, Row, RowRole, Table, missing, number
from rodtrad.features.budget.blocks.columns import percent_in_words
from rodtrad.features.forecasts.blocks.address_words import address
from rodtrad.features.forecasts.blocks.cells import exact, percent, premises_source
from rodtrad.features.forecasts.forecast_view import FORECAST, ForecastView
from rodtrad.features.forecasts.plan_forecast import INDICATORS, PlanForecast
from rodtrad.features.forecasts.words import text
from rodtrad.values.numbers import format_in_unit, format_number
from rodtrad.values.units import Unit, decimals

_UNITS = {"net_operating_result": Unit.PERCENT_TWO_DECIMALS}
_HUNDRED = 100
_MIDDLE = 50
EXPECTED, TARGET, DISTANCE, EVER = "ventet", "mal", "avstand", "minst-ett-ar"


@block("forecasts.indicator", "Måltall på lengre sikt", requires=[FORECAST])
def indicator(request: Request, view: ForecastView | None) -> Output:
    """One indicator (`indicator`) by year: expected, percentiles of sampled paths, target and distance; and the fan."""
    if view is None or isinstance(view.forecast, NotComputable):
        return Output()
    language, name = request.language, str(request.options["indicator"])
    found, unit = view.forecast, _UNITS.get(name, Unit.PERCENT)
    spread, slug = found.fans[name], address(name)
    explanation = _explain(view, found, name, language)
    columns = (
        Column(EXPECTED, text("expected", language)),
        *(Column(f"p{level}", text("percentile", language, level=level)) for level in spread.levels),
        Column(TARGET, text("target", language)),
        Column(DISTANCE, text("distance", language), text("distance_unit", language)),
    )

    def cells(place: int, told: str | None) -> tuple[Cell, ...]:
        against = found.targets[name][place]
        limit, distance = against.limit, against.distance_points
        none = missing(Missing.NOT_AVAILABLE, text("no_target", language))
        expected = percent(float(spread.expected[place]))
        if told and expected.kind is CellKind.NUMBER:
            expected = number(exact(float(spread.expected[place])), explanation=told)
        return (
            expected,
            *(percent(float(value)) for value in spread.values[:, place]),
            none if limit is None else percent(limit),
            none if distance is None else number(exact(distance), signed=True),
        )

    last = len(spread.years) - 1
    rows = tuple(
        Row(str(year), str(year), cells(place, explanation.id if place == last else None))
        for place, year in enumerate(spread.years)
    )
    low, high = spread.levels[0], spread.levels[-1]

    def said(value: float) -> str:
        return percent_in_words(exact(value), language, decimals(unit))

    words = {
        "name": text(f"indicator_{name}", language),
        "expected": said(float(spread.expected[last])),
        "low": said(float(spread.at(low)[last])),
        "high": said(float(spread.at(high)[last])),
        "share": high - low,
        "end": spread.years[last],
    }
    bounds = {
        end: format_number(exact(float(spread.at(level)[last])), decimals(unit))
        for end, level in (("low", low), ("high", high))
    }
    title = text("indicator_title", language, **(words | bounds))
    subtitle, source = text("indicator_subtitle", language), premises_source(view, language)
    told = f"{subtitle} {text('distance_note', language)}"
    table = Table(f"tab-framtid-{slug}", title, told, unit, columns, rows, source)
    plain = tuple(Row(row.id, row.label, cells(place, None)) for place, row in enumerate(rows))
    drawn = Table(f"fig-framtid-{slug}-tabell", title, subtitle, unit, columns, plain, source)
    middle = f"p{_MIDDLE}" if _MIDDLE in spread.levels else EXPECTED
    series = [Series(middle, text("series_middle", language), SeriesRole.OWN)]
    bands = _bands(spread.levels)
    series += [
        Series(f"p{level}", text("series_percentile", language, level=level), role)
        for role, levels in bands.items()
        for level in levels
    ]
    if any(year.limit is not None for year in found.targets[name]):
        series.append(Series(TARGET, text("target", language), SeriesRole.TARGET))
    chart = Chart(
        f"fig-framtid-{slug}",
        title,
        _fan_subtitle(bands, language) or subtitle,
        text("indicator_sentence", language, **words),
        ChartKind.LINE,
        drawn,
        tuple(series),
        tuple(row.id for row in rows),
        series_in_columns=True,
    )
    return Output((TableNode(table), chart), (explanation,))


def _bands(levels: tuple[int, ...]) -> dict[SeriesRole, tuple[int, int]]:
    """The percentiles between which the fan is filled: the outermost two, and the next two where there are more."""
    edges = {SeriesRole.OUTER: levels, SeriesRole.INNER: levels[1:-1]}
    return {role: (within[0], within[-1]) for role, within in edges.items() if len(within) > 1}


def _fan_subtitle(bands: dict[SeriesRole, tuple[int, int]], language: str) -> str:
    """How large a share of the paths lies in the inner band, and in both; "" for a fan of one band."""
    if SeriesRole.INNER not in bands:
        return ""
    shares = {role.value: levels[1] - levels[0] for role, levels in bands.items()}
    return text("fan_subtitle", language, **shares)


@block("forecasts.risks", "Sannsynlighet for å bryte måltallene", requires=[FORECAST])
def risks(request: Request, view: ForecastView | None) -> Output:
    """How many of the sampled paths break each target, year by year and at least once; or why there is no forecast."""
    if view is None:
        return Output()
    language = request.language
    if isinstance(view.forecast, NotComputable):
        reason = Paragraph((Text(view.forecast.reason),))
        return Output((Callout("framskriving-mangler", CalloutKind.NOTE, text("not_computable", language), (reason,)),))
    found = view.forecast
    none = missing(Missing.NOT_AVAILABLE, text("no_target", language))

    def share(value: float | None) -> Cell:
        return none if value is None else number(exact(value * _HUNDRED))

    columns = tuple(Column(address(name), text(f"indicator_{name}", language)) for name in INDICATORS)
    rows = [
        Row(str(year), str(year), tuple(share(found.risks[name].by_year[place]) for name in INDICATORS))
        for place, year in enumerate(found.expected.years)
    ]
    ever = {name: found.risks[name].ever for name in INDICATORS}
    rows.append(Row(EVER, text("at_least_once", language), tuple(share(v) for v in ever.values()), RowRole.TOTAL))
    stated = {name: value for name, value in ever.items() if value is not None}
    title = text("risks_title_none", language)
    if stated:
        worst = max(stated, key=lambda name: stated[name])
        value = percent_in_words(exact(stated[worst] * _HUNDRED), language, 0)
        title = text("risks_title", language, name=text(f"indicator_{worst}", language).lower(), percent=value)
    table = Table(
        "tab-maltallsrisiko",
        title,
        text("risks_subtitle", language, paths=format_number(view.stated.uncertainty.paths)),
        Unit.PERCENT,
        columns,
        tuple(rows),
        premises_source(view, language),
    )
    return Output((TableNode(table),))


def _explain(view: ForecastView, found: PlanForecast, name: str, language: str) -> Explanation:
    place = len(found.expected.years) - 1
    amount = int(exact(float(found.expected.amounts(name)[place]), 0))
    income = int(exact(float(found.expected.operating_income[place]), 0))
    share = exact(float(found.expected.percent(name)[place]))
    label = text(f"indicator_{name}", language)
    distance = found.targets[name][place].distance_nok
    steps = [
        ExplanationStep(label, format_in_unit(amount, Unit.NOK)),
        ExplanationStep(text("operating_income", language), format_in_unit(income, Unit.NOK)),
    ]
    if distance is not None:
        to_target = format_in_unit(int(exact(distance, 0)), Unit.NOK, signed=True)
        steps.append(ExplanationStep(text("distance_in_kroner", language), to_target))
    steps.append(ExplanationStep(text("share", language), percent_in_words(share, language, 2)))
    facts = [
        FactUsed(text("target", language), percent_in_words(target.limit, language), target.source)
        for target in view.proposal.targets
        if target.indicator == name
    ]
    return Explanation(
        id=f"b-framtid-{address(name)}",
        title=f"{label} {found.expected.years[place]}",
        formula=text(f"formula_{name}", language),
        steps=tuple(steps),
        unit=text("nok_in_prices_of", language, year=found.expected.prices_of),
        facts=tuple(facts),
        data=text("source_premises", language, source=view.stated.source),
        formula_id="forecast.finance_forecast",
    )

"""Inhabitants by age in each alternative of the projection, and how many of working age there are for the elderly."""

from rodtrad.calculations.demography.age_groups import parse_age_group
from rodtrad.calculations.demography.age_support import age_support_ratio
from rodtrad.calculations.demography.projection import Projection
from rodtrad.calculations.ledger import NotComputable
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation, ExplanationStep, FactUsed
from rodtrad.documents.nodes import Chart, ChartKind, Series, SeriesRole, TableNode
from rodtrad.documents.tables import Cell, Column, Missing, Row, RowRole, Table, missing
from rodtrad.facts.demography.unit_costs import age_support, alternative_labels
from rodtrad.features.forecasts.blocks.address_words import address
from rodtrad.features.forecasts.blocks.cells import exact, per_hundred, premises_source, whole
from rodtrad.features.forecasts.blocks.need import ages_in_words
from rodtrad.features.forecasts.forecast_view import FORECAST, ForecastView
from rodtrad.features.forecasts.stated import MAIN
from rodtrad.features.forecasts.words import text
from rodtrad.values.numbers import format_number
from rodtrad.values.units import Unit

_HUNDRED = 100


@block("forecasts.population", "Innbyggere etter alder og alternativ", requires=[FORECAST])
def population(request: Request, view: ForecastView | None) -> Output:
    """Inhabitants by age group: the first year, and the last year of the forecast in each alternative."""
    if view is None:
        return Output()
    language, last = request.language, view.stated.last_year
    found = _with_year(view, last)
    if not found:
        return Output()
    main = found[MAIN]
    first = main.years[0]
    groups = min((projection.groups for projection in found.values()), key=len)
    columns = (
        Column(str(first), text("phase_first", language), str(first)),
        *(Column(f"{address(id)}-{last}", _name(one, language), str(last)) for id, one in found.items()),
    )
    shown = [(main, first), *((one, last) for one in found.values())]

    def cell(one: Projection, year: int, place: int) -> Cell:
        persons = one.in_group(groups[place])
        if isinstance(persons, NotComputable):
            return missing(Missing.NOT_AVAILABLE, persons.reason)
        return whole(persons[one.years.index(year)])

    rows = [
        Row(
            f"alder-{group}".replace("+", "-pluss"),
            ages_in_words(group, language),
            tuple(cell(*at, place) for at in shown),
        )
        for place, group in enumerate(groups)
    ]
    totals = tuple(whole(one.total[one.years.index(year)]) for one, year in shown)
    rows.append(Row("alle", text("everyone", language), totals, RowRole.TOTAL))
    before, after = (main.total[main.years.index(year)] for year in (first, last))
    key = "population_up" if after > before else "population_down" if after < before else "population_same"
    title = text(key, language, first=format_number(exact(before, 0)), last=format_number(exact(after, 0)), end=last)
    subtitle = text("population_subtitle", language)
    source = premises_source(view, language)
    table = Table("tab-framskrevet-befolkning", title, subtitle, Unit.COUNT, columns, tuple(rows), source)
    return Output((TableNode(table),))


@block("forecasts.age_support", "Aldersbæreevne", requires=[FORECAST])
def age_support_block(request: Request, view: ForecastView | None) -> Output:
    """Inhabitants of working age for each hundred elderly, every year in every alternative; the main one as a line."""
    if view is None:
        return Output()
    language, last = request.language, view.stated.last_year
    found = _with_year(view, last)
    ratios = {id: age_support_ratio(one) for id, one in found.items()}
    known = {id: ratio for id, ratio in ratios.items() if not isinstance(ratio, NotComputable)}
    if MAIN not in known:
        return Output()
    main = found[MAIN]
    years = [year for year in main.years if year <= last]
    explanation = _explain(view, main, years[-1], language)
    columns = tuple(Column(address(id), _name(found[id], language)) for id in known)

    def cell(id: str, year: int) -> Cell:
        if year not in found[id].years:
            return missing(Missing.NOT_AVAILABLE)
        told = explanation.id if id == MAIN and year == years[-1] else None
        return per_hundred(float(known[id][found[id].years.index(year)]), explanation=told)

    rows = tuple(Row(str(year), str(year), tuple(cell(id, year) for id in known)) for year in years)
    ends = [format_number(exact(known[MAIN][main.years.index(year)] * _HUNDRED, 0)) for year in (years[0], years[-1])]
    said = {"first": ends[0], "last": ends[1], "start": years[0], "end": years[-1]}
    title = text("support_title", language, **said)
    fact = age_support()
    ages = {
        "working": ages_in_words(parse_age_group(fact.working_ages), language),
        "elderly": ages_in_words(parse_age_group(fact.elderly_ages), language),
    }
    subtitle, source = text("support_subtitle", language, **ages), premises_source(view, language)
    table = Table("tab-aldersbaereevne", title, subtitle, Unit.COUNT, columns, rows, source)
    name = _name(main, language)
    line = tuple(per_hundred(float(known[MAIN][main.years.index(year)])) for year in years)
    drawn = Table(
        "fig-aldersbaereevne-tabell",
        title,
        subtitle,
        Unit.COUNT,
        tuple(Column(str(year), str(year)) for year in years),
        (Row(address(MAIN), name, line),),
        source,
    )
    chart = Chart(
        "fig-aldersbaereevne",
        title,
        subtitle,
        text("support_sentence", language, **said),
        ChartKind.LINE,
        drawn,
        (Series(address(MAIN), name, SeriesRole.OWN),),
        tuple(str(year) for year in years),
    )
    return Output((TableNode(table), chart), (explanation,))


def _with_year(view: ForecastView, year: int) -> dict[str, Projection]:
    """The alternatives that reach a year, the known ones in their own order; none when the main one does not."""
    order = [*alternative_labels(), *view.stated.projections]
    all_ = {id: view.stated.projections[id] for id in dict.fromkeys(order) if id in view.stated.projections}
    found = {id: one for id, one in all_.items() if year in one.years}
    return found if MAIN in found else {}


def _name(projection: Projection, language: str) -> str:
    if projection.alternative in alternative_labels():
        return text(f"alternative_{projection.alternative}", language)
    return projection.title


def _explain(view: ForecastView, main: Projection, year: int, language: str) -> Explanation:
    fact, steps, place = age_support(), [], main.years.index(year)
    for ages in (fact.working_ages, fact.elderly_ages):
        group = parse_age_group(ages)
        persons = main.in_group(group)
        assert not isinstance(persons, NotComputable)
        steps.append(ExplanationStep(ages_in_words(group, language), format_number(exact(persons[place], 0))))
    return Explanation(
        id="b-aldersbaereevne",
        title=text("support_explained", language, year=year),
        formula=text("support_formula", language),
        steps=tuple(steps),
        unit=text("persons", language),
        facts=(FactUsed(text("support_ages", language), f"{fact.working_ages} / {fact.elderly_ages}", fact.source),),
        data=text("source_premises", language, source=view.stated.source),
        formula_id="demography.age_support_ratio",
    )

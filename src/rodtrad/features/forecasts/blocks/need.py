"""Change in spending need because the ages of the inhabitants change: by service and year, with sums of periods.

The seed case printed sums under wrong years; here a sum's label is made from the years that it sums.
"""

from collections.abc import Iterator

from rodtrad.calculations.demography.age_groups import AgeGroup
from rodtrad.calculations.demography.need import NeedChange, PeriodSum, need_change, period_sum
from rodtrad.calculations.demography.projection import yearly_change
from rodtrad.calculations.ledger import NotComputable
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation, ExplanationStep, FactUsed
from rodtrad.documents.nodes import Chart, ChartKind, Series, SeriesRole, TableNode
from rodtrad.documents.tables import Cell, Column, Missing, Row, RowRole, Table, missing
from rodtrad.facts.demography.unit_costs import services
from rodtrad.features.budget.blocks.columns import in_words
from rodtrad.features.forecasts.blocks.address_words import address
from rodtrad.features.forecasts.blocks.cells import exact, premises_source, whole
from rodtrad.features.forecasts.forecast_view import FORECAST, ForecastView
from rodtrad.features.forecasts.stated import MAIN
from rodtrad.features.forecasts.words import text
from rodtrad.values.numbers import format_in_unit
from rodtrad.values.units import Unit

SUM = "sum"
_ROLES = (SeriesRole.FIRST, SeriesRole.SECOND, SeriesRole.OTHER)


def ages_in_words(group: AgeGroup, language: str) -> str:
    """ "80–89 år", "90 år og over", "0 år"."""
    if group.last is None:
        return text("ages_from", language, first=group.first)
    if group.first == group.last:
        return text("ages_single", language, first=group.first)
    return text("ages_between", language, first=group.first, last=group.last)


@block("forecasts.need", "Endring i utgiftsbehov", requires=[FORECAST])
def need_table(request: Request, view: ForecastView | None) -> Output:
    """Each service's change per year in kroner, and the sums of the plan's years, of the years after, and of all."""
    if view is None:
        return Output()
    language, plan = request.language, view.proposal.years
    need = need_change(view.stated.projections[MAIN], view.stated.unit_costs)
    if isinstance(need, NotComputable) or not need.services:
        return Output()
    years = tuple(year for year in need.years if plan[0] <= year <= view.stated.last_year)
    if not years or years[0] != plan[0]:
        return Output()
    explanation = _explain(view, need, years[0], language)
    wanted = [id for id in services() if id in need.services or id in need.reasons]
    columns = (
        *(Column(address(id), text(f"service_{id}", language)) for id in wanted),
        Column(SUM, text("sum_services", language)),
    )
    later = [year for year in years if year > plan[-1]]
    rows = [_year_row(need, year, wanted, explanation.id if year == years[0] else None) for year in plan]
    rows += _sum_rows(need, (plan[0], plan[-1]), wanted, RowRole.SUBTOTAL)
    rows += [_year_row(need, year, wanted, None) for year in later]
    if later:
        rows += _sum_rows(need, (later[0], later[-1]), wanted, RowRole.SUBTOTAL)
        rows += _sum_rows(need, (years[0], years[-1]), wanted, RowRole.TOTAL)
    title, subtitle = _title(need, years, language), text("need_subtitle", language, year=need.price_year)
    source = premises_source(view, language)
    table = Table("tab-demografi", title, subtitle, Unit.THOUSAND_NOK, columns, tuple(rows), source)
    yearly = tuple(row for row in rows if row.role is RowRole.ITEM)
    drawn = Table("fig-demografi-tabell", title, subtitle, Unit.MILLION_NOK, columns, _plain(yearly), source)
    series = [Series(SUM, columns[-1].label, SeriesRole.OWN)]
    series += [Series(c.id, c.label, role) for c, role in zip(columns[:-1], _ROLES, strict=False)]
    chart = Chart(
        "fig-demografi",
        title,
        text("need_chart_subtitle", language, year=need.price_year),
        text("need_sentence", language, first=years[0], last=years[-1]),
        ChartKind.LINE,
        drawn,
        tuple(series),
        tuple(row.id for row in yearly),
        series_in_columns=True,
    )
    return Output((TableNode(table), chart), (explanation,))


def _year_row(need: NeedChange, year: int, wanted: list[str], explanation: str | None) -> Row:
    place = need.years.index(year)

    def cells() -> Iterator[Cell]:
        for id in wanted:
            values = need.of(id)
            yield _none(values) if isinstance(values, NotComputable) else whole(values[place], signed=True)
        yield _total(need, float(need.total[place]), explanation)

    return Row(str(year), str(year), tuple(cells()))


def _sum_rows(need: NeedChange, ends: tuple[int, int], wanted: list[str], role: RowRole) -> list[Row]:
    found = period_sum(need, *ends)
    if not isinstance(found, PeriodSum):
        return []
    cells = [whole(found.amounts[id], signed=True) if id in found.amounts else _none(need.reasons[id]) for id in wanted]
    return [
        Row(f"sum-{ends[0]}-{ends[1]}", found.label, (*cells, _total(need, found.total, None)), role),
    ]


def _total(need: NeedChange, amount: float, explanation: str | None) -> Cell:
    for why in need.reasons.values():
        return _none(why)
    return whole(amount, signed=True, explanation=explanation)


def _none(why: NotComputable) -> Cell:
    return missing(Missing.NOT_POSSIBLE, why.reason)


def _plain(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows without the explanations, which belong to the table."""
    return tuple(
        Row(row.id, row.label, tuple(Cell(c.kind, c.value, c.missing, signed=c.signed) for c in row.cells))
        for row in rows
    )


def _title(need: NeedChange, years: tuple[int, ...], language: str) -> str:
    found = period_sum(need, years[0], years[-1])
    if not isinstance(found, PeriodSum) or need.reasons:
        return text("need_title", language, end=years[-1])
    amount = int(exact(found.total, 0))
    key = "need_title_up" if amount > 0 else "need_title_down" if amount < 0 else "need_title"
    return text(key, language, amount=in_words(abs(amount), language), end=years[-1])


def _explain(view: ForecastView, need: NeedChange, year: int, language: str) -> Explanation:
    projection, steps, facts = view.stated.projections[MAIN], [], []
    for cost in need.unit_costs:
        persons = projection.in_group(cost.group)
        if isinstance(persons, NotComputable) or cost.service not in need.services:
            continue
        years, changes = yearly_change(projection.years, persons)
        change = int(exact(changes[years.index(year)], 0))
        name = text(f"service_{cost.service}", language)
        label = text("need_step", language, service=name, ages=ages_in_words(cost.group, language), persons=change)
        steps.append(
            ExplanationStep(label, format_in_unit(int(exact(change * float(cost.nok), 0)), Unit.NOK, signed=True))
        )
        cost_name = text("unit_cost", language, service=name, ages=ages_in_words(cost.group, language))
        facts.append(FactUsed(cost_name, f"{format_in_unit(cost.nok, Unit.NOK)} kr", cost.source))
    total = need.total[need.years.index(year)]
    steps.append(
        ExplanationStep(text("sum_services", language), format_in_unit(int(exact(total, 0)), Unit.NOK, signed=True))
    )
    return Explanation(
        id="b-demografi",
        title=text("need_explained", language, year=year),
        formula=text("need_formula", language),
        steps=tuple(steps),
        unit=text("nok_in_prices_of", language, year=need.price_year),
        facts=tuple(facts),
        data=text("source_premises", language, source=view.stated.source),
        formula_id="demography.need_change",
    )

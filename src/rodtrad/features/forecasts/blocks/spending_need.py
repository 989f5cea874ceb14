"""The municipality's spending need by criterion: what makes it cost more or less than in the country to give the same.

The table is that of Grønt hefte: index, per cent, kroner per inhabitant and in all for each criterion of the cost key.
The chart shows the criteria that count most, so that a reader sees what raises and what lowers the need.
"""

from decimal import Decimal
from fractions import Fraction

from rodtrad.calculations.income_system.municipal_need import MunicipalNeed
from rodtrad.calculations.income_system.need import NeedRow, TotalRow, rounded
from rodtrad.calculations.ledger import NotComputable
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation, ExplanationStep, FactUsed
from rodtrad.documents.nodes import Chart, ChartKind, Series, SeriesRole, TableNode
from rodtrad.documents.tables import Cell, Column, Missing, Row, RowRole, Table, missing
from rodtrad.facts.income_system.keys import criteria
from rodtrad.features.budget.blocks.columns import in_words
from rodtrad.features.forecasts.blocks.income_words import (
    EXACT_PLACES,
    exact_cell,
    fact,
    figures_source,
    not_computed,
    percent,
)
from rodtrad.features.forecasts.income_view import INCOME_SYSTEM, IncomeView
from rodtrad.features.forecasts.words import text
from rodtrad.values.numbers import format_number
from rodtrad.values.units import Unit

_DRAWN = 12
_HUNDRED, _THOUSAND = 100, 1000
_EFFECT, _OTHERS = "virkning", "andre"


@block("forecasts.spending_need", "Utgiftsbehovet etter kriterium", requires=[INCOME_SYSTEM])
def spending_need(request: Request, view: IncomeView | None) -> Output:
    """Each criterion's weight, index and effect, and the total; and the largest effects as bars.

    Nothing without stored figures; a note that says what is missing without a cost key.
    """
    if view is None:
        return Output()
    language = request.language
    if isinstance(view.need, NotComputable):
        return not_computed("utgiftsbehov-mangler", text("spending_need_missing", language), view.need)
    need = view.need
    columns = (
        Column("vekt", text("weight", language), unit=Unit.PERCENT_TWO_DECIMALS),
        Column("indeks", text("index", language), unit=Unit.PERCENT_TWO_DECIMALS),
        Column("prosent", text("effect", language), unit=Unit.PERCENT_TWO_DECIMALS),
        Column("per-innbygger", text("per_capita", language), text("unit_kroner", language)),
        Column("belop", text("amount", language), unit=Unit.THOUSAND_NOK),
    )
    explanations = tuple(_explain(view, need, row, language) for row in (*need.rows, need.total))
    rows = tuple(
        Row(
            _id(row),
            _name(row, language),
            _cells(row, explained.id, language),
            RowRole.TOTAL if isinstance(row, TotalRow) else RowRole.ITEM,
        )
        for row, explained in zip((*need.rows, need.total), explanations, strict=True)
    )
    title = _title(need.total, language)
    subtitle = text("spending_need_subtitle", language, year=view.data.year)
    source = figures_source(view, language)
    table = Table("tab-utgiftsbehov", title, subtitle, Unit.NOK_PER_CAPITA, columns, rows, source)
    return Output((TableNode(table), _chart(view, need, language)), explanations)


def _id(row: NeedRow) -> str:
    return "sum" if isinstance(row, TotalRow) else row.criterion.replace("_", "-")


def _name(row: NeedRow, language: str) -> str:
    if isinstance(row, TotalRow):
        return text("spending_need_total", language)
    known = criteria().get(row.criterion)
    return known.label if known is not None else row.criterion


def _cells(row: NeedRow, explanation: str, language: str) -> tuple[Cell, ...]:
    def money(value: Fraction | None, factor: int = 1) -> Cell:
        if value is None:
            return missing(Missing.NOT_AVAILABLE, text("no_national_need", language))
        return exact_cell(value * factor, signed=True)

    return (
        exact_cell(row.weight * _HUNDRED),
        exact_cell(row.index * _HUNDRED),
        exact_cell(row.pct, signed=True, explanation=explanation),
        money(row.nok_per_capita),
        money(row.nok_1000, _THOUSAND),
    )


def _title(total: TotalRow, language: str) -> str:
    share = percent(abs(total.pct), language, 1)
    key = "spending_need_above" if total.pct > 0 else "spending_need_below" if total.pct < 0 else "spending_need_equal"
    return text(key, language, percent=share)


def _chart(view: IncomeView, need: MunicipalNeed, language: str) -> Chart:
    """The criteria whose effect is largest, the largest increase first, and all the others together last."""
    in_kroner = need.national_need is not None

    def effect(row: NeedRow) -> Fraction:
        return row.nok_per_capita if row.nok_per_capita is not None else row.pct

    largest = sorted(need.rows, key=lambda row: -abs(row.pct))[:_DRAWN]
    others = [row for row in need.rows if row not in largest]
    shown = sorted(largest, key=lambda row: -row.pct)
    rows = [Row(_id(row), _name(row, language), (exact_cell(effect(row), signed=True),)) for row in shown]
    if others:
        rest = sum((effect(row) for row in others), Fraction(0))
        label = text("other_criteria", language, number=format_number(len(others)))
        rows.append(Row(_OTHERS, label, (exact_cell(rest, signed=True),)))
    up, down = _name(shown[0], language), _name(shown[-1], language)
    title = text("need_effects_title", language, up=up, down=down)
    unit = "need_effects_kroner" if in_kroner else "need_effects_percent"
    subtitle = text(unit, language, year=view.data.year)
    table = Table(
        "fig-utgiftsbehov-tabell",
        title,
        subtitle,
        Unit.NOK_PER_CAPITA if in_kroner else Unit.PERCENT_TWO_DECIMALS,
        (Column(_EFFECT, text("effect", language)),),
        tuple(rows),
        figures_source(view, language),
    )
    return Chart(
        "fig-utgiftsbehov",
        title,
        subtitle,
        text("need_effects_sentence", language, up=up, down=down),
        ChartKind.DIVERGING_BARS,
        table,
        (Series(_EFFECT, text("effect", language), SeriesRole.OWN),),
        tuple(row.id for row in rows),
        series_in_columns=True,
    )


def _explain(view: IncomeView, need: MunicipalNeed, row: NeedRow, language: str) -> Explanation:
    total = isinstance(row, TotalRow)
    steps = [*_total_steps(need, language)] if total else [*_criterion_steps(need, row, language)]
    facts = [FactUsed(text("cost_key", language), _weight(row, view, language), view.data.premises.key_source())]
    if need.national_need is not None:
        facts.append(fact(need.national_need, view.data.year, language))
    return Explanation(
        id=f"b-utgiftsbehov-{_id(row)}",
        title=text("need_row_explained", language, row=_name(row, language), year=view.data.year),
        formula=text("need_total_rule" if total else "need_row_rule", language),
        steps=tuple(steps),
        unit=text("counts_and_kroner", language),
        facts=tuple(facts),
        data=figures_source(view, language).text,
        formula_id="income_system.need_index",
    )


def _weight(row: NeedRow, view: IncomeView, language: str) -> str:
    if isinstance(row, TotalRow):
        return text("key_of_year", language, year=view.data.year)
    share = percent(row.weight * _HUNDRED, language, 2)
    return text("weight_of_year", language, percent=share, year=view.data.year)


def _criterion_steps(need: MunicipalNeed, row: NeedRow, language: str) -> list[ExplanationStep]:
    people = need.population
    steps = [
        ExplanationStep(text("count_own", language), _count(need.counts[row.criterion])),
        ExplanationStep(text("count_country", language), _count(need.national_counts[row.criterion])),
        ExplanationStep(text("people_own", language), format_number(people.municipality)),
        ExplanationStep(text("people_country", language), format_number(people.country)),
    ]
    return steps + _effect_steps(row, language)


def _total_steps(need: MunicipalNeed, language: str) -> list[ExplanationStep]:
    shown = sorted(need.rows, key=lambda row: -abs(row.pct))[:_DRAWN]
    steps = [ExplanationStep(_name(row, language), _percent(row.pct, signed=True)) for row in shown]
    rest = sum((row.pct for row in need.rows if row not in shown), Fraction(0))
    if len(need.rows) > len(shown):
        label = text("other_criteria", language, number=format_number(len(need.rows) - len(shown)))
        steps.append(ExplanationStep(label, _percent(rest, signed=True)))
    return steps + _effect_steps(need.total, language)


def _effect_steps(row: NeedRow, language: str) -> list[ExplanationStep]:
    steps = [
        ExplanationStep(text("index", language), _percent(row.index * _HUNDRED)),
        ExplanationStep(text("effect", language), _percent(row.pct, signed=True)),
    ]
    if row.nok_1000 is not None:
        amount = int(rounded(row.nok_1000 * _THOUSAND, 0))
        steps.append(ExplanationStep(text("amount", language), in_words(amount, language, signed=True)))
    return steps


def _percent(value: Fraction, *, signed: bool = False) -> str:
    return format_number(rounded(value, EXACT_PLACES), 2, signed=signed)


def _count(value: Decimal) -> str:
    return format_number(value, max(0, -int(value.normalize().as_tuple().exponent)))

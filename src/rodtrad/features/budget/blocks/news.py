"""What is new and what is cut: the waterfall of changes, the largest measures, and the areas by size."""

from rodtrad.calculations.ledger.changes import Category, Change
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.nodes import Chart, ChartKind, RankedBars, RankedItem, Series, SeriesRole, TableNode
from rodtrad.documents.tables import Column, Row, RowRole, Table, number, words
from rodtrad.features.budget.blocks.areas import appropriated, frame_amounts
from rodtrad.features.budget.blocks.columns import PLAN, budget_source, change_in_words, million
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.units import Unit

_STEPS = (
    Category.COMPENSATION,
    Category.DEMOGRAPHY,
    Category.TECHNICAL,
    Category.EARLIER_DECISIONS,
    Category.NEW_MEASURE,
    Category.SAVING,
    Category.POLITICAL,
)
LARGEST = 5


@block("budget.waterfall", "Hva er nytt, og hva kuttes?", requires=[PLAN])
def waterfall(request: Request, view: PlanView) -> Output:
    """The change of all frames in the budget year, one step for each category, as a waterfall from zero."""
    language = request.language
    by_area = frame_amounts(view, ("category", "area"))
    areas = appropriated(view)

    def first_year(category: Category) -> int:
        return sum(by_area.get((category.value, area), (0,))[0] for area in areas)

    opening = first_year(Category.OPENING)
    steps = [(category, first_year(category)) for category in _STEPS if first_year(category)]
    change = sum(amount for _, amount in steps)
    rows = [
        Row(category.value, text(f"step_{category.value}", language), (number(amount, signed=True),))
        for category, amount in steps
    ]
    rows.append(
        Row("sum", text("sum_change", language, year=view.first), (number(change, signed=True),), RowRole.TOTAL)
    )
    most = max(steps, key=lambda step: abs(step[1]), default=(Category.COMPENSATION, 0))[0]
    title = text(
        "waterfall_up" if change >= 0 else "waterfall_down",
        language,
        amount=million(abs(change)),
        cause=text(f"cause_{most.value}", language),
    )
    subtitle = text(
        "waterfall_subtitle",
        language,
        opening=million(opening),
        before=view.first - 1,
        frame=million(opening + change),
        year=view.first,
    )
    table = Table(
        "fig-nytt-og-kutt-tabell",
        title,
        subtitle,
        Unit.MILLION_NOK,
        (Column("endring", text("change", language)),),
        tuple(rows),
        budget_source(view, language),
    )
    said = ", ".join(
        f"{text(f'step_{category.value}', language).lower()} {million(amount)}" for category, amount in steps
    )
    sentence = text("waterfall_sentence", language, steps=said, sum=million(change))
    chart = Chart(
        "fig-nytt-og-kutt",
        title,
        subtitle,
        sentence,
        ChartKind.WATERFALL,
        table,
        (Series("endring", text("change", language), SeriesRole.OWN),),
        tuple(row.id for row in rows),
        series_in_columns=True,
        totals=("sum",),
    )
    return Output((chart,))


def _largest(view: PlanView, category: Category) -> list[tuple[Change, int]]:
    amounts = frame_amounts(view, ("change",), category=category.value)
    found = [(view.proposal.change(key[0]), row[0]) for key, row in amounts.items() if row[0]]
    found.sort(key=lambda pair: -abs(pair[1]))
    return found


def _list_table(view: PlanView, category: Category, key: str, language: str) -> TableNode | None:
    found = _largest(view, category)
    if not found:
        return None
    total = sum(amount for _, amount in found)
    rows = tuple(
        Row(
            change.id,
            change.title,
            (words(view.area_names.get(change.area, "")), number(amount, signed=True)),
            link=f"#tab-tiltak-{change.area}:{change.id}",
        )
        for change, amount in found[:LARGEST]
    )
    table = Table(
        f"tab-storste-{key}",
        text(f"largest_{key}", language, count=len(rows)),
        text(f"largest_{key}_subtitle", language, year=view.first, total=million(total)),
        Unit.THOUSAND_NOK,
        (
            Column("omrade", text("area", language), unit=Unit.TEXT),
            Column(str(view.first), str(view.first), text("phase_budget", language), budget_year=True),
        ),
        rows,
        budget_source(view, language),
    )
    return TableNode(table)


@block("budget.largest_measures", "De største tiltakene og kuttene", requires=[PLAN])
def largest_measures(request: Request, view: PlanView) -> Output:
    """The largest new measures and the largest cuts of the budget year, with equal weight."""
    pairs = ((Category.NEW_MEASURE, "new"), (Category.SAVING, "cuts"), (Category.POLITICAL, "political"))
    nodes = [_list_table(view, category, key, request.language) for category, key in pairs]
    return Output(tuple(node for node in nodes if node is not None))


@block("budget.areas_ranked", "Områdene etter størrelse", requires=[PLAN])
def areas_ranked(request: Request, view: PlanView) -> Output:
    """The areas by net operating frame in the budget year, each with its change from last year's budget in words."""
    language = request.language
    sums = frame_amounts(view, ("area",))
    before = frame_amounts(view, ("area",), category=Category.OPENING.value)
    codes = [code for code in appropriated(view) if (code,) in sums]
    codes.sort(key=lambda code: -sums[(code,)][0])
    rows = [Row(code, view.area_names.get(code, code), (number(sums[(code,)][0]),), link=f"#{code}") for code in codes]
    total = sum(sums[(code,)][0] for code in codes)
    rows.append(Row("sum", text("sum_areas", language), (number(total),), RowRole.TOTAL))
    items = tuple(
        RankedItem(
            code,
            view.area_descriptions.get(code, ""),
            change_in_words(before.get((code,), (0,))[0], sums[(code,)][0], language),
            f"#{code}",
        )
        for code in codes
    )
    table = Table(
        "tab-omradene",
        text("areas_title", language),
        text("areas_subtitle", language, year=view.first, total=million(total)),
        Unit.MILLION_NOK,
        (Column(str(view.first), str(view.first), text("phase_budget", language), budget_year=True),),
        tuple(rows),
        budget_source(view, language),
    )
    return Output((RankedBars(table, str(view.first), items),))

"""What is new and what is cut: the waterfall of changes, the largest measures, and the areas by size."""

from rodtrad.calculations.ledger.changes import Category, Change
from rodtrad.calculations.ledger.index import Amounts
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.nodes import Chart, ChartKind, RankedBars, RankedItem, Series, SeriesRole, TableNode
from rodtrad.documents.tables import Column, Row, RowRole, Table, number, words
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.blocks.areas import appropriated, frame_amounts
from rodtrad.features.budget.blocks.columns import PLAN, budget_source, change_in_words, in_words, listed, money
from rodtrad.features.budget.blocks.measures import table_of_measure
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import format_number
from rodtrad.values.units import Unit

_STEPS = (
    Category.COMPENSATION,
    Category.DEMOGRAPHY,
    Category.TECHNICAL,
    Category.EARLIER_DECISIONS,
    Category.NEW_MEASURE,
    Category.SAVING,
    Category.POLITICAL,
    Category.PREMISE,
)
_LISTS = ((Category.NEW_MEASURE, "new"), (Category.SAVING, "cuts"), (Category.POLITICAL, "political"))
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
    if not steps:
        return Output()
    change = sum(amount for _, amount in steps)
    rows = [
        Row(address(category.value), text(f"step_{category.value}", language), (number(amount, signed=True),))
        for category, amount in steps
    ]
    rows.append(
        Row("sum", text("sum_change", language, year=view.first), (number(change, signed=True),), RowRole.TOTAL)
    )
    title = _waterfall_title(steps, change, language)
    subtitle = text(
        "waterfall_subtitle",
        language,
        opening=in_words(opening, language),
        before=view.first - 1,
        frame=in_words(opening + change, language),
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
    said = [
        f"{text(f'cause_{category.value}', language)} {in_words(amount, language, signed=True)}"
        for category, amount in steps
    ]
    sentence = text(
        "waterfall_sentence", language, steps=listed(said, language), sum=in_words(change, language, signed=True)
    )
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


def _waterfall_title(steps: list[tuple[Category, int]], change: int, language: str) -> str:
    """The change, and the largest of the steps that go the same way."""
    if not change:
        return text("waterfall_same", language)
    most = max((step for step in steps if step[1] * change > 0), key=lambda step: abs(step[1]))[0]
    cause = text(f"cause_{most.value}", language)
    key = "waterfall_up" if change > 0 else "waterfall_down"
    return text(key, language, amount=in_words(abs(change), language), cause=cause)


@block("budget.largest_measures", "De største tiltakene og kuttene", requires=[PLAN])
def largest_measures(request: Request, view: PlanView) -> Output:
    """The largest new measures, cuts and changes by the council, by what they come to in any year of the plan.

    A school that closes in the plan's second year must be seen, so size is not judged by the budget year alone.
    """
    nodes = [_list_table(view, category, key, request.language) for category, key in _LISTS]
    return Output(tuple(node for node in nodes if node is not None))


def _list_table(view: PlanView, category: Category, key: str, language: str) -> TableNode | None:
    found = _by_size(view, category)
    if not found:
        return None
    years = tuple(dict.fromkeys((0, len(view.years) - 1)))
    total = sum(sum(amounts[0] for amounts in by_area.values()) for _, by_area in found)
    rows = tuple(
        Row(
            change.id,
            change.title,
            (
                words(_area_name(by_area, view, language)),
                *money([sum(amounts[place] for amounts in by_area.values()) for place in years], signed=True),
            ),
            link=_link(change, by_area),
        )
        for change, by_area in found[:LARGEST]
    )
    title = text(f"largest_{key}" if len(found) > len(rows) else f"all_{key}", language, count=len(found))
    table = Table(
        f"tab-storste-{address(category.value)}",
        title,
        text(
            f"largest_{key}_subtitle",
            language,
            year=view.first,
            total=in_words(total, language, signed=True),
            count=len(found),
        ),
        Unit.THOUSAND_NOK,
        (
            Column("omrade", text("area", language), unit=Unit.TEXT),
            *(
                Column(
                    str(view.years[place]), str(view.years[place]),
                    text("phase_plan" if place else "phase_budget", language), budget_year=not place,
                )
                for place in years
            ),
        ),
        rows,
        budget_source(view, language),
    )  # fmt: skip
    return TableNode(table)


def _by_size(view: PlanView, category: Category) -> list[tuple[Change, dict[str, Amounts]]]:
    """The changes of a category that are in an area's frame, with their amounts in each area, the largest first."""
    by_change: dict[str, dict[str, Amounts]] = {}
    areas = appropriated(view)
    for (change, area), amounts in frame_amounts(view, ("change", "area"), category=category.value).items():
        if area in areas and any(amounts):
            by_change.setdefault(change, {})[area] = amounts
    found = [(view.proposal.change(id), by_area) for id, by_area in by_change.items()]
    return sorted(found, key=lambda pair: -_size(pair[1]))


def _size(by_area: dict[str, Amounts]) -> int:
    return max(abs(sum(column)) for column in zip(*by_area.values(), strict=True))


def _area_name(by_area: dict[str, Amounts], view: PlanView, language: str) -> str:
    if len(by_area) > 1:
        return text("several_areas", language, count=format_number(len(by_area)))
    code = next(iter(by_area))
    return view.area_names.get(code, code)


def _link(change: Change, by_area: dict[str, Amounts]) -> str | None:
    """Where the change is explained: the measures of the area that it means most to."""
    area = max(by_area, key=lambda code: max(map(abs, by_area[code])))
    return f"#{table_of_measure(change, area)}:{change.id}"


@block("budget.areas_ranked", "Områdene etter størrelse", requires=[PLAN])
def areas_ranked(request: Request, view: PlanView) -> Output:
    """The areas by net operating frame in the budget year, each with its change from last year's budget in words."""
    language = request.language
    sums = frame_amounts(view, ("area",))
    before = frame_amounts(view, ("area",), category=Category.OPENING.value)
    codes = [code for code in appropriated(view) if (code,) in sums]
    if not codes:
        return Output()
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
    largest = rows[0]
    table = Table(
        "tab-omradene",
        text("areas_title", language, name=largest.label, amount=in_words(sums[(largest.id,)][0], language)),
        text("areas_subtitle", language, year=view.first, total=in_words(total, language)),
        Unit.MILLION_NOK,
        (Column(str(view.first), str(view.first), text("phase_budget", language), budget_year=True),),
        tuple(rows),
        budget_source(view, language),
    )
    return Output((RankedBars(table, str(view.first), items),))

"""Frame tables: from last year's adopted budget to the new frame, change by change and category by category.

The consequence-adjusted frame (konsekvensjustert ramme) stands as a subtotal after earlier decisions, compensation,
technical changes and demography; then come what is new, what is cut, and what the council changed.
"""

from rodtrad.calculations.ledger.changes import CONSEQUENCE_ADJUSTED, Category
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation, ExplanationStep
from rodtrad.documents.nodes import TableNode
from rodtrad.documents.tables import Row, RowRole, Table
from rodtrad.features.budget.blocks.areas import appropriated, frame_amounts
from rodtrad.features.budget.blocks.columns import (
    PLAN,
    budget_source,
    million,
    money,
    plan_columns,
    section_row,
    sum_columns,
)
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import format_in_unit
from rodtrad.values.units import Unit

_CONSEQUENCES = tuple(category for category in CONSEQUENCE_ADJUSTED if category is not Category.OPENING)
_CHOICES = (Category.NEW_MEASURE, Category.SAVING, Category.POLITICAL)


def _explanation(table: str, row: str, view: PlanView, change_id: str, language: str) -> Explanation:
    """The account lines of one change as a readable calculation."""
    change = view.proposal.change(change_id)
    steps = tuple(
        ExplanationStep(
            text(
                "line_of_change", language, unit=view.unit_names.get(line.account.unit, line.account.unit),
                function=line.account.function, art=line.account.art,
            ),
            format_in_unit(line.amounts[0], Unit.NOK, signed=True),
        )
        for line in change.lines
        if line.account.account_class == "operating"
    )  # fmt: skip
    total = sum(line.amounts[0] for line in change.lines if line.account.account_class == "operating")
    steps += (ExplanationStep(text("sum", language), format_in_unit(total, Unit.NOK, signed=True)),)
    return Explanation(
        id=f"b-{table.removeprefix('tab-')}-{row}",
        title=change.title,
        formula=text("formula_change", language),
        steps=steps,
        unit=text("unit_nok_first_year", language, year=view.first),
        data=text("data_change", language, category=text(f"category_{change.category.value}", language)),
        formula_id="budget.totals",
    )


@block("budget.frame_table", "Rammetabell med endringer", requires=[PLAN])
def frame_table(request: Request, view: PlanView) -> Output:
    """The frame of one area (`area`), with one row for each change; net operating frame in 1 000 kr."""
    area, language = str(request.options["area"]), request.language
    table_id = f"tab-ramme-{area}"
    width = len(view.years)
    by_change = frame_amounts(view, ("category", "change"), area=area)
    opening = by_change.get((Category.OPENING.value, view.proposal.opening.id), (0,) * width)
    rows = [Row("start", text("opening", language, year=view.first - 1), money(opening), RowRole.START)]
    explanations: list[Explanation] = []

    def group(categories: tuple[Category, ...], key: str, sum_key: str) -> tuple[int, ...]:
        found = [
            (change, by_change[(change.category.value, change.id)])
            for change in view.proposal.changes
            if change.category in categories and any(by_change.get((change.category.value, change.id), ()))
        ]
        if not found:
            return (0,) * width
        rows.append(section_row(key, text(key, language), width))
        for change, amounts in found:
            explanation = _explanation(table_id, change.id, view, change.id, language)
            explanations.append(explanation)
            cells = money(amounts[:1], explanation=explanation.id) + money(amounts[1:])
            rows.append(Row(change.id, change.title, cells, level=1))
        total = sum_columns([amounts for _, amounts in found], width)
        rows.append(Row(sum_key, text(sum_key, language), money(total), RowRole.SUBTOTAL))
        return total

    consequences = group(_CONSEQUENCES, "consequences", "sum_consequences")
    adjusted = sum_columns([opening, consequences], width)
    rows.append(Row("konsekvensjustert", text("adjusted_frame", language), money(adjusted), RowRole.SUBTOTAL))
    new = group((Category.NEW_MEASURE,), "new_measures", "sum_new_measures")
    savings = group((Category.SAVING,), "savings", "sum_savings")
    political = group((Category.POLITICAL,), "political", "sum_political")
    premises = group((Category.PREMISE,), "premises", "sum_premises")
    changed = sum_columns([consequences, new, savings, political, premises], width)
    frame = sum_columns([opening, changed], width)
    rows.append(Row("sum-endringer", text("sum_changes", language), money(changed), RowRole.SUBTOTAL))
    rows.append(Row("ramme", text("net_frame", language), money(frame), RowRole.TOTAL))
    title = _frame_title(frame, opening, view, language)
    table = Table(
        table_id,
        title,
        text("frame_subtitle", language, area=view.area_names.get(area, area), year=view.first - 1),
        Unit.THOUSAND_NOK,
        plan_columns(view, language),
        tuple(rows),
        budget_source(view, language),
        text("signs", language),
    )
    return Output((TableNode(table),), tuple(explanations))


def _frame_title(frame: tuple[int, ...], opening: tuple[int, ...], view: PlanView, language: str) -> str:
    first, last = frame[0] - opening[0], frame[-1] - frame[0]
    key = ("frame_up" if first >= 0 else "frame_down") + ("_then_up" if last > 0 else "_then_down")
    return text(key, language, first=million(abs(first)), year=view.first, last=million(abs(last)), end=view.years[-1])


@block("budget.frame_overview", "Rammer per område", requires=[PLAN])
def frame_overview(request: Request, view: PlanView) -> Output:
    """All areas' net operating frames: opening, the sum of each category, and the new frame, per area."""
    language = request.language
    width = len(view.years)
    by_area = frame_amounts(view, ("area",))
    rows = []
    shown = [area for area in view.proposal.areas if area.code in appropriated(view)]
    for area in shown:
        amounts = by_area.get((area.code,), (0,) * width)
        rows.append(Row(area.code, area.name, money(amounts), link=f"#{area.code}"))
    total = sum_columns([by_area.get((area.code,), (0,) * width) for area in shown], width)
    rows.append(Row("sum", text("sum_areas", language), money(total), RowRole.TOTAL))
    table = Table(
        "tab-rammer",
        text("frames_title", language, total=million(total[0]), year=view.first),
        text("frames_subtitle", language),
        Unit.THOUSAND_NOK,
        plan_columns(view, language),
        tuple(rows),
        budget_source(view, language),
        text("signs", language),
    )
    return Output((TableNode(table),))


@block("budget.category_overview", "Endringer per kategori", requires=[PLAN])
def category_overview(request: Request, view: PlanView) -> Output:
    """From last year's budget to the new frames for all areas together, one row for each category of change."""
    language, width = request.language, len(view.years)
    areas = appropriated(view)
    by_area = frame_amounts(view, ("category", "area"))

    def amounts(category: Category) -> tuple[int, ...]:
        return sum_columns([by_area.get((category.value, area), (0,) * width) for area in areas], width)

    def category_row(category: Category) -> Row:
        return Row(category.value, text(f"category_{category.value}", language), money(amounts(category)), level=1)

    rows = [
        Row("start", text("opening", language, year=view.first - 1), money(amounts(Category.OPENING)), RowRole.START)
    ]
    rows.extend(category_row(category) for category in _CONSEQUENCES)
    adjusted = sum_columns([amounts(category) for category in CONSEQUENCE_ADJUSTED], width)
    rows.append(Row("konsekvensjustert", text("adjusted_frame", language), money(adjusted), RowRole.SUBTOTAL))
    chosen = [category for category in (*_CHOICES, Category.PREMISE) if any(amounts(category))]
    rows.extend(category_row(category) for category in chosen)
    frame = sum_columns([adjusted, *(amounts(category) for category in chosen)], width)
    rows.append(Row("ramme", text("net_frame", language), money(frame), RowRole.TOTAL))
    table = Table(
        "tab-endringer",
        text("categories_title", language, adjusted=million(adjusted[0]), frame=million(frame[0]), year=view.first),
        text("categories_subtitle", language, year=view.first - 1),
        Unit.THOUSAND_NOK,
        plan_columns(view, language),
        tuple(rows),
        budget_source(view, language),
        text("signs", language),
    )
    return Output((TableNode(table),))

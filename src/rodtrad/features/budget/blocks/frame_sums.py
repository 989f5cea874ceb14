"""All areas' frames together: area by area, and category by category from last year's budget to the new frames."""

from rodtrad.calculations.ledger.changes import CONSEQUENCE_ADJUSTED, Category
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation
from rodtrad.documents.nodes import TableNode
from rodtrad.documents.tables import Row, RowRole, Table
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.blocks.areas import appropriated, frame_amounts
from rodtrad.features.budget.blocks.columns import (
    PLAN,
    budget_source,
    in_words,
    money,
    plan_columns,
    sum_columns,
    with_prices,
)
from rodtrad.features.budget.blocks.explanations import sum_explanation
from rodtrad.features.budget.blocks.frames import CONSEQUENCES
from rodtrad.features.budget.blocks.not_computable import obstacle
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.units import Unit

CHOICES = (Category.NEW_MEASURE, Category.SAVING, Category.POLITICAL, Category.PREMISE)


@block("budget.frame_overview", "Rammer per område", requires=[PLAN])
def frame_overview(request: Request, view: PlanView) -> Output:
    """Every area's net operating frame, their sum, and what else is appropriated, so that the end is § 5-4 line 6."""
    language, width = request.language, len(view.years)
    by_area = frame_amounts(view, ("area",))
    by_category = frame_amounts(view, ("area", "category"))
    explanations: list[Explanation] = []

    def area_row(code: str) -> Row:
        amounts = by_area.get((code,), (0,) * width)
        parts = [
            (text(f"category_{category.value}", language), by_category[code, category.value][0])
            for category in Category
            if (code, category.value) in by_category and by_category[code, category.value][0]
        ]
        name = view.area_names.get(code, code) or text("no_area", language)
        id = f"b-rammer-{code or 'uten'}"
        title = f"{text('net_frame', language)}, {name}"
        explanations.append(sum_explanation(id, title, text("formula_frame", language), parts, view, language))
        link = f"#{code}" if code in view.area_names else None
        return Row(code or "uten", name, money(amounts, explanation=id), link=link)

    shown = appropriated(view)
    others = [
        *(area.code for area in view.proposal.areas if area.code not in shown),
        *(key[0] for key in by_area if key[0] not in view.area_names and key[0] not in shown),
    ]
    others = [code for code in others if any(by_area.get((code,), ()))]
    rows = [area_row(code) for code in shown]
    total = sum_columns([by_area.get((code,), (0,) * width) for code in shown], width)
    role = RowRole.SUBTOTAL if others else RowRole.TOTAL
    rows.append(Row("sum", text("sum_areas", language), money(total), role))
    if others:
        rows.extend(area_row(code) for code in others)
        everything = sum_columns([by_area[code,] for code in (*shown, *others) if (code,) in by_area], width)
        rows.append(Row("sum-bevilgninger", text("sum_line_six", language), money(everything), RowRole.TOTAL))
    table = Table(
        "tab-rammer",
        text("frames_title_plain", language)
        if obstacle(view, "5-4-1")
        else text("frames_title", language, total=in_words(total[0], language), year=view.first),
        with_prices(text("frames_subtitle", language), view, language),
        Unit.THOUSAND_NOK,
        plan_columns(view, language),
        tuple(rows),
        budget_source(view, language),
        text("signs", language),
    )
    return Output((TableNode(table),), tuple(explanations))


@block("budget.category_overview", "Endringer per kategori", requires=[PLAN])
def category_overview(request: Request, view: PlanView) -> Output:
    """From last year's budget to the new frames for all areas together, one row for each category of change."""
    language, width = request.language, len(view.years)
    areas = appropriated(view)
    by_area = frame_amounts(view, ("category", "area"))
    explanations: list[Explanation] = []

    def amounts(category: Category) -> tuple[int, ...]:
        return sum_columns([by_area.get((category.value, area), (0,) * width) for area in areas], width)

    def explained(id: str, label: str, formula: str, parts: list[tuple[str, int]]) -> str | None:
        if not parts:
            return None
        explanation = sum_explanation(f"b-endringer-{id}", label, text(formula, language), parts, view, language)
        explanations.append(explanation)
        return explanation.id

    def category_row(category: Category, label: str, role: RowRole = RowRole.ITEM) -> Row:
        parts = [
            (view.area_names.get(area, area), by_area[category.value, area][0])
            for area in areas
            if by_area.get((category.value, area), (0,))[0]
        ]
        id = explained(address(category.value), label, "formula_category", parts)
        start = category is Category.OPENING
        return Row(
            "start" if start else address(category.value),
            label,
            money(amounts(category), explanation=id),
            role,
            0 if start else 1,
        )

    def name(category: Category) -> str:
        return text(f"category_{category.value}", language)

    def frame_row(id: str, key: str, categories: tuple[Category, ...], role: RowRole) -> Row:
        label = text(key, language)
        parts = [(name(category), amounts(category)[0]) for category in categories if amounts(category)[0]]
        id_of = explained(id, label, "formula_frame", parts)
        total = sum_columns([amounts(category) for category in categories], width)
        return Row(id, label, money(total, explanation=id_of), role)

    chosen = tuple(category for category in CHOICES if any(amounts(category)))
    adjusted = frame_row("konsekvensjustert", "adjusted_frame", CONSEQUENCE_ADJUSTED, RowRole.SUBTOTAL)
    frame = frame_row("ramme", "net_frame", (*CONSEQUENCE_ADJUSTED, *chosen), RowRole.TOTAL)
    rows = [
        category_row(Category.OPENING, text("opening", language, year=view.first - 1), RowRole.START),
        *(category_row(category, name(category)) for category in CONSEQUENCES),
        adjusted,
        *(category_row(category, name(category)) for category in chosen),
        frame,
    ]
    first_adjusted, first_frame = (int(str(row.cells[0].value)) for row in (adjusted, frame))
    table = Table(
        "tab-endringer",
        text(
            "categories_title", language,
            adjusted=in_words(first_adjusted, language), frame=in_words(first_frame, language),
        ),
        with_prices(text("categories_subtitle", language, first=view.first, year=view.first - 1), view, language),
        Unit.THOUSAND_NOK,
        plan_columns(view, language),
        tuple(rows),
        budget_source(view, language),
        text("signs", language),
    )  # fmt: skip
    return Output((TableNode(table),), tuple(explanations))

"""The second parts of the appropriation statements: § 5-4 by area or unit, § 5-5 by area and project."""

from collections.abc import Mapping

from rodtrad.calculations.ledger.accounts import INVESTMENT, OPERATING
from rodtrad.calculations.ledger.totals import totals
from rodtrad.calculations.statements.evaluation import line_of_account
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.nodes import TableNode
from rodtrad.documents.tables import Cell, Row, RowRole, Table
from rodtrad.features.budget.blocks.areas import APPROPRIATIONS_LINE
from rodtrad.features.budget.blocks.columns import (
    PLAN,
    accounts_and_budget_source,
    all_columns,
    budget_source,
    budgeted,
    money,
    plan_columns,
    sum_columns,
    with_history,
    with_prices,
)
from rodtrad.features.budget.blocks.investments import project_label
from rodtrad.features.budget.blocks.not_computable import notice, obstacle
from rodtrad.features.budget.plan_view import HistoricKey, PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.units import Unit

EXPENDITURE_LINES = ("1", "2", "3", "4")


def appropriations(view: PlanView) -> dict[str, tuple[int, ...]]:
    """The net appropriations (§ 5-4 line 6) by the area or unit that the council appropriates to, history first.

    In the order of the organisation; the key "" is what no area or unit owns. Owners without amounts are left out.
    """
    by_unit = view.proposal.appropriation_level == "unit"
    level = "unit" if by_unit else "area"
    grouped = totals(view.proposal, (level, "function", "art"), {"account_class": OPERATING})
    plan: dict[str, tuple[int, ...]] = {}
    for (owner, function, art), amounts in grouped.items():
        if line_of_account("5-4-1", function, art) == APPROPRIATIONS_LINE:
            plan[owner] = sum_columns([plan.get(owner, (0,) * len(amounts)), amounts], len(amounts))

    def owner_of(key: HistoricKey) -> str | None:
        if key.account_class != OPERATING or line_of_account("5-4-1", key.function, key.art) != APPROPRIATIONS_LINE:
            return None
        return key.unit if by_unit else view.proposal.area_of_unit.get(key.unit, "")

    rows = with_history(view, plan, owner_of)
    known = view.unit_names if by_unit else view.area_names
    order = [*known, *sorted(set(rows) - set(known))]
    return {owner: rows[owner] for owner in order if any(rows.get(owner, ()))}


def owner_name(view: PlanView, owner: str, language: str) -> str:
    """What an area or unit is called; what nobody owns says so."""
    names: Mapping[str, str] = view.unit_names if view.proposal.appropriation_level == "unit" else view.area_names
    return names.get(owner, owner) or text("no_area", language)


@block("budget.appropriations_by_area", "Bevilgningsoversikt drift, andre del", requires=[PLAN])
def appropriations_by_area(request: Request, view: PlanView) -> Output:
    """§ 5-4 second part: what the council appropriates to each area or unit, whose sum is line 6 of the first part."""
    language, name = request.language, text("statement_title_5-4-2", request.language)
    reason = obstacle(view, "5-4-1")
    if reason:
        return Output((notice("tab-5-4-2", name, reason, language),))
    found = appropriations(view)
    rows = [
        Row(f"omrade-{owner or 'uten'}", owner_name(view, owner, language), money(amounts), level=1)
        for owner, amounts in found.items()
    ]
    total = sum_columns(list(found.values()), len(view.history) + len(view.years))
    rows.append(Row("sum", text("sum_appropriations", language), money(total), RowRole.TOTAL))
    table = Table(
        "tab-5-4-2",
        name,
        with_prices(text("statement_subtitle", language, reference=text("reference_5-4-2", language)), view, language),
        Unit.THOUSAND_NOK,
        all_columns(view, language),
        tuple(rows),
        accounts_and_budget_source(view, language),
        text("signs", language),
    )
    return Output((TableNode(table),))


@block("budget.investments_by_area", "Bevilgningsoversikt investering, andre del", requires=[PLAN])
def investments_by_area(request: Request, view: PlanView) -> Output:
    """§ 5-5 second part: investment expenditure by area and project, equal to lines 1-4 of the first part."""
    language, width, name = request.language, len(view.years), text("statement_title_5-5-2", request.language)
    reason = obstacle(view, "5-5-1")
    if reason:
        return Output((notice("tab-5-5-2", name, reason, language),))
    projects = {project.number: project for project in view.proposal.projects}
    by_area: dict[str, dict[str, tuple[int, ...]]] = {}
    grouped = totals(view.proposal, ("area", "project", "function", "art"), {"account_class": INVESTMENT})
    for (area, number, function, art), amounts in grouped.items():
        if line_of_account("5-5-1", function, art) in EXPENDITURE_LINES:
            owner = projects[number].area if number in projects else ""
            rows_of = by_area.setdefault(owner or area, {})
            rows_of[number] = sum_columns([rows_of.get(number, (0,) * width), amounts], width)

    def label(number: str) -> str:
        if number in projects:
            return project_label(projects[number], language)
        return number or text("no_project", language)

    rows: list[Row] = []
    sums: list[tuple[int, ...]] = []
    for area in [*view.area_names, *sorted(set(by_area) - set(view.area_names))]:
        found = {number: amounts for number, amounts in sorted(by_area.get(area, {}).items()) if any(amounts)}
        for number, amounts in found.items():
            cells: tuple[Cell, ...] = tuple(budgeted(amount) for amount in amounts)
            rows.append(Row(f"{area}-{number or 'uten'}", label(number), cells, level=1))
        if found:
            sums.append(sum_columns(list(found.values()), width))
            owner_label = view.area_names.get(area, area) or text("no_area", language).lower()
            rows.append(
                Row(f"sum-{area}", text("sum_of", language, name=owner_label), money(sums[-1]), RowRole.SUBTOTAL)
            )
    rows.append(Row("sum", text("sum_part_two", language), money(sum_columns(sums, width)), RowRole.TOTAL))
    table = Table(
        "tab-5-5-2",
        name,
        with_prices(text("statement_subtitle", language, reference=text("reference_5-5-2", language)), view, language),
        Unit.THOUSAND_NOK,
        plan_columns(view, language),
        tuple(rows),
        budget_source(view, language),
    )
    return Output((TableNode(table),))

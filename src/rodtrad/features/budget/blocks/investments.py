"""Investments: the projects of an area or of all, what each is, and how the whole is paid year by year."""

from rodtrad.calculations.finance.capital_cost_lines import project_cost
from rodtrad.calculations.ledger import NotComputable
from rodtrad.calculations.ledger.projects import InvestmentProject
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.inlines import Inline
from rodtrad.documents.nodes import Measure, Measures, TableNode
from rodtrad.documents.tables import Cell, Column, Missing, Row, RowRole, Table, missing, number
from rodtrad.features.budget.blocks.columns import (
    PLAN,
    budget_source,
    budgeted,
    in_words,
    money,
    plan_columns,
    sum_columns,
    with_prices,
    years_in_words,
)
from rodtrad.features.budget.blocks.measures import written
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.units import Unit


def projects_of(view: PlanView, area: str) -> list[InvestmentProject]:
    """The projects of one area, or all of them for ""."""
    return [project for project in view.proposal.projects if not area or project.area == area]


def project_label(project: InvestmentProject, language: str) -> str:
    """The project's number and name, with a word when it is new in this plan."""
    label = f"{project.number} {project.name}"
    return text("new_in_plan", language, name=label) if project.is_new else label


@block("budget.projects", "Investeringsprosjekter", requires=[PLAN])
def projects(request: Request, view: PlanView) -> Output:
    """The projects of one area (`area`) or of all: finish year, cost frame, earlier years, plan years and their sum."""
    language, area = request.language, str(request.options.get("area", ""))
    found = projects_of(view, area)
    if not found:
        return Output()
    columns = (
        Column("ferdig", text("finish_year", language), unit=Unit.YEAR),
        Column("ramme", text("cost_frame", language)),
        Column("tidligere", text("spent_earlier", language)),
        *plan_columns(view, language),
        Column("sum", years_in_words(view), text("sum", language)),
        Column("gjenstar", text("remaining", language)),
    )
    yearly = sum_columns([project.yearly_cost for project in found], len(view.years))
    total = Row(
        "sum",
        text("sum_investments", language),
        (
            missing(Missing.NOT_POSSIBLE, text("no_sum_of_years", language)),
            _sum_known([project.cost_frame for project in found], language),
            number(sum(project.spent_earlier for project in found)),
            *money(yearly),
            number(sum(yearly)),
            _sum_known([project.remaining for project in found], language),
        ),
        RowRole.TOTAL,
    )
    table = Table(
        f"tab-investeringer-{area}" if area else "tab-investeringer",
        _title(found, language),
        with_prices(text("projects_subtitle", language), view, language),
        Unit.MILLION_NOK,
        columns,
        (*(_project_row(project, language) for project in found), total),
        budget_source(view, language),
    )
    return Output((TableNode(table),))


def _title(found: list[InvestmentProject], language: str) -> str:
    largest = max(found, key=lambda project: sum(project.yearly_cost))
    amount = sum(largest.yearly_cost)
    if amount <= 0:
        return text("projects_title_none", language)
    return text("projects_title", language, name=largest.name, amount=in_words(amount, language), count=len(found))


def _sum_known(amounts: list[int | None], language: str) -> Cell:
    """The sum, or why there is none: a sum that leaves out what is not stated would be too low."""
    unknown = amounts.count(None)
    if unknown:
        return missing(Missing.NOT_AVAILABLE, text("frames_not_stated", language, count=unknown))
    return number(sum(amount or 0 for amount in amounts))


def _stated(amount: int | None, language: str) -> Cell:
    return missing(Missing.NOT_AVAILABLE, text("frame_not_stated", language)) if amount is None else number(amount)


def _project_row(project: InvestmentProject, language: str) -> Row:
    return Row(
        f"prosjekt-{project.number}",
        project_label(project, language),
        (
            number(project.finish_year),
            _stated(project.cost_frame, language),
            number(project.spent_earlier),
            *(budgeted(amount) for amount in project.yearly_cost),
            number(sum(project.yearly_cost)),
            _stated(project.remaining, language),
        ),
    )


@block("budget.project_texts", "Om prosjektene", requires=[PLAN])
def project_texts(request: Request, view: PlanView) -> Output:
    """What each project is, its financing besides loans, and the yearly cost it brings to operations."""
    language, area = request.language, str(request.options.get("area", ""))
    found = [project for project in projects_of(view, area) if project.description]
    if not found:
        return Output()
    rows = tuple(
        Row(f"om-{project.number}", project.name, tuple(budgeted(amount) for amount in project.yearly_cost))
        for project in found
    )
    new = sum(project.is_new for project in found)
    table = Table(
        f"tab-om-prosjektene-{area}" if area else "tab-om-prosjektene",
        text("project_texts_title_new" if new else "project_texts_title", language, count=len(found), new=new),
        with_prices(text("projects_subtitle", language), view, language),
        Unit.MILLION_NOK,
        plan_columns(view, language),
        rows,
        budget_source(view, language),
    )
    texts = tuple(
        Measure(
            f"om-{project.number}",
            project.name,
            written(project.description, project.number),
            _financing(project, view, language),
            view.area_names.get(project.area, ""),
            text("new_project" if project.is_new else "ongoing_project", language),
        )
        for project in found
    )
    return Output((Measures(table, texts),))


def _financing(project: InvestmentProject, view: PlanView, language: str) -> tuple[Inline, ...]:
    """What was granted earlier and carried over, what others pay, and what the last year costs in operations."""
    parts = []
    if project.adopted_earlier:
        amount = in_words(project.adopted_earlier, language)
        parts.append(text("adopted_earlier", language, amount=amount, year=view.first))
    if project.carried_over:
        amount = in_words(project.carried_over, language)
        parts.append(text("carried_over", language, amount=amount, year=view.first - 1))
    parts += [
        text("other_financing", language, name=financing.name, amount=in_words(sum(financing.amounts), language))
        for financing in project.other_financing
        if any(financing.amounts)
    ]
    cost = project_cost(view.proposal, project).result
    if not isinstance(cost, NotComputable) and any(cost.vat_compensation):
        parts.append(text("vat_compensation", language, amount=in_words(sum(cost.vat_compensation), language)))
    effect = project.operating_effect[-1] if project.operating_effect else 0
    if effect:
        key = "operating_effect_up" if effect > 0 else "operating_effect_down"
        parts.append(text(key, language, amount=in_words(abs(effect), language), year=view.years[-1]))
    return written(" ".join(parts), project.number) if parts else ()

"""Investments and how they are paid: projects, financing per year, and § 5-5 second part."""

from rodtrad.calculations.ledger.projects import InvestmentProject
from rodtrad.calculations.ledger.totals import totals
from rodtrad.calculations.statements.evaluation import line_of_account
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.inlines import Inline
from rodtrad.documents.nodes import Chart, ChartKind, Measure, Measures, Series, SeriesRole, TableNode
from rodtrad.documents.tables import Cell, Column, Missing, Row, RowRole, Table, missing, number
from rodtrad.features.budget.blocks.columns import PLAN, budget_source, million, money, plan_columns, sum_columns
from rodtrad.features.budget.blocks.measures import written
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.units import Unit

EXPENDITURE_LINES = ("1", "2", "3", "4")
FINANCING_LINES = ("7", "8", "9", "10", "11", "12", "13", "20", "21", "22")


def _cost(amount: int) -> Cell:
    return number(amount) if amount else missing(Missing.NOT_BUDGETED)


@block("budget.projects", "Investeringsprosjekter", requires=[PLAN])
def projects(request: Request, view: PlanView) -> Output:
    """The projects of one area (`area`) or of all: finish year, cost frame, earlier years, plan years and their sum."""
    language, area = request.language, str(request.options.get("area", ""))
    found = [project for project in view.proposal.projects if not area or project.area == area]
    if not found:
        return Output()
    columns = (
        Column("ferdig", text("finish_year", language), unit=Unit.YEAR),
        Column("ramme", text("cost_frame", language)),
        Column("tidligere", text("spent_earlier", language)),
        *plan_columns(view, language),
        Column("sum", str_years(view), text("sum", language)),
        Column("gjenstar", text("remaining", language)),
    )
    rows = [_project_row(project) for project in found]
    yearly = sum_columns([project.yearly_cost for project in found], len(view.years))
    spent = sum(project.spent_earlier for project in found)
    rows.append(
        Row(
            "sum",
            text("sum_investments", language),
            (
                missing(Missing.NOT_POSSIBLE),
                number(sum(project.cost_frame or 0 for project in found)),
                _cost(spent),
                *(_cost(amount) for amount in yearly),
                number(sum(yearly)),
                number(sum(project.remaining or 0 for project in found)),
            ),
            RowRole.TOTAL,
        )
    )
    largest = max(found, key=lambda project: sum(project.yearly_cost))
    table = Table(
        f"tab-investeringer-{area}" if area else "tab-investeringer",
        text("projects_title", language, name=largest.name, amount=million(sum(largest.yearly_cost))),
        text("projects_subtitle", language),
        Unit.MILLION_NOK,
        columns,
        tuple(rows),
        budget_source(view, language),
    )
    return Output((TableNode(table),))


def str_years(view: PlanView) -> str:
    """The plan's years as "2027–2030"."""
    return f"{view.years[0]}\u2013{view.years[-1]}"


def _project_row(project: InvestmentProject) -> Row:
    frame = missing(Missing.NOT_AVAILABLE) if project.cost_frame is None else number(project.cost_frame)
    remaining = missing(Missing.NOT_AVAILABLE) if project.remaining is None else number(project.remaining)
    return Row(
        f"prosjekt-{project.number}",
        f"{project.number} {project.name}",
        (
            number(project.finish_year),
            frame,
            _cost(project.spent_earlier),
            *(_cost(amount) for amount in project.yearly_cost),
            number(sum(project.yearly_cost)),
            remaining,
        ),
    )


@block("budget.project_texts", "Om prosjektene", requires=[PLAN])
def project_texts(request: Request, view: PlanView) -> Output:
    """What each project is, its financing besides loans, and the yearly cost it brings to operations."""
    language, area = request.language, str(request.options.get("area", ""))
    found = [p for p in view.proposal.projects if p.description and (not area or p.area == area)]
    if not found:
        return Output()
    rows = tuple(
        Row(f"om-{project.number}", project.name, tuple(_cost(amount) for amount in project.yearly_cost))
        for project in found
    )
    table = Table(
        f"tab-om-prosjektene-{area}" if area else "tab-om-prosjektene",
        text("project_texts_title", language),
        text("projects_subtitle", language),
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
            _financing(project, language),
            view.area_names.get(project.area, ""),
            text("new_project" if project.is_new else "ongoing_project", language),
        )
        for project in found
    )
    return Output((Measures(table, texts),))


def _financing(project: InvestmentProject, language: str) -> tuple[Inline, ...]:
    parts = [
        text("other_financing", language, name=financing.name, amount=million(sum(financing.amounts)))
        for financing in project.other_financing
        if any(financing.amounts)
    ]
    if any(project.operating_effect):
        parts.append(text("operating_effect", language, amount=million(project.operating_effect[-1])))
    return written(" ".join(parts), project.number) if parts else ()


@block("budget.financing", "Finansiering av investeringene", requires=[PLAN])
def financing(request: Request, view: PlanView) -> Output:
    """What is invested each year and how it is paid: the lines of § 5-5 as a table and stacked bars."""
    language, before = request.language, len(view.history)
    statement = view.statement("5-5-1")
    width = len(view.years)

    def amounts(line: str) -> tuple[int, ...]:
        return statement.line(line).amounts[before:]

    rows = [
        Row(f"linje-{line}", statement.line(line).label, money(amounts(line)), level=1)
        for line in FINANCING_LINES
        if any(amounts(line))
    ]
    total = sum_columns([amounts(line) for line in FINANCING_LINES], width)
    rows.append(Row("sum", text("sum_financing", language), money(total), RowRole.TOTAL))
    loans = amounts("13")
    invested = amounts("6")
    title = text("financing_title", language, loans=million(sum(loans)), total=million(sum(invested)))
    subtitle = text("financing_subtitle", language)
    table = Table(
        "fig-finansiering-tabell",
        title,
        subtitle,
        Unit.MILLION_NOK,
        plan_columns(view, language),
        tuple(rows),
        budget_source(view, language),
    )
    roles = (SeriesRole.OWN, SeriesRole.FIRST, SeriesRole.SECOND, SeriesRole.OTHER)
    shown = [row for row in rows[:-1] if all(isinstance(c.value, int) and c.value >= 0 for c in row.cells)]
    shown.sort(key=lambda row: -sum(int(str(cell.value)) for cell in row.cells))
    series = tuple(Series(row.id, row.label, role) for row, role in zip(shown, roles, strict=False))
    chart = Chart(
        "fig-finansiering",
        title,
        subtitle,
        text(
            "financing_sentence", language, total=million(sum(total)), years=str_years(view), loans=million(sum(loans))
        ),
        ChartKind.STACKED_BARS,
        table,
        series,
        tuple(str(year) for year in view.years),
    )
    return Output((chart,))


@block("budget.investments_by_area", "Bevilgningsoversikt investering, andre del", requires=[PLAN])
def investments_by_area(request: Request, view: PlanView) -> Output:
    """§ 5-5 second part: investment expenditure by area and project, equal to lines 1-4 of the first part."""
    language, width = request.language, len(view.years)
    grouped = totals(view.proposal, ("area", "project", "function", "art"), {"account_class": "investment"})
    sums: dict[tuple[str, str], tuple[int, ...]] = {}
    for (area, project, function, art), amounts in grouped.items():
        if line_of_account("5-5-1", function, art) in EXPENDITURE_LINES:
            held = sums.get((area, project), (0,) * width)
            sums[area, project] = tuple(map(int.__add__, held, amounts))
    names = {project.number: project for project in view.proposal.projects}
    owner = {number: project.area for number, project in names.items()}
    by_area: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    for (area, project), amounts in sums.items():
        by_area.setdefault(owner.get(project) or area, []).append((project, amounts))
    rows: list[Row] = []
    for area in [a.code for a in view.proposal.areas] + sorted(set(by_area) - set(view.area_names)):
        if not any(any(amounts) for _, amounts in by_area.get(area, ())):
            continue
        for project, amounts in sorted(by_area[area]):
            name = f"{project} {names[project].name}" if project in names else project or text("no_project", language)
            rows.append(Row(f"{area}-{project or 'uten'}", name, tuple(_cost(a) for a in amounts), level=1))
        total = sum_columns([amounts for _, amounts in by_area[area]], width)
        label = text("sum_of", language, name=view.area_names.get(area, area))
        rows.append(Row(f"sum-{area}", label, money(total), RowRole.SUBTOTAL))
    grand = sum_columns(list(sums.values()), width)
    rows.append(Row("sum", text("sum_part_two", language), money(grand), RowRole.TOTAL))
    table = Table(
        "tab-5-5-2",
        text("statement_title_5-5-2", language),
        text("statement_subtitle", language, reference=text("reference_5-5-2", language)),
        Unit.THOUSAND_NOK,
        plan_columns(view, language),
        tuple(rows),
        budget_source(view, language),
    )
    return Output((TableNode(table),))

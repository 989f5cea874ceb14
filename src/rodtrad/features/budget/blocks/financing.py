"""How the investments are paid, and what each project costs operations afterwards (kommuneloven §§ 14-4, 14-14)."""

from rodtrad.calculations.finance.capital_cost import CapitalCost
from rodtrad.calculations.finance.capital_cost_lines import project_cost
from rodtrad.calculations.ledger import NotComputable
from rodtrad.calculations.ledger.projects import InvestmentProject
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation, ExplanationStep, FactUsed
from rodtrad.documents.nodes import Chart, ChartKind, Node, Series, SeriesRole, TableNode
from rodtrad.documents.tables import Cell, Column, Missing, Row, RowRole, Table, missing, number
from rodtrad.features.budget.blocks.columns import (
    PLAN,
    budget_source,
    in_words,
    money,
    percent_in_words,
    plan_columns,
    sum_columns,
    years_in_words,
)
from rodtrad.features.budget.blocks.not_computable import notice, obstacle
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import format_in_unit
from rodtrad.values.units import Unit
from rodtrad.values.wording import worded

_PAID_BY = (
    ("moms", ("7",), SeriesRole.OTHER),
    ("andre", ("8", "9", "10", "11", "12"), SeriesRole.SECOND),
    ("lan", ("13",), SeriesRole.FIRST),
    ("egne", ("20", "21", "22"), SeriesRole.OWN),
)
_FINANCED = "6"


@block("budget.financing", "Finansiering av investeringene", requires=[PLAN])
def financing(request: Request, view: PlanView) -> Output:
    """What is invested each year and how it is paid: the lines of § 5-5 in four groups, as a table and stacked bars."""
    language, before, width = request.language, len(view.history), len(view.years)
    reason = obstacle(view, "5-5-1")
    if reason:
        return Output((notice("fig-finansiering", text("financing_name", language), reason, language),))
    statement = view.statement("5-5-1")

    def amounts(line: str) -> tuple[int, ...]:
        return statement.line(line).amounts[before:]

    rows: list[Row] = []
    sums: dict[str, tuple[int, ...]] = {}
    for group, lines, _ in _PAID_BY:
        sums[group] = sum_columns([amounts(line) for line in lines], width)
        posted = [line for line in lines if any(amounts(line))]
        for line in posted:
            label = worded(statement.line(line).label, language)
            rows.append(Row(f"linje-{line}", label, money(amounts(line)), level=1))
        if posted and len(lines) > 1:
            rows.append(Row(f"sum-{group}", text(f"financing_{group}", language), money(sums[group]), RowRole.SUBTOTAL))
    total = sum_columns(list(sums.values()), width)
    rows.append(Row("sum", text("sum_financing", language), money(total), RowRole.TOTAL))
    invested, loans = amounts(_FINANCED), sums["lan"]
    if not any(total) and not any(invested):
        return Output()
    said = {"total": in_words(sum(invested), language), "loans": in_words(sum(loans), language)}
    title = text("financing_title" if sum(loans) > 0 else "financing_title_no_loans", language, **said)
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
    shown = [(lines, group, role) for group, lines, role in _PAID_BY if any(sums[group]) and min(sums[group]) >= 0]
    if len(shown) < sum(1 for group in sums if any(sums[group])):
        return Output((TableNode(table),))
    series = tuple(
        Series(f"linje-{lines[0]}" if len(lines) == 1 else f"sum-{group}", text(f"financing_{group}", language), role)
        for lines, group, role in shown
    )
    parts = ", ".join(
        f"{text(f'financing_{group}', language).lower()} {in_words(sum(sums[group]), language)}"
        for _, group, _ in shown
    )
    sentence = text("financing_sentence", language, total=said["total"], years=years_in_words(view), parts=parts)
    chart = Chart(
        "fig-finansiering",
        title,
        subtitle,
        sentence,
        ChartKind.STACKED_BARS,
        table,
        series,
        tuple(str(year) for year in view.years),
    )
    return Output((chart,))


@block("budget.capital_costs", "Hva investeringene koster driften", requires=[PLAN])
def capital_costs(request: Request, view: PlanView) -> Output:
    """Each project's loan in the plan and the interest and instalments that follow, with what they rest on."""
    language = request.language
    columns = (
        Column("lan", text("loan_in_plan", language), years_in_words(view)),
        *plan_columns(view, language),
    )
    rows, explanations = [], []
    sums: list[tuple[int, ...]] = []
    unknown = 0
    for project in view.proposal.projects:
        computed = project_cost(view.proposal, project)
        cells: tuple[Cell, ...]
        if isinstance(computed.result, NotComputable):
            unknown += 1
            cells = (missing(Missing.NOT_POSSIBLE, worded(computed.result.reason, language)),) * len(columns)
        else:
            cost = computed.result
            yearly = tuple(map(int.__add__, cost.interest, cost.instalment))
            sums.append((sum(cost.loan), *yearly))
            if not any(sums[-1]):
                continue
            explanation = _explain(project, cost, view, language)
            explanations.append(explanation)
            cells = (number(sum(cost.loan)), *money(yearly, explanation=explanation.id, at=len(yearly) - 1))
        rows.append(Row(f"prosjekt-{project.number}", f"{project.number} {project.name}", cells))
    if not rows:
        return Output()
    total = sum_columns(sums, len(columns))
    reason = text("projects_not_computable", language, count=unknown)
    rows.append(
        Row(
            "sum",
            text("sum_capital_costs", language),
            (missing(Missing.NOT_POSSIBLE, reason),) * len(columns) if unknown else money(total),
            RowRole.TOTAL,
        )
    )
    title = text("capital_costs_title", language, amount=in_words(total[-1], language), year=view.years[-1])
    table = Table(
        "tab-kapitalkostnader",
        text("capital_costs_title_unknown", language, count=unknown) if unknown else title,
        text("capital_costs_subtitle", language),
        Unit.THOUSAND_NOK,
        columns,
        tuple(rows),
        budget_source(view, language),
    )
    nodes: tuple[Node, ...] = (TableNode(table),)
    return Output(nodes, tuple(explanations))


def _explain(project: InvestmentProject, cost: CapitalCost, view: PlanView, language: str) -> Explanation:
    """The project's loan, and its interest and instalment in the plan's last year, with every parameter used."""
    last = view.years[-1]

    def step(key: str, amount: int, *, signed: bool = True) -> ExplanationStep:
        return ExplanationStep(text(key, language, year=last), format_in_unit(amount, Unit.NOK, signed=signed))

    steps = (
        step("capital_gross", sum(cost.gross)),
        step("capital_vat_compensation", -sum(cost.vat_compensation)),
        step("capital_other_financing", -sum(cost.other_financing)),
        *((step("capital_overfinanced", sum(cost.overfinanced)),) if any(cost.overfinanced) else ()),
        step("capital_loan", sum(cost.loan), signed=False),
        step("capital_interest", cost.interest[-1]),
        step("capital_instalment", cost.instalment[-1]),
        step("capital_interest_and_instalment", cost.interest[-1] + cost.instalment[-1], signed=False),
    )
    facts = []
    rate = view.proposal.parameter("interest_rate", last, project.entity)
    if rate is not None and rate.value is not None:
        name = text("fact_interest_rate", language, year=last)
        facts.append(FactUsed(name, percent_in_words(rate.value, language), rate.source))
    share = view.proposal.parameter("vat_compensation_share", view.first, project.entity)
    if project.vat_compensation is not None:
        value = percent_in_words(project.vat_compensation * 100, language)
        facts.append(FactUsed(text("fact_vat_share", language), value, text("stated_for_project", language)))
    elif share is not None and share.value is not None:
        facts.append(FactUsed(text("fact_vat_share", language), percent_in_words(share.value, language), share.source))
    if project.asset_life is not None:
        life = text("years_count", language, count=project.asset_life)
        facts.append(FactUsed(text("fact_asset_life", language), life, text("stated_for_project", language)))
    return Explanation(
        id=f"b-kapitalkostnad-{project.number}",
        title=text("capital_cost_of", language, name=project.name, year=last),
        formula=text("formula_capital_cost", language),
        steps=steps,
        unit=text("unit_nok_in_plan", language, years=years_in_words(view)),
        facts=tuple(facts),
        data=text("data_budget", language),
        formula_id="finance.capital_cost",
    )

"""The financial targets, the funds and the debt through the plan, and every check with its law reference."""

from decimal import Decimal

from rodtrad.calculations.checks.results import CheckResult, State
from rodtrad.calculations.finance.debt import debt_development
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.finance.indicators import INDICATORS, indicator_amounts, indicator_percent
from rodtrad.calculations.ledger import NotComputable
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation, ExplanationStep, FactUsed
from rodtrad.documents.nodes import Chart, ChartKind, Node, Series, SeriesRole, TableNode
from rodtrad.documents.tables import (
    Cell,
    Column,
    Missing,
    Row,
    RowRole,
    Status,
    Table,
    missing,
    number,
    status,
    words,
)
from rodtrad.features.budget.blocks.columns import PLAN, budget_source, million, money, plan_columns, sum_columns
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import NBSP, format_in_unit, format_number
from rodtrad.values.units import Unit

TREASURY = "treasury"
STATES = {State.HOLDS: Status.HOLDS, State.BROKEN: Status.BROKEN, State.NOT_COMPUTABLE: Status.NOT_COMPUTABLE}


def percent_cells(values: tuple[Decimal | NotComputable, ...], explanation: str | None = None) -> tuple[Cell, ...]:
    """Cells of percent; what is not computable says why."""
    return tuple(
        missing(Missing.NOT_POSSIBLE, value.reason)
        if isinstance(value, NotComputable)
        else number(value, explanation=explanation if place == 0 else None)
        for place, value in enumerate(values)
    )


def limit_of(view: PlanView, indicator: str) -> tuple[Decimal, bool] | None:
    """The municipality's own limit for an indicator and whether it is a floor; None when none is set."""
    for target in view.proposal.targets:
        if target.indicator == indicator and target.entity == TREASURY:
            return target.limit, target.lowest
    return None


def meets(value: Decimal | NotComputable, limit: tuple[Decimal, bool]) -> Status:
    """Whether a value keeps a limit."""
    if isinstance(value, NotComputable):
        return Status.NOT_COMPUTABLE
    return Status.HOLDS if (value >= limit[0] if limit[1] else value <= limit[0]) else Status.BROKEN


@block("budget.targets", "Finansielle måltall", requires=[PLAN])
def targets(request: Request, view: PlanView) -> Output:
    """Each indicator per plan year in percent of operating income, the limit, and how many years it is kept."""
    language = request.language
    plan = EntityPlan(view.proposal, TREASURY)
    rows, explanations, charts = [], [], []
    for indicator in INDICATORS:
        values = indicator_percent(plan, indicator)
        limit = limit_of(view, indicator)
        explanation = _explain(plan, indicator, view, language)
        if explanation:
            explanations.append(explanation)
        cells: list[Cell] = list(percent_cells(values, explanation.id if explanation else None))
        if limit is None:
            cells += [missing(Missing.NOT_AVAILABLE, text("no_target", language)), words("")]
        else:
            cells += [number(limit[0]), _judgement(view, values, limit, language)]
        rows.append(Row(indicator.replace("_", "-"), text(f"indicator_{indicator}", language), tuple(cells)))
        if limit is not None and not any(isinstance(value, NotComputable) for value in values):
            charts.append(_target_chart(view, indicator, values, limit, language))
    broken = sum(1 for row in rows if row.cells[-1].status is Status.BROKEN)
    table = Table(
        "tab-maltall",
        text("targets_title_broken" if broken else "targets_title_held", language, count=broken, total=len(rows)),
        text("targets_subtitle", language),
        Unit.PERCENT_TWO_DECIMALS,
        (
            *plan_columns(view, language),
            Column("mal", text("target_limit", language), text("phase_target", language)),
            Column("status", text("status", language), unit=Unit.TEXT),
        ),
        tuple(rows),
        budget_source(view, language),
    )
    return Output((TableNode(table), *charts), tuple(explanations))


def _judgement(
    view: PlanView, values: tuple[Decimal | NotComputable, ...], limit: tuple[Decimal, bool], language: str
) -> Cell:
    states = [meets(value, limit) for value in values]
    broken = [str(year) for year, state in zip(view.years, states, strict=True) if state is Status.BROKEN]
    if broken:
        return status(text("target_broken", language, years=", ".join(broken)), Status.BROKEN)
    if Status.NOT_COMPUTABLE in states:
        return status(text("state_not_computable", language), Status.NOT_COMPUTABLE)
    return status(text("target_held", language), Status.HOLDS)


def _explain(plan: EntityPlan, indicator: str, view: PlanView, language: str) -> Explanation | None:
    amounts, income = indicator_amounts(plan, indicator), plan.figure("operating_income")
    value = indicator_percent(plan, indicator)[0]
    if isinstance(amounts, NotComputable) or isinstance(income, NotComputable) or isinstance(value, NotComputable):
        return None
    limit = limit_of(view, indicator)
    facts: tuple[FactUsed, ...] = ()
    if limit:
        bound = text("at_least" if limit[1] else "at_most", language)
        target = next(t for t in view.proposal.targets if t.indicator == indicator)
        facts = (FactUsed(text("own_target", language), f"{bound} {_percent(limit[0])}", target.source),)
    return Explanation(
        id=f"b-{indicator.replace('_', '-')}",
        title=f"{text(f'indicator_{indicator}', language)} {view.first}",
        formula=text(f"formula_{indicator}", language),
        steps=(
            ExplanationStep(text(f"indicator_{indicator}", language), format_in_unit(amounts[0], Unit.NOK)),
            ExplanationStep(text("operating_income", language), format_in_unit(income[0], Unit.NOK)),
            ExplanationStep(text("share", language), _percent(value, 2)),
        ),
        unit=text("percent_of_income", language),
        facts=facts,
        data=text("data_budget", language),
        formula_id=f"finance.{indicator}",
    )


def _percent(value: Decimal, places: int | None = None) -> str:
    shown = places if places is not None else max(0, -int(value.normalize().as_tuple().exponent))
    return f"{format_number(value, shown)}{NBSP}%"


def _target_chart(
    view: PlanView,
    indicator: str,
    values: tuple[Decimal | NotComputable, ...],
    limit: tuple[Decimal, bool],
    language: str,
) -> Chart:
    name = text(f"indicator_{indicator}", language)
    known = [value for value in values if isinstance(value, Decimal)]
    rows = (
        Row("verdi", name, percent_cells(values)),
        Row("mal", text("own_target", language), tuple(number(limit[0]) for _ in values)),
    )
    title = text(
        "indicator_title", language, name=name, first=_percent(known[0], 2), year=view.first,
        last=_percent(known[-1], 2), end=view.years[-1],
    )  # fmt: skip
    subtitle = text("targets_subtitle", language)
    identity = f"fig-{indicator.replace('_', '-')}"
    table = Table(
        f"{identity}-tabell", title, subtitle, Unit.PERCENT_TWO_DECIMALS, plan_columns(view, language), rows,
        budget_source(view, language),
    )  # fmt: skip
    bound = text("at_least" if limit[1] else "at_most", language)
    sentence = text(
        "indicator_sentence", language, name=name.lower(), first=_percent(known[0], 2), year=view.first,
        last=_percent(known[-1], 2), end=view.years[-1], bound=bound, limit=_percent(limit[0]),
    )  # fmt: skip
    series = (Series("verdi", name, SeriesRole.OWN), Series("mal", text("own_target", language), SeriesRole.TARGET))
    return Chart(
        identity, title, subtitle, sentence, ChartKind.LINE, table, series, tuple(str(year) for year in view.years)
    )


@block("budget.funds", "Fond", requires=[PLAN])
def funds(request: Request, view: PlanView) -> Output:
    """Every fund: opening balance, the balance at the end of each plan year, and the sums per kind."""
    language = request.language
    if not view.proposal.funds:
        return Output()
    columns = (
        Column("inngang", text("opening_balance", language), text("on_1_january", language)),
        *plan_columns(view, language),
    )
    rows: list[Row] = []
    width = len(view.years)
    kinds = dict.fromkeys(fund.kind for fund in view.proposal.funds)
    grand: list[tuple[int, ...]] = []
    for kind in kinds:
        members = [fund for fund in view.proposal.funds if fund.kind is kind]
        sums = sum_columns([(f.opening_balance, *f.closing_balances) for f in members], width + 1)
        grand.append(sums)
        if len(members) > 1:
            rows.extend(
                Row(fund.id, fund.name, money((fund.opening_balance, *fund.closing_balances)), level=1)
                for fund in members
            )
        rows.append(Row(f"sum-{kind.value}", text(f"fund_{kind.value}", language), money(sums), RowRole.SUBTOTAL))
    total = sum_columns(grand, width + 1)
    rows.append(Row("sum", text("sum_funds", language), money(total), RowRole.TOTAL))
    table = Table(
        "tab-fond",
        text("funds_title", language, last=million(total[-1]), end=view.years[-1], first=million(total[0])),
        text("funds_subtitle", language),
        Unit.THOUSAND_NOK,
        columns,
        tuple(rows),
        budget_source(view, language),
    )
    return Output((TableNode(table),))


@block("budget.debt", "Lånegjeld", requires=[PLAN])
def debt(request: Request, view: PlanView) -> Output:
    """Loan debt through the plan: opening, new loans, instalments, closing; or why it is not computable."""
    language = request.language
    development = debt_development(EntityPlan(view.proposal, TREASURY))
    if isinstance(development, NotComputable):
        cells = (missing(Missing.NOT_POSSIBLE, development.reason),) * len(view.years)
        rows: tuple[Row, ...] = (Row("utgang", text("debt_closing", language), cells),)
        title = text("debt_title_unknown", language)
    else:
        rows = (
            Row("inngang", text("debt_opening", language), money(development.opening), RowRole.START),
            Row("nye-lan", text("debt_loans", language), money(development.loans), level=1),
            Row(
                "avdrag", text("debt_instalments", language), money(tuple(-a for a in development.instalments)), level=1
            ),
            Row("utgang", text("debt_closing", language), money(development.closing), RowRole.TOTAL),
        )
        title = text(
            "debt_title", language, first=million(development.opening[0]), last=million(development.closing[-1]),
            end=view.years[-1],
        )  # fmt: skip
    subtitle = text("debt_subtitle", language)
    table = Table(
        "tab-gjeld", title, subtitle, Unit.THOUSAND_NOK, plan_columns(view, language), rows,
        budget_source(view, language),
    )  # fmt: skip
    nodes: tuple[Node, ...] = (TableNode(table),)
    return Output(nodes)


@block("budget.checks", "Kontroll mot loven", requires=[PLAN])
def checks(request: Request, view: PlanView) -> Output:
    """Every check of every entity: what the law asks, and whether the plan keeps it, breaks it, or cannot tell."""
    language = request.language
    ordered = sorted(view.checks, key=lambda result: (result.entity != TREASURY, result.entity))
    rows = [_check_row(result, view, language, place) for place, result in enumerate(ordered)]
    states = [result.state for result in ordered]
    table = Table(
        "tab-kontroll",
        text(
            "checks_title",
            language,
            held=states.count(State.HOLDS),
            total=len(states),
            broken=states.count(State.BROKEN),
            unknown=states.count(State.NOT_COMPUTABLE),
        ),
        text("checks_subtitle", language),
        Unit.TEXT,
        (
            Column("status", text("status", language), unit=Unit.TEXT),
            Column("forklaring", text("what_we_found", language), unit=Unit.TEXT),
            Column("hjemmel", text("law", language), unit=Unit.TEXT),
        ),
        tuple(rows),
        budget_source(view, language),
    )
    return Output((TableNode(table),))


def _check_row(result: CheckResult, view: PlanView, language: str, place: int) -> Row:
    law = result.law_reference if result.verified else text("law_unverified", language, law=result.law_reference)
    explained = f"{result.message} {result.note}".strip()
    side = f" ({text(f'side_{result.side}', language)})" if result.side else ""
    owner = "" if result.entity == TREASURY else f" – {result.entity}"
    return Row(
        f"{result.id.lower().replace('_', '-')}-{place}",
        f"{result.title}{side}{owner}",
        (status(text(f"state_{result.state.value}", language), STATES[result.state]), words(explained), words(law)),
    )

"""Funds and loan debt through the plan, each as a table and a chart (forskrift chapter 4, kommuneloven § 14-18)."""

from rodtrad.calculations.finance.debt import DebtDevelopment, debt_development
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.ledger import Fund, FundKind, NotComputable
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.editions import Explanation
from rodtrad.documents.nodes import Chart, ChartKind, Node, Series, SeriesRole, TableNode
from rodtrad.documents.tables import Column, Missing, Row, RowRole, Table, missing
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.blocks.columns import (
    PLAN,
    budget_source,
    in_words,
    money,
    plan_columns,
    sum_columns,
)
from rodtrad.features.budget.blocks.explanations import sum_explanation
from rodtrad.features.budget.blocks.targets import TREASURY
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.units import Unit
from rodtrad.values.wording import worded

_ROLES = {
    FundKind.GENERAL: SeriesRole.OWN,
    FundKind.BOUND_OPERATING: SeriesRole.FIRST,
    FundKind.FREE_INVESTMENT: SeriesRole.SECOND,
    FundKind.BOUND_INVESTMENT: SeriesRole.OTHER,
}


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
    explanations: list[Explanation] = []
    sums: dict[FundKind, tuple[int, ...]] = {}
    for kind in dict.fromkeys(fund.kind for fund in view.proposal.funds):
        members = [fund for fund in view.proposal.funds if fund.kind is kind]
        sums[kind] = sum_columns([_balances(fund) for fund in members], len(columns))
        explanations.append(_fund_explanation(kind, members, view, language))
        if len(members) > 1:
            rows.extend(Row(fund.id, fund.name, money(_balances(fund)), level=1) for fund in members)
        cells = money(sums[kind], explanation=explanations[-1].id, at=1)
        rows.append(Row(f"sum-{address(kind.value)}", text(f"fund_{kind.value}", language), cells, RowRole.SUBTOTAL))
    total = sum_columns(list(sums.values()), len(columns))
    rows.append(Row("sum", text("sum_funds", language), money(total), RowRole.TOTAL))
    first, last = in_words(total[0], language), in_words(total[-1], language)
    title = text("funds_title", language, last=last, end=view.years[-1], first=first)
    subtitle = text("funds_subtitle", language)
    table = Table("tab-fond", title, subtitle, Unit.THOUSAND_NOK, columns, tuple(rows), budget_source(view, language))
    nodes: tuple[Node, ...] = (TableNode(table), *_fund_chart(view, sums, columns, language))
    return Output(nodes, tuple(explanations))


def _balances(fund: Fund) -> tuple[int, ...]:
    return (fund.opening_balance, *fund.closing_balances)


def _fund_explanation(kind: FundKind, members: list[Fund], view: PlanView, language: str) -> Explanation:
    parts = [
        (text("opening_of_year", language, year=view.first), sum(fund.opening_balance for fund in members)),
        (text("deposits", language), sum(fund.deposits[0] for fund in members)),
        (text("uses", language), -sum(fund.uses[0] for fund in members)),
    ]
    name = text(f"fund_{kind.value}", language)
    title = text("at_end_of", language, name=name, year=view.first)
    return sum_explanation(
        f"b-fond-{address(kind.value)}", title, text("formula_fund", language), parts, view, language
    )


def _fund_chart(
    view: PlanView, sums: dict[FundKind, tuple[int, ...]], columns: tuple[Column, ...], language: str
) -> tuple[Chart, ...]:
    """The kinds stacked, year by year; no chart where a fund is overdrawn, since a part cannot be less than nothing."""
    if any(min(amounts) < 0 for amounts in sums.values()) or not any(any(amounts) for amounts in sums.values()):
        return ()
    rows = tuple(Row(address(kind.value), text(f"fund_{kind.value}", language), money(sums[kind])) for kind in sums)
    total = sum_columns(list(sums.values()), len(columns))
    said = {"first": in_words(total[0], language), "last": in_words(total[-1], language), "end": view.years[-1]}
    sentence = text("fund_chart_sentence", language, **said)
    title, subtitle = text("funds_title", language, **said), text("funds_subtitle_million", language)
    if FundKind.GENERAL in sums:
        first, *_, last = sums[FundKind.GENERAL]
        key = "fund_chart_up" if last > first else "fund_chart_down" if last < first else "fund_chart_same"
        title = text(key, language, first=in_words(first, language), last=in_words(last, language))
    table = Table("fig-fond-tabell", title, subtitle, Unit.MILLION_NOK, columns, rows, budget_source(view, language))
    series = tuple(Series(row.id, row.label, _ROLES[kind]) for kind, row in zip(sums, rows, strict=True))
    chart = Chart(
        "fig-fond", title, subtitle, sentence, ChartKind.STACKED_BARS, table,
        series, tuple(column.id for column in columns),
    )  # fmt: skip
    return (chart,)


@block("budget.debt", "Lånegjeld", requires=[PLAN])
def debt(request: Request, view: PlanView) -> Output:
    """Loan debt through the plan: opening, new loans, instalments, closing; or why it is not computable."""
    language = request.language
    development = debt_development(EntityPlan(view.proposal, TREASURY))
    subtitle = text("debt_subtitle", language)
    if isinstance(development, NotComputable):
        cells = (missing(Missing.NOT_POSSIBLE, worded(development.reason, language)),) * len(view.years)
        table = Table(
            "tab-gjeld", text("debt_title_unknown", language), subtitle, Unit.THOUSAND_NOK,
            plan_columns(view, language), (Row("utgang", text("debt_closing", language), cells),),
            budget_source(view, language),
        )  # fmt: skip
        return Output((TableNode(table),))
    parts = [
        (text("debt_opening", language), development.opening[0]),
        (text("debt_loans", language), development.loans[0]),
        (text("debt_instalments", language), -development.instalments[0]),
    ]
    explanation = sum_explanation(
        "b-gjeld", f"{text('debt_closing', language)} {view.first}", text("formula_closing_debt", language), parts,
        view, language, formula_id="finance.debt_development",
    )  # fmt: skip
    paid = tuple(-amount for amount in development.instalments)
    rows = (
        Row("inngang", text("debt_opening", language), money(development.opening), RowRole.START),
        Row("nye-lan", text("debt_loans", language), money(development.loans), level=1),
        Row("avdrag", text("debt_instalments", language), money(paid), level=1),
        Row(
            "utgang", text("debt_closing", language),
            money(development.closing, explanation=explanation.id), RowRole.TOTAL,
        ),
    )  # fmt: skip
    first, last = development.opening[0], development.closing[-1]
    key = "debt_title_up" if last > first else "debt_title_down" if last < first else "debt_title_same"
    title = text(
        key, language, first=in_words(first, language), last=in_words(last, language), end=view.years[-1],
        amount=in_words(abs(last - first), language),
    )  # fmt: skip
    table = Table(
        "tab-gjeld", title, subtitle, Unit.THOUSAND_NOK, plan_columns(view, language), rows,
        budget_source(view, language),
    )  # fmt: skip
    return Output((TableNode(table), _debt_chart(view, development, language)), (explanation,))


def _debt_chart(view: PlanView, development: DebtDevelopment, language: str) -> Chart:
    """New loans beside instalments: where the first is the larger, the debt grows."""
    loans, paid = sum(development.loans), sum(development.instalments)
    key = "debt_chart_more" if loans > paid else "debt_chart_less" if loans < paid else "debt_chart_same"
    said = {"loans": in_words(loans, language), "paid": in_words(paid, language)}
    title, subtitle = text(key, language, **said), text("debt_chart_subtitle", language)
    rows = (
        Row("nye-lan", text("debt_loans", language), money(development.loans)),
        Row("avdrag", text("debt_instalments", language), money(development.instalments)),
    )
    table = Table(
        "fig-gjeld-tabell", title, subtitle, Unit.MILLION_NOK, plan_columns(view, language), rows,
        budget_source(view, language),
    )  # fmt: skip
    series = (
        Series("nye-lan", rows[0].label, SeriesRole.FIRST),
        Series("avdrag", rows[1].label, SeriesRole.OWN),
    )
    sentence = text("debt_chart_sentence", language, **said, year=view.first, end=view.years[-1])
    return Chart(
        "fig-gjeld", title, subtitle, sentence, ChartKind.BARS, table, series, tuple(str(year) for year in view.years)
    )

"""The front page's five key figures, and the main figures of the whole plan."""

from decimal import Decimal

from rodtrad.calculations.finance.closing_balances import closing_balance
from rodtrad.calculations.finance.debt import debt_development
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.finance.indicators import indicator_amounts, indicator_percent
from rodtrad.calculations.ledger import FundKind, NotComputable
from rodtrad.calculations.ledger.accounts import INVESTMENT, OPERATING
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import KeyFigure, KeyFigures, TableNode
from rodtrad.documents.tables import Cell, Missing, Note, Row, RowRole, Table, missing, number
from rodtrad.facts.municipal_act.account_groups import balance_figure
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.blocks.columns import (
    PLAN,
    accounts_and_budget_source,
    all_columns,
    change_in_words,
    in_words,
    money,
    percent_in_words,
    section_row,
    with_prices,
)
from rodtrad.features.budget.blocks.not_computable import line_cells, notice, obstacle
from rodtrad.features.budget.blocks.targets import TREASURY, bound_in_words, limits_of, meets
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.units import Unit
from rodtrad.values.wording import joined, worded

_OPERATING = (("9", RowRole.ITEM), ("15", RowRole.ITEM), ("16", RowRole.SUBTOTAL), ("22", RowRole.ITEM))
_RESULT = (("23", RowRole.ITEM), ("24", RowRole.TOTAL), ("25", RowRole.ITEM))
_INVESTED = (("6", RowRole.ITEM), ("13", RowRole.ITEM))
Balances = tuple[int, ...]


@block("budget.key_figures", "Nøkkeltall", requires=[PLAN])
def key_figures(request: Request, view: PlanView) -> Output:
    """Five key figures of the budget year: expenditure, net result, investments, debt, fund; change and target."""
    language, before = request.language, len(view.history)
    plan = EntityPlan(view.proposal, TREASURY)
    figures = (
        _amount("driftsutgifter", "5-6", "15", view, language),
        _share("net_operating_result", plan, view, language),
        _amount("investeringer", "5-5-1", "6", view, language),
        _share("debt", plan, view, language),
        _share("general_fund", plan, view, language),
    )
    note = text("key_figures_note_plain", language, year=view.first)
    if not obstacle(view, "5-6"):
        income = view.statement("5-6").line("9").amounts[before]
        note = text("key_figures_note", language, year=view.first, income=in_words(income, language))
    return Output((KeyFigures("nokkeltall", figures, note),))


def _amount(id: str, statement_id: str, line: str, view: PlanView, language: str) -> KeyFigure:
    label, reason, before = text(f"key_{id}", language), obstacle(view, statement_id), len(view.history)
    if reason:
        return KeyFigure(id, label, missing(Missing.NOT_POSSIBLE, worded(reason, language)), Unit.MILLION_NOK)
    amounts = view.statement(statement_id).line(line).amounts
    change = ""
    if before and view.history[-1].year == view.first - 1:
        words = change_in_words(amounts[before - 1], amounts[before], language)
        change = text("change_from", language, change=words, year=view.first - 1)
    link = f"#tab-{statement_id}:linje-{line}:{view.first}"
    return KeyFigure(id, label, number(amounts[before]), Unit.MILLION_NOK, change, link=link)


def _share(indicator: str, plan: EntityPlan, view: PlanView, language: str) -> KeyFigure:
    values, limit = indicator_percent(plan, indicator), limits_of(view, indicator)[0]
    value, last = values[0], values[-1]
    target, state = "", None
    if limit is not None:
        state = meets(value, limit)
        verdict = text(f"verdict_{state.value}", language)
        target = text("target_sentence", language, bound=bound_in_words(limit, language), verdict=verdict)
    trend = ""
    if isinstance(last, Decimal) and isinstance(value, Decimal) and len(values) > 1:
        trend = text("towards", language, value=percent_in_words(last, language, 1), year=view.years[-1])
    id = address(indicator)
    cell = (
        missing(Missing.NOT_POSSIBLE, worded(value.reason, language))
        if isinstance(value, NotComputable)
        else number(value)
    )
    link = f"#tab-maltall:{id}:{view.first}"
    return KeyFigure(id, text(f"indicator_{indicator}", language), cell, Unit.PERCENT, trend, target, state, link)


@block("budget.main_figures", "Hovedtall", requires=[PLAN])
def main_figures(request: Request, view: PlanView) -> Output:
    """Income, expenditure, results, investments, loans, fund and debt, year by year from the accounts to the plan."""
    language, before = request.language, len(view.history)
    reasons = {key: obstacle(view, key) for key in ("5-6", "5-5-1")}
    if all(reasons.values()) and not view.history:
        why = joined(dict.fromkeys(reasons.values()))
        return Output((notice("tab-hovedtall", text("main_figures_name", language), why, language),))
    statements = {key: view.statement(key) for key in reasons}

    def line_row(statement_id: str, line: str, role: RowRole) -> Row:
        found = statements[statement_id].line(line)
        account_class = INVESTMENT if statement_id == "5-5-1" else OPERATING
        cells = line_cells(found.amounts, account_class, reasons[statement_id], view, language)
        level = 1 if role is RowRole.ITEM else 0
        return Row(
            f"{statement_id}-{line}",
            worded(found.label, language),
            cells,
            role,
            level,
            f"#tab-{statement_id}:linje-{line}",
        )

    plan = EntityPlan(view.proposal, TREASURY)
    columns = all_columns(view, language)
    result = statements["5-6"].line("24").amounts[before]
    title = text("main_figures_name", language)
    if not reasons["5-6"]:
        key = "main_figures_plus" if result > 0 else "main_figures_minus" if result < 0 else "main_figures_zero"
        title = text(key, language, amount=in_words(abs(result), language), year=view.first)
    rows = (
        section_row("drift", text("heading_operating", language), len(columns)),
        *(line_row("5-6", line, role) for line, role in (*_OPERATING, *_RESULT)),
        section_row("investering", text("heading_investment", language), len(columns)),
        *(line_row("5-5-1", line, role) for line, role in _INVESTED),
        section_row("balanse", text("heading_balance", language), len(columns)),
        _balance_row("disposisjonsfond", "general_fund", _general_fund(plan), view, language),
        _balance_row("lanegjeld", "debt", _debt(plan), view, language),
    )  # fmt: skip
    table = Table(
        "tab-hovedtall",
        title,
        with_prices(text("main_figures_subtitle", language), view, language),
        Unit.MILLION_NOK,
        columns,
        rows,
        accounts_and_budget_source(view, language),
        notes=tuple(Note(mark, (Text(text("sector_unverified", language)),)) for row in rows for mark in row.notes),
    )
    return Output((TableNode(table),))


def _general_fund(plan: EntityPlan) -> Balances | NotComputable:
    closing = indicator_amounts(plan, "general_fund")
    if isinstance(closing, NotComputable):
        return closing
    funds = [fund for fund in plan.proposal.funds if fund.kind is FundKind.GENERAL and fund.entity == plan.entity]
    return (sum(fund.opening_balance for fund in funds), *closing)


def _debt(plan: EntityPlan) -> Balances | NotComputable:
    development = debt_development(plan)
    if isinstance(development, NotComputable):
        return development
    return (development.opening[0], *development.closing)


def _balance_row(id: str, name: str, found: Balances | NotComputable, view: PlanView, language: str) -> Row:
    """A balance at the end of each year; `found` holds the plan's, from the year before the plan and on.

    A closed year's is read from its balance sheet. The year before the plan ends with what the plan begins with.
    """
    cells: list[Cell] = []
    marks: tuple[str, ...] = ()
    for year in view.history:
        if year.balance:
            cells.append(number(closing_balance(name, year.balance)))
            marks = () if balance_figure(name).verified else (f"{id}-sektor",)
        elif year.year == view.first - 1 and not isinstance(found, NotComputable):
            cells.append(number(found[0]))
        else:
            cells.append(missing(Missing.NOT_AVAILABLE, text("balance_not_read", language)))
    if isinstance(found, NotComputable):
        cells += [missing(Missing.NOT_POSSIBLE, worded(found.reason, language))] * len(view.years)
    else:
        cells += money(found[1:])
    return Row(id, text(f"main_{name}", language), tuple(cells), notes=marks)

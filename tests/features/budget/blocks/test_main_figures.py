"""The main figures show fund and debt in earlier years too: from the balance sheet, or from where the plan begins."""

from dataclasses import replace

from tests.calculations.ledger.plans import small_plan
from tests.features.budget.blocks.reading import make, table, view_of

from rodtrad.documents.tables import Cell, Missing
from rodtrad.features.budget.plan_view import HistoricKey, HistoricYear, PlanView

AMOUNTS = {HistoricKey("2000", "operating", "202", "010"): 100}
BALANCE = {("56", "000"): -7_000_000, ("451", "355"): -90_000_000, ("451", "395"): -5_000_000}
ACCOUNTS = HistoricYear(2025, "accounts", AMOUNTS, BALANCE)
BUDGET = HistoricYear(2026, "budget", AMOUNTS)


def cells(view: PlanView, row: str) -> tuple[Cell, ...]:
    found = table(make("budget.main_figures", view), "tab-hovedtall")
    return next(one for one in found.rows if one.id == row).cells


def test_a_closed_year_shows_its_balance_and_the_year_before_the_plan_what_the_plan_begins_with() -> None:
    plan = small_plan()
    view = view_of(plan, history=(ACCOUNTS, BUDGET))
    fund = next(fund for fund in plan.funds if fund.kind.value == "general")
    assert [cell.value for cell in cells(view, "disposisjonsfond")[:2]] == [7_000_000, fund.opening_balance]
    debt = plan.parameter("debt", 2027, "treasury")
    assert debt is not None
    assert [cell.value for cell in cells(view, "lanegjeld")[:2]] == [90_000_000, debt.value]


def test_the_unconfirmed_reading_of_the_debt_is_said_under_the_table() -> None:
    found = table(make("budget.main_figures", view_of(small_plan(), history=(ACCOUNTS, BUDGET))), "tab-hovedtall")
    row = next(row for row in found.rows if row.id == "lanegjeld")
    assert row.notes == tuple(note.id for note in found.notes) == ("lanegjeld-sektor",)
    without = table(make("budget.main_figures", view_of(small_plan(), history=(BUDGET,))), "tab-hovedtall")
    assert without.notes == ()


def test_a_year_without_a_balance_says_so() -> None:
    view = view_of(small_plan(), history=(replace(ACCOUNTS, balance={}), BUDGET))
    assert [cells(view, row)[0].missing for row in ("disposisjonsfond", "lanegjeld")] == [Missing.NOT_AVAILABLE] * 2
    plan = small_plan(funds=(), parameters=())
    found = cells(view_of(plan, history=(BUDGET,)), "lanegjeld")
    assert found[0].missing is Missing.NOT_AVAILABLE
    assert {cell.missing for cell in found[1:]} == {Missing.NOT_POSSIBLE}

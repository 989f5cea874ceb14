"""Balances are read from the balance sheet with the sign that a reader expects, and debt without on-lending."""

import pytest

from rodtrad.calculations.finance.closing_balances import closing_balance
from rodtrad.demo.balance_sheet import closing, fund_balances
from rodtrad.demo.debt import debt_on_1_january
from rodtrad.facts.municipal_act.account_groups import balance_figure


def test_the_general_fund_is_its_chapter() -> None:
    assert closing_balance("general_fund", {("56", "000"): -750, ("51", "000"): -30, ("10", "320"): 780}) == 750


def test_debt_leaves_out_what_is_lent_on_and_what_is_no_loan() -> None:
    balance = {("451", "355"): -9_000, ("411", "355"): -500, ("451", "395"): -800, ("40", "550"): -70_000}
    assert closing_balance("debt", balance) == 9_500
    assert not balance_figure("debt").verified
    assert balance_figure("general_fund").verified


def test_an_unknown_balance_is_refused() -> None:
    with pytest.raises(KeyError):
        closing_balance("premieavvik", {})


def test_the_balance_of_the_demo_agrees_with_its_plan() -> None:
    balance = closing(2025)
    assert round(closing_balance("debt", balance) / 100) == debt_on_1_january(2026)
    assert closing_balance("general_fund", balance) == fund_balances(2025)["disposisjonsfond"]

"""Debt, working capital and funds."""

from decimal import Decimal

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.kostra.financial_position import (
    free_operating_fund_percent,
    long_term_debt_percent,
    net_loan_debt_per_inhabitant,
    net_loan_debt_percent,
    working_capital_percent,
)
from rodtrad.calculations.kostra.key_figures.evaluation import compute_key_figures

BALANCE = {
    AccountKey("B", "10", "000"): 300,
    AccountKey("B", "19", "000"): 70,
    AccountKey("B", "22", "000"): 100,
    AccountKey("B", "32", "000"): -200,
    AccountKey("B", "40", "000"): -900,
    AccountKey("B", "451", "000"): -850,
    AccountKey("B", "47", "000"): -50,
    AccountKey("B", "56", "000"): -60,
    AccountKey("B", "5900", "000"): 10,
    AccountKey("B", "9100", "000"): 40,
    AccountKey("B", "9999", "000"): -40,
}
FIGURES = compute_key_figures({AccountKey("D", "840", "800"): -1_000, **BALANCE})


def test_net_loan_debt_leaves_out_pensions_loans_given_and_unused_loans() -> None:
    assert net_loan_debt_percent(FIGURES) == Decimal(76)
    assert net_loan_debt_per_inhabitant(FIGURES, 100) == Decimal(7_600)


def test_consolidated_debt_leaves_out_internal_loans() -> None:
    assert net_loan_debt_percent(FIGURES, consolidated=True) == Decimal(71)
    assert long_term_debt_percent(FIGURES) == Decimal(85)


def test_working_capital_leaves_out_the_premium_deviation() -> None:
    assert working_capital_percent(FIGURES) == Decimal(10)


def test_an_uncovered_deficit_reduces_the_free_fund() -> None:
    assert free_operating_fund_percent(FIGURES) == Decimal(5)


def test_without_operating_accounts_nothing_is_computable() -> None:
    balance_only = compute_key_figures(BALANCE)
    assert net_loan_debt_percent(balance_only) is None
    assert free_operating_fund_percent(balance_only) is None

"""Budget deviation and year-end dispositions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.statements.budget_deviation import compute_budget_deviation
from rodtrad.calculations.statements.evaluation import compute
from rodtrad.facts.reader import Certainty

TRANSFER = AccountKey("D", "880", "570")
TO_FUND = AccountKey("D", "880", "540")
FROM_FUND = AccountKey("D", "880", "940")
COVERED = AccountKey("D", "880", "530")
RESULT = AccountKey("D", "202", "010")


def test_a_surplus_is_set_aside_after_the_budgets_own_dispositions() -> None:
    accounts = {RESULT: -300, TRANSFER: 100, TO_FUND: 200}
    statement = compute_budget_deviation("5-9-1", accounts, {TRANSFER: 100, TO_FUND: 150})
    amounts = {line.line: line.amounts[0] for line in statement.lines}
    assert (amounts["1"], amounts["4"], amounts["5"], amounts["8"]) == (300, -100, -150, 50)
    assert (amounts["10"], amounts["17"], amounts["18"]) == (0, -50, 0)


def test_a_deficit_reduces_the_transfer_and_the_allocation_first() -> None:
    accounts = {RESULT: -60, TRANSFER: 40, TO_FUND: 20}
    statement = compute_budget_deviation("5-9-1", accounts, {TRANSFER: 100, TO_FUND: 50})
    amounts = {line.line: line.amounts[0] for line in statement.lines}
    assert (amounts["8"], amounts["9"], amounts["10"], amounts["13"], amounts["18"]) == (-90, 60, 30, 0, 0)


def test_known_decisions_replace_the_differences_and_are_certain() -> None:
    accounts = {RESULT: 80, FROM_FUND: -80}
    derived = compute_budget_deviation("5-9-1", accounts, {FROM_FUND: -30})
    assert (derived.amount("14"), derived.amount("15")) == (50, 0)
    told = compute_budget_deviation("5-9-1", accounts, {FROM_FUND: -30}, {"15": 20})
    assert (told.amount("14"), told.amount("15"), told.amount("18")) == (30, 20, derived.amount("18"))
    assert told.line("15").certainty is Certainty.DATA
    assert not told.line("14").verified


def test_unused_loans_and_an_unspent_remainder_in_the_investment_account() -> None:
    accounts = {
        AccountKey("I", "222", "230"): 700,
        AccountKey("I", "841", "729"): -140,
        AccountKey("I", "222", "910"): -460,
        AccountKey("I", "880", "970"): -100,
    }
    budget = {AccountKey("I", "222", "910"): -800, AccountKey("I", "880", "970"): -100}
    statement = compute_budget_deviation("5-9-2", accounts, budget)
    amounts = {line.line: line.amounts[0] for line in statement.lines}
    assert (amounts["1"], amounts["4"], amounts["5"], amounts["9"]) == (560, -800, -100, -340)
    assert (amounts["12"], amounts["14"], amounts["16"]) == (340, 0, 0)


OPERATING_KEYS = (RESULT, TRANSFER, TO_FUND, FROM_FUND, COVERED, AccountKey("D", "202", "550"))
INVESTMENT_KEYS = tuple(
    AccountKey("I", function, art)
    for function, art in (
        ("222", "230"),
        ("222", "910"),
        ("283", "522"),
        ("283", "912"),
        ("880", "970"),
        ("880", "540"),
        ("880", "940"),
        ("880", "530"),
        ("880", "550"),
        ("841", "729"),
    )
)
amounts_of = st.integers(min_value=-1_000, max_value=1_000)


@given(st.fixed_dictionaries(dict.fromkeys(OPERATING_KEYS, st.tuples(amounts_of, amounts_of))))
def test_the_operating_remainder_ties_to_the_appropriation_statement(rows: dict[AccountKey, tuple[int, int]]) -> None:
    _ties("5-9-1", "5-4-1", rows)


@given(st.fixed_dictionaries(dict.fromkeys(INVESTMENT_KEYS, st.tuples(amounts_of, amounts_of))))
def test_the_investment_remainder_ties_to_the_appropriation_statement(rows: dict[AccountKey, tuple[int, int]]) -> None:
    _ties("5-9-2", "5-5-1", rows)


def _ties(statement_id: str, first_part: str, rows: dict[AccountKey, tuple[int, int]]) -> None:
    accounts = {key: row[0] for key, row in rows.items()}
    budget = {key: row[1] for key, row in rows.items()}
    last = compute_budget_deviation(statement_id, accounts, budget).lines[-1]
    assert last.amounts == compute(first_part, accounts).line("25").amounts
    assert last.closing_difference == (0,)


def test_a_decision_needs_an_amount_per_column() -> None:
    with pytest.raises(ValueError, match="columns"):
        compute_budget_deviation("5-9-1", {RESULT: (1, 2)}, {RESULT: (1, 2)}, {"15": 5})

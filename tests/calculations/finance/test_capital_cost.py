"""Capital cost by the worked example, and by the rules that it does not reach."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.calculations.ledger.plans import YEARS, school_project, small_plan

from rodtrad.calculations.checks import State, run_checks
from rodtrad.calculations.finance.capital_cost import capital_cost
from rodtrad.calculations.finance.capital_cost_lines import lacking_capital_cost, with_capital_cost
from rodtrad.calculations.ledger import Category, Change, OtherFinancing, balance, totals

SCHOOL = Change("skole", "Ny skole", Category.NEW_MEASURE, (), project="100", area="1")
RATES = (Decimal("0.05"),) * 4


def computed(**values: object):  # type: ignore[no-untyped-def]
    return with_capital_cost(small_plan(SCHOOL, projects=(school_project(**values),)))


def test_the_worked_example_holds_to_the_krone() -> None:
    cost = capital_cost(school_project(), YEARS, interest_rates=RATES, vat_share=Decimal("0.2"), asset_life=40)
    assert cost.vat_compensation == (2_500_000, 0, 0, 0)
    assert cost.loan == (8_000_000, 0, 0, 0)
    assert cost.interest[:3] == (200_000, 395_000, 385_000)
    assert cost.instalment == (0, 200_000, 200_000, 200_000)
    assert cost.depreciation == (0, 312_500, 312_500, 312_500)


def test_every_consequence_is_a_line_with_its_whole_account_string() -> None:
    plan = computed()
    rows = totals(plan, ("account_class", "unit", "function", "art"), {"project": "100"})
    assert rows == {
        ("investment", "2000", "222", "230"): (10_000_000, 0, 0, 0),
        ("investment", "2000", "222", "429"): (2_500_000, 0, 0, 0),
        ("investment", "2000", "222", "810"): (-2_000_000, 0, 0, 0),
        ("investment", "2000", "841", "729"): (-2_500_000, 0, 0, 0),
        ("investment", "9000", "870", "910"): (-8_000_000, 0, 0, 0),
        ("operating", "2000", "222", "590"): (0, 312_500, 312_500, 312_500),
        ("operating", "9000", "860", "990"): (0, -312_500, -312_500, -312_500),
        ("operating", "9000", "870", "500"): (200_000, 395_000, 385_000, 375_000),
        ("operating", "9000", "870", "510"): (0, 200_000, 200_000, 200_000),
    }
    assert all(own.computed for own in plan.change("skole").lines)
    assert balance(plan)["treasury", "investment"] == (0, 0, 0, 0)


def test_computing_twice_changes_nothing() -> None:
    assert with_capital_cost(computed()).hash == computed().hash


def test_a_project_with_vat_deduction_has_no_compensation() -> None:
    plan = computed(vat_compensation=Decimal(0))
    assert ("729",) not in totals(plan, ("art",))
    assert totals(plan, ("art",))[("910",)] == (-10_500_000, 0, 0, 0)


def test_transfer_from_operations_is_booked_on_both_sides() -> None:
    transfer = OtherFinancing("Overføring fra drift", "970", "880", (1_000_000, 0, 0, 0))
    plan = computed(other_financing=(transfer,))
    rows = totals(plan, ("account_class", "function", "art"))
    assert rows["operating", "880", "570"] == (1_000_000, 0, 0, 0)
    assert rows["investment", "880", "970"] == (-1_000_000, 0, 0, 0)


def test_an_unstated_parameter_is_named_and_nothing_is_zero() -> None:
    plan = small_plan(SCHOOL, projects=(school_project(vat_compensation=None),))
    ((project, reason),) = lacking_capital_cost(plan)
    assert project.number == "100"
    assert "momskompensasjon er ikke oppgitt for prosjekt 100 Ny skole" in reason.reason
    lines = with_capital_cost(plan).change("skole").lines
    assert [own.amounts for own in lines] == [(12_500_000, 0, 0, 0)]
    found = next(result for result in run_checks(plan) if result.id == "CAPITAL_COST")
    assert found.state is State.NOT_COMPUTABLE


def test_cost_that_was_changed_after_the_computation_is_found() -> None:
    plan = computed()
    stale = small_plan(plan.change("skole"), projects=(school_project(yearly_cost=(12_600_000, 0, 0, 0)),))
    found = next(result for result in run_checks(stale) if result.id == "CAPITAL_COST")
    assert found.state is State.BROKEN


def test_more_financing_than_cost_shows_as_imbalance() -> None:
    grant = OtherFinancing("Tilskudd", "810", "222", (11_000_000, 0, 0, 0))
    assert balance(computed(other_financing=(grant,)))["treasury", "investment"] == (-1_000_000, 0, 0, 0)


def test_a_project_must_be_decided_by_exactly_one_change() -> None:
    with pytest.raises(ValueError, match="exactly one change"):
        with_capital_cost(small_plan(projects=(school_project(),)))


@given(
    st.tuples(*[st.integers(0, 10**8)] * 4),
    st.integers(2027, 2030),
    st.integers(1, 3),
    st.decimals(0, Decimal("0.2"), places=3),
)
def test_the_investment_side_always_balances_and_debt_is_what_is_drawn_less_paid(
    cost: tuple[int, ...], finish: int, life: int, share: Decimal
) -> None:
    values = {"yearly_cost": cost, "finish_year": finish, "asset_life": life, "vat_compensation": share}
    plan = computed(**values, other_financing=())
    assert all(amount == 0 for amount in balance(plan).get(("treasury", "investment"), (0,) * 4))
    found = capital_cost(
        school_project(**values, other_financing=()), YEARS, interest_rates=RATES, vat_share=share, asset_life=life
    )
    assert found.debt[-1] == sum(found.loan) - sum(found.instalment)
    assert min(found.debt) >= 0

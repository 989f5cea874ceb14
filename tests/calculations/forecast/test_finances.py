"""A forecast is the plan in the plan's years, follows its premises after it, and computes paths as it computes one."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.calculations.demography.projections import projection
from tests.calculations.ledger.plans import YEARS, line, school_project, small_plan

from rodtrad.calculations.demography.age_groups import parse_age_group
from rodtrad.calculations.demography.need import NeedChange, need_change
from rodtrad.calculations.demography.own_unit_costs import entered_unit_cost
from rodtrad.calculations.finance.capital_cost_lines import with_capital_cost
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.finance.minimum_instalment import minimum_instalment
from rodtrad.calculations.forecast.finances import Forecast, finance_forecast
from rodtrad.calculations.forecast.inputs import ForecastInputs, ForecastPremises, forecast_inputs, pooled_loan
from rodtrad.calculations.forecast.plan_base import PlanBase, plan_base
from rodtrad.calculations.ledger import Category, Change, NotComputable, Parameter, Proposal, totals

ALL_YEARS = tuple(range(2027, 2037))
STATED = {
    "interest_rate": ("5", "percent"),
    "vat_compensation_share": ("20", "percent"),
    "pay_growth": ("3", "percent"),
    "price_growth": ("3", "percent"),
    "fee_growth": ("3", "percent"),
    "tax_growth": ("3", "percent"),
    "grant_growth": ("3", "percent"),
    "pay_share": ("60", "percent"),
    "gross_investment": ("5000000", "nok"),
    "other_investment_financing": ("0", "nok"),
    "transfer_to_investment": ("0", "nok"),
    "new_loan_years": ("25", "years"),
    "floating_deposits": ("10000000", "nok"),
}


def premises(debt: int = 80_000_000, without: str = "", **values: Any) -> ForecastPremises:
    changed = {key: values.pop(key) for key in list(values) if key in STATED}
    parameters = tuple(
        Parameter(key, Decimal(changed.get(key, value)), unit, 2027, "Test")
        for key, (value, unit) in STATED.items()
        if key != without
    )
    stated: dict[str, Any] = {
        "parameters": parameters,
        "last_year": 2036,
        "loans": (pooled_loan(debt, 2027, 20),),
    } | values
    return ForecastPremises(**stated)


def base(plan: Proposal) -> PlanBase:
    found = plan_base(EntityPlan(plan, "treasury"))
    assert isinstance(found, PlanBase), found
    return found


def inputs(plan: Proposal | None = None, **values: Any) -> ForecastInputs:
    found = forecast_inputs(base(plan or small_plan()), premises(**values))
    assert isinstance(found, ForecastInputs), found
    return found


def plan_with_school() -> Proposal:
    school = Change("skole", "Ny skole", Category.NEW_MEASURE, (), project="100", area="1")
    plan = with_capital_cost(small_plan(school, projects=(school_project(),)))
    fund = plan.funds[0]
    lines = totals(plan, ("account_class",))[("operating",)]
    settled = Change(
        "balanse", "Fond", Category.TECHNICAL, (line("9000", "880", "540", *(-amount for amount in lines)),)
    )
    deposits = tuple(3_000_000 - amount for amount in lines)
    return replace(plan, changes=(*plan.changes, settled), funds=(replace(fund, deposits=deposits),))


@pytest.mark.parametrize("plan", [small_plan, plan_with_school])
def test_the_plan_s_years_are_the_plan_to_the_krone(plan: Any) -> None:
    ground = base(plan())
    found = finance_forecast(inputs(plan()))
    for computed, stated in (
        (found.operating_income, ground.operating_income),
        (found.interest, ground.interest),
        (found.instalments, ground.instalments),
        (found.net_operating_result, ground.net_operating_result),
        (found.debt, ground.debt),
        (found.general_fund, ground.fund),
        (found.draws, ground.draws),
    ):
        np.testing.assert_allclose(computed[:4], stated, atol=1e-3)
    assert found.years == ALL_YEARS and found.known == len(YEARS)


def test_when_everything_grows_alike_nothing_but_debt_and_funds_changes_in_fixed_prices() -> None:
    found = finance_forecast(inputs())
    np.testing.assert_allclose(found.operating_income, 100_000_000)
    np.testing.assert_allclose(found.operating_expenditure, 90_000_000)
    opening = found.debt[3] / 1.03
    least = base(small_plan()).least[3]
    assert isinstance(least, int)
    share = least / base(small_plan()).debt[2]
    assert found.least[4] == pytest.approx(share * opening)
    assert found.debt[4] == pytest.approx(opening + 4_000_000 - found.instalments[4])
    assert found.draws[4:].tolist() == pytest.approx([4_000_000] * 6)


def test_instalments_are_raised_to_the_minimum_after_the_plan() -> None:
    found = finance_forecast(inputs())
    assert (found.instalments[4:] >= found.least[4:] - 1e-6).all()
    slow = finance_forecast(inputs(loans=(pooled_loan(80_000_000, 2027, 60),), new_loan_years="60"))
    np.testing.assert_allclose(slow.instalments[4:], slow.least[4:])


def test_the_minimum_is_that_of_the_finance_calculation() -> None:
    ground = base(small_plan())
    assert ground.least[0] == minimum_instalment(2_000_000, 80_000_000, 100_000_000)


def test_real_growth_is_what_a_line_grows_beyond_the_deflator() -> None:
    found = finance_forecast(inputs(tax_growth="4.03"))
    assert found.operating_income[4] == pytest.approx(40_000_000 + 60_000_000 * 1.0403 / 1.03)


def test_a_shortfall_is_taken_from_the_fund_and_shows_below_zero() -> None:
    found = finance_forecast(inputs(grant_growth="-10"))
    assert found.general_fund[-1] < 0
    assert found.net_operating_result[-1] < 0


def test_a_higher_rate_costs_what_floats_less_what_deposits_earn() -> None:
    given_ = inputs()
    expected = finance_forecast(given_)
    dearer = finance_forecast(given_, {"interest": np.full(10, 0.01)})
    cost = expected.net_operating_result - dearer.net_operating_result
    np.testing.assert_allclose(cost[0], (expected.floating_debt[0] - 10_000_000) * 0.01)
    assert (cost > 0).all()


def test_need_after_the_plan_adds_up_year_by_year() -> None:
    persons = projection({"6-15": [100] * 6 + [101, 103, 103, 103, 103]}, 2026)
    cost = entered_unit_cost("s", parse_age_group("6-15"), Decimal(1_000_000), price_year=2027, source="x")
    need = need_change(persons, [cost])
    assert isinstance(need, NeedChange)
    found = inputs(need=need)
    assert found.need.tolist() == [0] * 5 + [1e6, 3e6, 3e6, 3e6, 3e6]
    short = forecast_inputs(base(small_plan()), premises(need=need, last_year=2040))
    assert isinstance(short, NotComputable) and "2037" in short.reason


def test_an_alternative_changes_income_by_inhabitants_and_need_from_what_the_plan_counted_on() -> None:
    def need(*persons: int) -> NeedChange:
        cost = entered_unit_cost("s", parse_age_group("6-15"), Decimal(1_000_000), price_year=2027, source="x")
        found = need_change(projection({"6-15": persons}, 2026), [cost])
        assert isinstance(found, NeedChange)
        return found

    more = dict.fromkeys(ALL_YEARS, 0.01)
    responses = {("tax", "population"): 1.0, ("pay", "population"): 1.0}
    found = inputs(
        need=need(*range(100, 122, 2)),
        plan_need=need(*range(100, 111)),
        inhabitants=more,
        responses=responses,
    )
    assert found.need.tolist() == [1e6, 2e6, 3e6, 4e6, 6e6, 8e6, 10e6, 12e6, 14e6, 16e6]
    assert finance_forecast(found).operating_income[0] == pytest.approx(100_600_000)


@given(st.integers(0, 2**32))
@hypothesis_settings(max_examples=10, deadline=None)
def test_thousands_of_paths_give_what_each_gives_alone(seed: int) -> None:
    generator = np.random.default_rng(seed)
    given_ = inputs(
        plan_with_school(),
        responses={
            ("tax", "tax"): 1.0,
            ("pay", "prices"): 1.0,
            ("investment", "prices"): 1.0,
            ("tax", "population"): 1,
        },
    )
    deviations = {name: generator.normal(0, 0.01, (20, 10)) for name in ("tax", "prices", "interest", "population")}
    together = finance_forecast(given_, deviations)
    for place in (0, 19):
        alone = finance_forecast(given_, {name: paths[place] for name, paths in deviations.items()})
        for name in ("net_operating_result", "general_fund", "debt", "interest", "instalments"):
            np.testing.assert_allclose(getattr(together, name)[place], getattr(alone, name), rtol=1e-9)


@given(st.floats(-0.02, 0.04), st.floats(0, 0.1))
@hypothesis_settings(max_examples=20, deadline=None)
def test_debt_and_fund_roll_forward(rate: float, dearer: float) -> None:
    given_ = inputs(responses={("investment", "prices"): 1.0})
    found = finance_forecast(given_, {"interest": np.full(10, rate), "prices": np.full(10, dearer)})
    wear = 1 + given_.wear
    np.testing.assert_allclose(
        found.debt[1:], found.debt[:-1] / wear[1:] + found.draws[1:] - found.instalments[1:], rtol=1e-9
    )
    np.testing.assert_allclose(
        found.general_fund[1:],
        found.general_fund[:-1] / wear[1:] + found.net_operating_result[1:] - found.transfer[1:] - found.bound_net[1:],
        rtol=1e-9,
        atol=1e-3,
    )


def test_no_deviation_is_the_expected_path() -> None:
    given_ = inputs(responses={("tax", "tax"): 1.0})
    expected, zero = finance_forecast(given_), finance_forecast(given_, {"tax": np.zeros((3, 10))})
    assert isinstance(zero, Forecast) and zero.debt.shape == (3, 10)
    np.testing.assert_allclose(zero.net_operating_result, np.tile(expected.net_operating_result, (3, 1)))


@pytest.mark.parametrize("key", sorted(STATED))
def test_every_premise_is_asked_for_when_it_is_not_stated(key: str) -> None:
    answer = forecast_inputs(base(small_plan()), premises(without=key))
    assert isinstance(answer, NotComputable) and "ikke oppgitt" in answer.reason


def test_loans_that_do_not_sum_to_the_debt_are_refused_with_both_sums() -> None:
    answer = forecast_inputs(base(small_plan()), premises(debt=79_000_000))
    assert isinstance(answer, NotComputable) and "79\u00a0000\u00a0000" in answer.reason


def test_a_forecast_must_go_beyond_the_plan() -> None:
    assert isinstance(forecast_inputs(base(small_plan()), premises(last_year=2030)), NotComputable)


def test_a_plan_whose_parts_disagree_gives_no_ground() -> None:
    without_counter_entry = Change("x", "x", Category.TECHNICAL, (line("9000", "860", "990", 2_000_000),))
    answer = plan_base(EntityPlan(small_plan(without_counter_entry), "treasury"))
    assert isinstance(answer, NotComputable) and "motposten" in answer.reason
    plan = small_plan()
    funds = (replace(plan.funds[0], deposits=(1, 2, 3, 4)),)
    answer = plan_base(EntityPlan(replace(plan, funds=funds), "treasury"))
    assert isinstance(answer, NotComputable) and "Disposisjonsfondet" in answer.reason
    prices = plan_base(EntityPlan(replace(plan, price_basis=(2027, 2028, 2029, 2030)), "treasury"))
    assert isinstance(prices, NotComputable)

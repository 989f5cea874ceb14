"""Premises, deflators, pension and self-cost: stated numbers in, and a reason where one is missing."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.calculations.forecast.deflators import (
    deflator,
    in_fixed_prices,
    in_running_prices,
    price_index,
    real_growth,
)
from rodtrad.calculations.forecast.pension import EarlierDeviation, PensionPath, pension_path
from rodtrad.calculations.forecast.premises import premises_with_source, stated_path, stated_value
from rodtrad.calculations.forecast.self_cost import SelfCostArea, self_cost_ledger
from rodtrad.calculations.ledger import NotComputable, Parameter

YEARS = (2027, 2028, 2029, 2030)


def stated(key: str, value: str, year: int = 2027, unit: str = "percent") -> Parameter:
    return Parameter(key, Decimal(value), unit, year, "Test")


def test_a_value_stands_until_a_later_year_and_percent_becomes_a_share() -> None:
    path = stated_path([stated("pay_growth", "3.5", 2029), stated("pay_growth", "4")], "pay_growth", YEARS)
    assert not isinstance(path, NotComputable)
    assert path.tolist() == pytest.approx([0.04, 0.04, 0.035, 0.035])
    assert stated_value([stated("new_loan_years", "30", unit="years")], "new_loan_years", 2031) == 30


def test_a_premise_nobody_has_stated_is_asked_for_and_never_zero() -> None:
    answer = stated_path([stated("pay_growth", "3", 2029)], "pay_growth", YEARS)
    assert isinstance(answer, NotComputable)
    assert "Lønnsvekst er ikke oppgitt for 2027" in answer.reason and "Oppgi" in answer.reason
    wild = stated_path([stated("pay_growth", "90")], "pay_growth", YEARS)
    assert isinstance(wild, NotComputable) and "25" in wild.reason


def test_premises_come_with_their_source() -> None:
    given_ = (stated("price_growth", "2"), stated("pay_growth", "3", 2029), stated("pay_growth", "4"))
    assert [one.year for one in premises_with_source(given_, ["pay_growth"])] == [2027, 2029]


def test_the_deflator_weighs_pay_and_prices() -> None:
    found = deflator(np.array([0.04, 0.03]), np.array([0.02, 0.03]), np.array([0.65, 0.65]))
    assert found.tolist() == pytest.approx([0.033, 0.03])
    assert real_growth(np.array([0.033]), found[:1])[0] == pytest.approx(0)


@given(st.lists(st.floats(-0.05, 0.2), min_size=1, max_size=20))
def test_prices_forth_and_back_give_the_same_amounts(growth: list[float]) -> None:
    index = price_index(np.array(growth))
    amounts = np.full(len(growth), 1000.0)
    np.testing.assert_allclose(in_fixed_prices(in_running_prices(amounts, index), index), amounts)
    assert index[0] == pytest.approx(1 + growth[0])


def pension_parameters(years: str = "4") -> list[Parameter]:
    return [
        stated("pension_premium", "12000000", unit="nok"),
        stated("net_pension_cost", "10000000", unit="nok"),
        stated("premium_deviation_years", years, unit="years"),
        stated("pension_employer_contribution", "10"),
    ]


def test_a_premium_deviation_is_spread_on_the_stated_years() -> None:
    found = pension_path(pension_parameters("2"), YEARS, [EarlierDeviation(2025, 3_000_000, 3)])
    assert isinstance(found, PensionPath)
    assert found.deviation.tolist() == [2_000_000] * 4
    assert found.amortisation.tolist() == pytest.approx([1_000_000, 2_000_000, 3_000_000, 2_000_000])
    assert found.effect.tolist() == pytest.approx([-1_100_000, 0, 1_100_000, 0])
    assert found.balance.tolist() == pytest.approx([4_000_000, 4_000_000, 3_000_000, 3_000_000])


def test_no_period_for_the_premium_deviation_ships() -> None:
    without = [one for one in pension_parameters() if one.key != "premium_deviation_years"]
    answer = pension_path(without, YEARS)
    assert isinstance(answer, NotComputable) and "premieavviket" in answer.reason


@given(st.integers(1, 30))
def test_a_deviation_is_amortised_in_full(years: int) -> None:
    long = tuple(range(2027, 2027 + 60))
    parameters = [*pension_parameters(str(years)), stated("net_pension_cost", "12000000", 2030, "nok")]
    found = pension_path(parameters, long)
    assert isinstance(found, PensionPath)
    assert found.amortisation.sum() == pytest.approx(found.deviation.sum())
    assert found.balance[-1] == pytest.approx(0, abs=1e-6)


def area(fees: tuple[int, ...], held: tuple[tuple[int, int], ...] = ()) -> SelfCostArea:
    return SelfCostArea("vann", "Vann", YEARS, (700,) * 4, (100,) * 4, (150,) * 4, (1000,) * 5, (0,) * 4, fees, held)


SELF_COST = [stated("self_cost_interest_rate", "5"), stated("self_cost_surplus_years", "3", unit="years")]


def test_the_calculation_base_has_interest_on_the_assets() -> None:
    ledger = self_cost_ledger(area((1000, 1100, 900, 1000)), SELF_COST)
    assert not isinstance(ledger, NotComputable)
    assert [year.calculation_base for year in ledger] == [1000] * 4
    assert [year.calculated_interest for year in ledger] == [50] * 4
    assert [year.result for year in ledger] == [0, 100, -100, 0]
    assert [year.fund_interest for year in ledger] == [0, 3, 3, 0]
    assert [year.fund_closing for year in ledger] == [0, 103, 6, 6]
    assert ledger[1].coverage == pytest.approx(110)


def test_a_surplus_past_its_time_limit_is_overdue_and_the_oldest_is_used_first() -> None:
    ledger = self_cost_ledger(area((1000, 1000, 700, 1000), ((2024, 200), (2026, 400))), SELF_COST)
    assert not isinstance(ledger, NotComputable)
    assert [year.overdue for year in ledger] == [200, 200, 326, 356]


def test_a_deficit_is_carried_forward_and_met_by_the_next_surplus() -> None:
    ledger = self_cost_ledger(area((900, 1200, 1000, 1000)), SELF_COST)
    assert not isinstance(ledger, NotComputable)
    assert ledger[0].fund_closing == -103 and ledger[1].fund_closing == 97
    assert all(year.overdue == 0 for year in ledger[:3])


@given(st.lists(st.integers(0, 3000), min_size=4, max_size=4), st.integers(-500, 500))
def test_the_fund_is_its_parts(fees: list[int], held: int) -> None:
    ledger = self_cost_ledger(area(tuple(fees), ((2026, held),)), SELF_COST)
    assert not isinstance(ledger, NotComputable)
    for year in ledger:
        assert year.fund_closing == year.fund_opening + year.result + year.fund_interest


def test_self_cost_asks_for_rate_and_limit() -> None:
    for missing in (0, 1):
        answer = self_cost_ledger(area((1,) * 4), [SELF_COST[1 - missing]])
        assert isinstance(answer, NotComputable) and "selvkost" in answer.reason.lower()
    with pytest.raises(ValueError):
        SelfCostArea("v", "V", YEARS, (1,), (1,), (1,), (1,), (1,), (1,))

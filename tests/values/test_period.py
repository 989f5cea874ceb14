"""Accounting periods and plan periods refuse what is not one."""

import pytest

from rodtrad.values.period import LAST_PERIOD, Period, PlanPeriod


@pytest.mark.parametrize("number", range(1, LAST_PERIOD + 1))
def test_periods_run_from_one_to_thirteen(number: int) -> None:
    assert Period(2026, number).number == number


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 14), (2026, -1), (26, 1), (20260, 1)])
def test_anything_else_is_refused(year: int, number: int) -> None:
    with pytest.raises(ValueError, match=r"a (period|year)"):
        Period(year, number)


def test_periods_sort_in_time() -> None:
    assert sorted([Period(2027, 1), Period(2026, 13), Period(2026, 2)])[0] == Period(2026, 2)


def test_a_plan_covers_four_years_unless_it_says_otherwise() -> None:
    assert PlanPeriod(2027).years == (2027, 2028, 2029, 2030)
    assert PlanPeriod(2027, 10).last == 2036
    assert str(PlanPeriod(2027)) == "2027\u20132030"


@pytest.mark.parametrize("length", [0, 11, -1])
def test_a_plan_of_no_years_or_too_many_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="1-10"):
        PlanPeriod(2027, length)

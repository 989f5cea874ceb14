"""Every unit has a divisor and a number of decimals, and scaling loses nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.values.units import Unit, decimals, divisor, in_unit


@given(st.integers(-(10**14), 10**14), st.sampled_from(sorted(Unit)))
def test_scaling_loses_nothing(amount: int, unit: Unit) -> None:
    assert in_unit(amount, unit) * divisor(unit) == amount


@pytest.mark.parametrize("unit", sorted(Unit))
def test_every_unit_can_be_scaled_and_shown(unit: Unit) -> None:
    assert divisor(unit) >= 1
    assert 0 <= decimals(unit) <= 2


def test_only_amounts_of_money_are_scaled() -> None:
    assert {unit for unit in Unit if divisor(unit) != 1} == {Unit.THOUSAND_NOK, Unit.MILLION_NOK}
    assert in_unit(1_500, Unit.THOUSAND_NOK) == Decimal("1.5")

"""Rounding half away from zero, and shares whose sum is exactly what was shared."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.values.rounding import distribute, round_half_away

AMOUNTS = st.integers(-(10**12), 10**12)
WEIGHTS = st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=12).filter(lambda weights: sum(weights) != 0)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("0.49", 0, "0"),
        ("1.005", 2, "1.01"),
        ("-1.005", 2, "-1.01"),
        ("1450", -2, "1500"),
        ("-1450", -2, "-1500"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, places: int, rounded: str) -> None:
    assert round_half_away(Decimal(value), places) == Decimal(rounded)


@pytest.mark.parametrize("value", ["-0.4", "-0.0", "-0.0049"])
def test_zero_has_no_sign_after_rounding(value: str) -> None:
    assert not round_half_away(Decimal(value)).is_signed()


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 3))
def test_rounding_is_symmetric_around_zero(value: Decimal, places: int) -> None:
    assert round_half_away(-value, places) == -round_half_away(value, places)


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 3))
def test_rounding_moves_a_number_at_most_half_a_step(value: Decimal, places: int) -> None:
    assert abs(round_half_away(value, places) - value) * 2 <= Decimal(1).scaleb(-places)


@given(AMOUNTS, WEIGHTS)
def test_shares_sum_to_the_total_whatever_the_signs(total: int, weights: list[int]) -> None:
    assert sum(distribute(total, weights)) == total


@given(AMOUNTS, WEIGHTS)
def test_each_share_is_its_exact_part_rounded_down_or_up(total: int, weights: list[int]) -> None:
    whole = sum(weights)
    for share, weight in zip(distribute(total, weights), weights, strict=True):
        assert abs(share - Fraction(total * weight, whole)) < 1


@given(AMOUNTS, WEIGHTS)
def test_the_same_weights_give_the_same_shares_when_scaled(total: int, weights: list[int]) -> None:
    assert distribute(total, weights) == distribute(total, [3 * weight for weight in weights])


@given(AMOUNTS, st.integers(1, 9))
def test_equal_weights_give_the_surplus_to_the_first(total: int, members: int) -> None:
    shares = distribute(total, [1] * members)
    assert shares == sorted(shares, reverse=True)
    assert max(shares) - min(shares) <= 1


def test_a_negative_total_is_shared_to_the_last_krone() -> None:
    assert distribute(-10, [1, 1, 1]) == [-3, -3, -4]
    assert distribute(-1, [Decimal("0.5"), Decimal("0.5")]) == [0, -1]


def test_weights_that_sum_to_zero_justify_no_share() -> None:
    with pytest.raises(ValueError, match="zero"):
        distribute(10, [1, -1])

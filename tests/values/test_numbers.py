"""The one formatter and the one parser: what is shown can be pasted back, and nothing else passes as a number."""

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.values.numbers import (
    MINUS,
    NBSP,
    NumberError,
    format_in_unit,
    format_machine,
    format_number,
    machine_in_unit,
    parse_number,
)
from rodtrad.values.rounding import round_half_away
from rodtrad.values.units import Unit


def test_ten_thousand_shown_numbers_parse_to_themselves() -> None:
    chance = random.Random(2027)
    for _ in range(10_000):
        places = chance.randint(0, 4)
        value = Decimal(chance.randint(-(10 ** chance.randint(1, 15)), 10 ** chance.randint(1, 15))).scaleb(-places)
        assert parse_number(format_number(value, places)) == value
        assert parse_number(format_number(value, places, signed=True)) == value
        assert parse_number(format_machine(value, places), decimal_sign=".") == value


@given(st.decimals(-(10**12), 10**12, places=6), st.integers(0, 4))
def test_a_shown_number_parses_to_the_rounded_value(value: Decimal, places: int) -> None:
    assert parse_number(format_number(value, places)) == round_half_away(value, places)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1234567, 0, f"1{NBSP}234{NBSP}567"),
        (-1234, 0, f"{MINUS}1{NBSP}234"),
        (Decimal("0.5"), 0, "1"),
        (Decimal("-0.5"), 0, f"{MINUS}1"),
        (Decimal("-0.04"), 1, "0,0"),
        (Decimal("12.345"), 2, "12,35"),
    ],
)
def test_numbers_are_shown_as_norwegians_write_them(value: int | Decimal, places: int, text: str) -> None:
    assert format_number(value, places) == text


def test_a_sign_is_shown_on_changes_but_not_on_zero() -> None:
    assert format_number(12, signed=True) == "+12"
    assert format_number(-12, signed=True) == f"{MINUS}12"
    assert format_number(0, signed=True) == "0"


@pytest.mark.parametrize(
    "text",
    [
        "-1234,5",
        "\u22121234,5",
        "\u20131234,5",
        "\u22121\u00a0234,5",
        "\u22121\u202f234,5",
        "\u22121\u2009234,5",
        "- 1 234,5",
        "(1234,5)",
        "(1\u00a0234,5)",
        " -1\t234,5 ",
    ],
)
def test_pasted_forms_of_a_negative_number_are_read(text: str) -> None:
    assert parse_number(text) == Decimal("-1234.5")


@pytest.mark.parametrize(("text", "value"), [("+7", 7), ("007", 7), (",5", "0.5"), ("0,50", "0.5"), ("(0)", 0)])
def test_plain_forms_are_read(text: str, value: str | int) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "()", "1,", "1.5", "1,2,3", "--1", "+-1", "(-1)", "(1", "1)", "1-", "1e5", "0x1", "NaN", "inf",
        "1_000", "12 kr", "5 %", "\u0661\u0662", "\u00bd", "1\u2032000", "..", "\u2013",
    ],
)  # fmt: skip
def test_what_is_not_one_number_is_refused_with_the_text_named(text: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse_number(text)
    assert refused.value.text == text


def test_the_decimal_sign_is_the_stated_one_only() -> None:
    assert parse_number("1.5", decimal_sign=".") == Decimal("1.5")
    with pytest.raises(NumberError):
        parse_number("1,5", decimal_sign=".")


def test_units_scale_and_decimals_follow_the_unit() -> None:
    assert format_in_unit(12_345_678, Unit.THOUSAND_NOK) == f"12{NBSP}346"
    assert format_in_unit(12_345_678, Unit.MILLION_NOK) == "12,3"
    assert format_in_unit(2027, Unit.YEAR) == "2027"
    assert machine_in_unit(-12_345_678, Unit.MILLION_NOK) == "-12.3"
    assert format_in_unit(Decimal("1.755"), Unit.PERCENT_TWO_DECIMALS) == "1,76"

"""Amounts are read exactly as the map describes them, the same way in Python and in SQL, and never as fractions."""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodtrad.intake.amounts import NumberFormat, quoted

NORWEGIAN = NumberFormat(grouping=("space", "dot"))
ENGLISH = NumberFormat(decimal=".", grouping=("comma",))


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("0", 0),
        ("-", 0),
        ("1", 100),
        ("1234,5", 123450),
        ("1 234,50", 123450),
        ("1\u00a0234\u00a0567,89", 123456789),
        ("1.234.567", 123456700),
        ("-1 362 250", -136225000),
        ("\u22121,01", -101),
        ("(1 000,00)", -100000),
        ("1 000-", -100000),
        ("810 000,000", 81000000),
        ("+7", 700),
    ],
)
def test_norwegian_amounts_become_ore(text: str, ore: int) -> None:
    assert NORWEGIAN.parse(text) == ore


@pytest.mark.parametrize("text", ["1.23", "1 23", "1,234", "1e3", "x", "12 3456", "--1", "(1", "1,", ",5", "1\u0663"])
def test_what_is_not_an_amount_is_refused(text: str) -> None:
    assert NORWEGIAN.parse(text) is None


def test_the_decimal_sign_and_the_unit_are_the_maps() -> None:
    assert ENGLISH.parse("1,234.50") == 123450
    assert ENGLISH.parse("1.234,50") is None
    assert NumberFormat(unit="thousand_kroner").parse("12,345") == 1234500
    assert NumberFormat(unit="ore").parse("-12") == -12


_SIGNS = st.text(alphabet="0123456789 \u00a0.,-\u2212()+e'", max_size=12).map(lambda text: text.strip(" \u00a0"))


@settings(max_examples=150, deadline=None)
@given(
    texts=st.lists(_SIGNS.filter(bool), min_size=1, max_size=20),
    unit=st.sampled_from(["ore", "kroner", "thousand_kroner"]),
)
def test_python_and_sql_read_the_same_amounts(texts: list[str], unit: str) -> None:
    for numbers in (
        NumberFormat(grouping=("space", "dot"), unit=unit),
        NumberFormat(decimal=".", grouping=("comma", "apostrophe"), parentheses=False, unit=unit),
    ):
        values = ", ".join(f"({quoted(text)})" for text in texts)
        found = duckdb.sql(f"SELECT {numbers.sql('t')} FROM (VALUES {values}) v(t)").fetchall()
        assert [row[0] for row in found] == [numbers.parse(text) for text in texts]

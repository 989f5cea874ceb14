"""Reading of dated facts: exact, sourced, and honest about the years it does not know."""

from decimal import Decimal

import pytest

from rodtrad.facts.reader import (
    Certainty,
    FactFileError,
    FactMissing,
    Origin,
    Status,
    Years,
    read_dated,
    read_origin,
    read_years,
)

ORIGIN = Origin("a circular", Certainty.DATA, 2026)


def test_value_of_a_year_is_the_one_in_force() -> None:
    fact = read_dated(
        "rate",
        [{"from": 2024, "value": "1.75"}, {"from": 2020, "to": 2022, "value": "2.00"}],
        path="x.yaml",
        origin=ORIGIN,
    )
    assert fact.at(2021).text == "2.00"
    assert fact.at(2025).decimal == Decimal("1.75")
    assert fact.at(2025).status is Status.ADOPTED
    assert not fact.at(2026).provisional


def test_year_without_a_value_is_missing_never_zero() -> None:
    fact = read_dated("rate", [{"from": 2020, "to": 2022, "value": "2"}], path="x.yaml", origin=ORIGIN)
    for year in (2019, 2023):
        with pytest.raises(FactMissing) as missing:
            fact.at(year)
        assert missing.value.year == year


def test_year_past_verification_is_provisional() -> None:
    fact = read_dated("rate", [{"from": 2020, "value": "2"}], path="x.yaml", origin=ORIGIN)
    assert fact.at(2027).provisional
    assert fact.at(2027).whole == 2


def test_value_without_a_source_is_refused() -> None:
    with pytest.raises(FactFileError):
        read_dated("rate", [{"from": 2020, "value": "2"}], path="x.yaml")
    with pytest.raises(FactFileError):
        read_origin("x.yaml", {"certainty": "data"})
    with pytest.raises(FactFileError):
        read_origin("x.yaml", {"source": "a circular", "certainty": "guess"})


def test_years_include_both_ends() -> None:
    years = read_years({"valid_from": "2018", "valid_to": "2019"})
    assert [year in years for year in (2017, 2018, 2019, 2020)] == [False, True, True, False]
    assert 2099 in Years(2020)

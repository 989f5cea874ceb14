"""Control 010: the function."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_unknown_function_is_found(found: Found) -> None:
    assert found("010", "0A", ["1 999 010 5"]) == [("ERROR", (1,))]


def test_county_function_is_found_in_a_municipality(found: Found) -> None:
    assert found("010", "0A", ["1 400 010 5"]) == [("ERROR", (1,))]


def test_county_function_passes_in_oslo(found: Found) -> None:
    assert found("010", "0A", ["1 400 010 5"], region="030100") == []


def test_superseded_function_is_found_in_the_year_after(found: Found) -> None:
    assert found("010", "0A", ["1 190 010 5"], year="2020") == [("ERROR", (1,))]


def test_superseded_function_passes_in_its_last_year_when_asked_for_that_years_codes(found: Found) -> None:
    assert found("010", "0A", ["1 190 010 5"], year="2019", codes_of_year=True) == []


def test_the_official_program_uses_its_newest_codes_for_every_year(found: Found) -> None:
    assert found("010", "0A", ["1 190 010 5"], year="2019") == [("ERROR", (1,))]


def test_quarter_of_the_record_softens(found: Found) -> None:
    assert found("010", "0AK3", ["1 999 010 5"]) == [("WARNING", (1,))]


def test_fourth_quarter_does_not_soften(found: Found) -> None:
    assert found("010", "0AK4", ["1 999 010 5"]) == [("ERROR", (1,))]


def test_zero_is_dropped_but_minus_zero_is_not(found: Found) -> None:
    assert found("010", "0A", ["1 999 010 0", "1 999 010 -0", "1 999 010 00"]) == [("ERROR", (2,)), ("ERROR", (3,))]


def test_balance_has_no_functions(found: Found) -> None:
    assert found("010", "0B", ["2 999 000 5"]) == []

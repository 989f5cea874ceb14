"""Control 012: the art."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_art_of_oslo_districts_is_found_elsewhere(found: Found) -> None:
    assert found("012", "0A", ["1 120 298 5"]) == [("ERROR", (1,))]


def test_art_of_oslo_districts_passes_there(found: Found) -> None:
    assert found("012", "0A", ["1 120 298 5"], region="030101") == []


def test_art_that_left_the_plan_is_found(found: Found) -> None:
    assert found("012", "0A", ["1 120 270 5"]) == [("ERROR", (1,))]


def test_art_that_left_the_plan_passes_in_its_last_year_when_asked_for_that_years_codes(found: Found) -> None:
    assert found("012", "0A", ["1 120 270 5"], year="2025", codes_of_year=True) == []
    assert found("012", "0A", ["1 120 270 5"], year="2025") == [("ERROR", (1,))]


def test_quarterly_reports_are_not_controlled(found: Found) -> None:
    assert found("012", "0AK4", ["1 120 999 5"]) == []


def test_strict_check_controls_quarterly_reports_too(found: Found) -> None:
    assert found("012", "0AK1", ["1 120 999 5"], strict=True) == [("WARNING", (1,))]

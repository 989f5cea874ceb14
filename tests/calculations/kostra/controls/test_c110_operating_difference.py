"""Control 110: balance of operating."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_difference_of_31_is_found(found: Found) -> None:
    assert found("110", "0A", ["1 120 010 131", "1 800 870 -100"]) == [("ERROR", ())]


def test_difference_of_30_passes(found: Found) -> None:
    assert found("110", "0A", ["1 120 010 130", "1 800 870 -100"]) == []


def test_missing_side_is_found_within_the_tolerance(found: Found) -> None:
    assert found("110", "0A", ["1 120 010 10"]) == [("ERROR", ())]


def test_quarters_are_not_balanced(found: Found) -> None:
    assert found("110", "0AK4", ["1 120 010 5"]) == []

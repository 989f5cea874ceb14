"""Control 014: how the amount is written."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_trailing_blank_is_found(found: Found) -> None:
    assert found("014", "0A", ["0A2026 183700                  1120 010       5 "]) == [("ERROR", (1,))]


def test_gap_after_the_minus_is_found(found: Found) -> None:
    assert found("014", "0A", ["0A2026 183700                  1120 010     -  5"]) == [("ERROR", (1,))]


def test_decimals_and_plus_are_found(found: Found) -> None:
    assert found("014", "0A", ["1 120 010 1,5", "1 120 010 +5", "1 120 010 1_0"]) == [("ERROR", (1,)), ("ERROR", (2,))]


def test_whole_numbers_pass(found: Found) -> None:
    assert found("014", "0A", ["1 120 010 -5", "1 120 010 00"]) == []

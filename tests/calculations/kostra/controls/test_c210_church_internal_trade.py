"""Control 210: the church's internal trade."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_difference_of_31_is_found(found: Found) -> None:
    assert found("210", "0F", ["3 041 380 131", "3 045 780 -100"], organisation="976990803") == [("ERROR", ())]


def test_difference_of_30_passes(found: Found) -> None:
    assert found("210", "0F", ["3 041 380 130", "3 045 780 -100"], organisation="976990803") == []


def test_investment_counts_too(found: Found) -> None:
    assert found("210", "0F", ["3 041 380 131", "4 042 780 -131"], organisation="976990803") == []


def test_other_functions_are_left_out(found: Found) -> None:
    assert found("210", "0F", ["3 089 380 131"], organisation="976990803") == []

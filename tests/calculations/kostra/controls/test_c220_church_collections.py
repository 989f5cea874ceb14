"""Control 220: the church's collected means."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_difference_of_31_is_found(found: Found) -> None:
    assert found("220", "0F", ["3 041 465 131", "3 045 865 -100"], organisation="976990803") == [("ERROR", ())]


def test_difference_of_30_passes(found: Found) -> None:
    assert found("220", "0F", ["3 041 465 130", "3 045 865 -100"], organisation="976990803") == []


def test_investment_counts_too(found: Found) -> None:
    assert found("220", "0F", ["3 041 465 131", "4 042 865 -131"], organisation="976990803") == []


def test_other_functions_are_left_out(found: Found) -> None:
    assert found("220", "0F", ["3 089 465 131"], organisation="976990803") == []

"""Control 143: the church's depreciation."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_difference_of_31_is_found(found: Found) -> None:
    assert found("143", "0F", ["3 042 590 131", "3 045 990 -100"], organisation="976990803") == [("ERROR", ())]


def test_difference_of_30_passes(found: Found) -> None:
    assert found("143", "0F", ["3 042 590 130", "3 045 990 -100"], organisation="976990803") == []


def test_other_functions_are_left_out(found: Found) -> None:
    assert found("143", "0F", ["3 089 590 500"], organisation="976990803") == []

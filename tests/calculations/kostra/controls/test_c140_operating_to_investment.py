"""Control 140: transfer from operating to investment."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_difference_of_31_is_found(found: Found) -> None:
    assert found("140", "0A", ["1 880 570 131", "0 880 970 -100"]) == [("ERROR", ())]


def test_difference_of_30_passes(found: Found) -> None:
    assert found("140", "0A", ["1 880 570 130", "0 880 970 -100"]) == []


def test_church_is_concerned(found: Found) -> None:
    assert found("140", "0F", ["3 089 570 31"], organisation="976990803") == [("ERROR", ())]

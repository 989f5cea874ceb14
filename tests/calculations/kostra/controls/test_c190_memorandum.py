"""Control 190: the memorandum accounts."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_difference_of_11_is_found(found: Found) -> None:
    assert found("190", "0B", ["2 9100 000 111", "2 9999 000 -100"]) == [("ERROR", ())]


def test_difference_of_10_passes(found: Found) -> None:
    assert found("190", "0B", ["2 9100 000 110", "2 9999 000 -100"]) == []


def test_church_is_not_concerned(found: Found) -> None:
    assert found("190", "0G", ["5 9100 _ 111"], organisation="976990803") == []

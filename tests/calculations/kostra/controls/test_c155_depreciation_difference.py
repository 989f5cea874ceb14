"""Control 155: depreciation and its counter entry."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_difference_of_31_is_found(found: Found) -> None:
    assert found("155", "0A", ["1 222 590 131", "1 860 990 -100"]) == [("ERROR", ())]


def test_difference_of_30_passes(found: Found) -> None:
    assert found("155", "0A", ["1 222 590 130", "1 860 990 -100"]) == []


def test_missing_depreciation_is_found(found: Found) -> None:
    assert found("155", "0A", ["1 860 990 -100"]) == [("ERROR", ())]

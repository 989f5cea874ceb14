"""Control 180: function 465 goes to zero."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_sum_of_31_is_found(found: Found) -> None:
    assert found("180", "0C", ["0 465 010 31"], region="180000") == [("ERROR", ())]


def test_sum_of_30_passes(found: Found) -> None:
    assert found("180", "0C", ["0 465 010 -30"], region="180000") == []


def test_the_other_account_is_not_concerned(found: Found) -> None:
    assert found("180", "0C", ["1 465 010 31"], region="180000") == []


def test_municipality_is_not_concerned(found: Found) -> None:
    assert found("180", "0A", ["0 465 010 31"], region="030100") == []

"""Control 125: balance of the balance."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_difference_of_11_is_found(found: Found) -> None:
    assert found("125", "0B", ["2 10 000 111", "2 5990 000 -100"]) == [("ERROR", ())]


def test_difference_of_10_passes(found: Found) -> None:
    assert found("125", "0B", ["2 10 000 110", "2 5990 000 -100"]) == []


def test_memorandum_accounts_are_left_out(found: Found) -> None:
    assert found("125", "0B", ["2 10 000 100", "2 5990 000 -100", "2 9100 000 500"]) == []


def test_missing_side_is_found(found: Found) -> None:
    assert found("125", "0B", ["2 10 000 5"]) == [("ERROR", ())]

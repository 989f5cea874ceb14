"""Control 120: liabilities and equity."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_positive_equity_is_found(found: Found) -> None:
    assert found("120", "0B", ["2 5990 000 5"]) == [("ERROR", ())]


def test_balance_without_such_records_is_silent(found: Found) -> None:
    assert found("120", "0B", ["2 10 000 5"]) == []


def test_equity_passes(found: Found) -> None:
    assert found("120", "0B", ["2 10 000 100", "2 5990 000 -100"]) == []

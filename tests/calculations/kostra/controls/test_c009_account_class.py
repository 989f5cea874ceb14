"""Control 009: the account class."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_class_of_another_kind_of_account_is_found(found: Found) -> None:
    assert found("009", "0A", ["2 120 010 5"]) == [("ERROR", (1,))]


def test_operating_and_investment_pass(found: Found) -> None:
    assert found("009", "0A", ["1 120 010 5", "0 120 230 5"]) == []


def test_markers_pass_in_a_quarterly_balance_only(found: Found) -> None:
    assert found("009", "0BK1", ["Z 10 000 5", "~ 10 000 5"]) == []


def test_marker_in_an_annual_balance_is_found(found: Found) -> None:
    assert found("009", "0B", ["Z 10 000 5"]) == [("ERROR", (1,))]

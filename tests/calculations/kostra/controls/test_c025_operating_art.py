"""Control 025: arts that have no place in operating."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_art_of_investment_is_found(found: Found) -> None:
    assert found("025", "0A", ["1 120 280 5", "1 870 512 5"]) == [("ERROR", (1,)), ("ERROR", (2,))]


def test_loan_fund_may_use_art_921(found: Found) -> None:
    assert found("025", "0I", ["3 870 921 -5"], organisation="958935420") == []


def test_other_unit_may_not_use_art_921(found: Found) -> None:
    assert found("025", "0I", ["3 870 921 -5"], organisation="976990803") == [("ERROR", (1,))]


def test_consolidated_bergen_may_use_art_921(found: Found) -> None:
    assert found("025", "0M", ["3 870 921 -5"], region="460100") == []


def test_quarterly_list_is_shorter(found: Found) -> None:
    assert found("025", "0AK1", ["1 120 280 5", "1 120 670 -5"]) == [("WARNING", (2,))]


def test_church_has_its_own_list(found: Found) -> None:
    assert found("025", "0F", ["3 041 285 5", "3 041 512 5"], organisation="976990803") == [("ERROR", (1,))]

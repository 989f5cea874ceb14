"""Control 113: the church grant."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_church_without_grant_is_found(found: Found) -> None:
    assert found("113", "0F", ["3 041 010 5"], organisation="976990803") == [("ERROR", ())]


def test_grant_passes(found: Found) -> None:
    assert found("113", "0F", ["3 041 010 5", "3 041 830 -5"], organisation="976990803") == []


def test_investment_alone_is_silent(found: Found) -> None:
    assert found("113", "0F", ["4 041 230 5"], organisation="976990803") == []

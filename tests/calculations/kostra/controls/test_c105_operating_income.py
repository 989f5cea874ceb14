"""Control 105: income in operating."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_operating_without_income_is_found(found: Found) -> None:
    assert found("105", "0A", ["1 120 010 5"]) == [("ERROR", ())]


def test_any_quarter_softens(found: Found) -> None:
    assert found("105", "0AK3", ["1 120 010 5"]) == [("WARNING", ())]


def test_church_is_not_concerned(found: Found) -> None:
    assert found("105", "0F", ["3 041 010 5"], organisation="976990803") == []

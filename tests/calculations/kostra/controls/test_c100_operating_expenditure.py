"""Control 100: expenditure in operating."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_operating_without_expenditure_is_found(found: Found) -> None:
    assert found("100", "0A", ["1 800 870 -100"]) == [("ERROR", ())]


def test_any_quarter_softens(found: Found) -> None:
    assert found("100", "0AK4", ["1 800 870 -100"]) == [("WARNING", ())]


def test_file_without_operating_is_silent(found: Found) -> None:
    assert found("100", "0A", ["0 222 230 100", "0 870 910 -100"]) == []


def test_church_is_concerned(found: Found) -> None:
    assert found("100", "0F", ["3 041 830 -5"], organisation="976990803") == [("ERROR", ())]

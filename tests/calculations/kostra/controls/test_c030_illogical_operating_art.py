"""Control 030: unlikely arts in operating."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_unlikely_art_is_told(found: Found) -> None:
    assert found("030", "0A", ["1 120 660 -5", "1 120 285 5"]) == [("INFO", (1,)), ("INFO", (2,))]


def test_investment_is_not_concerned(found: Found) -> None:
    assert found("030", "0A", ["0 120 285 5"]) == []

"""Control 055: unlikely arts in investment."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_unlikely_art_is_told(found: Found) -> None:
    assert found("055", "0A", ["0 222 620 -5", "0 222 900 -5"]) == [("INFO", (1,)), ("INFO", (2,))]


def test_operating_is_not_concerned(found: Found) -> None:
    assert found("055", "0A", ["1 222 620 -5"]) == []

"""Control 045: unlikely functions in investment."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_unlikely_function_is_told(found: Found) -> None:
    assert found("045", "0A", ["0 100 230 5", "0 120 230 5"]) == [("INFO", (1,))]


def test_operating_is_not_concerned(found: Found) -> None:
    assert found("045", "0A", ["1 100 230 5"]) == []

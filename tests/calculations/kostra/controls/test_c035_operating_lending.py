"""Control 035: lending in operating."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_lending_on_another_function_is_warned(found: Found) -> None:
    assert found("035", "0A", ["1 120 520 5", "1 285 920 -5"]) == [("WARNING", (1,)), ("WARNING", (2,))]


def test_social_and_business_lending_pass(found: Found) -> None:
    assert found("035", "0A", ["1 281 520 5", "1 325 920 -5"]) == []

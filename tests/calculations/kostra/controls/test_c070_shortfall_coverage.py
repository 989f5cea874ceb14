"""Control 070: covering of earlier shortfall."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_art_elsewhere_is_found(found: Found) -> None:
    assert found("070", "0A", ["1 120 530 5"]) == [("ERROR", (1,))]


def test_art_on_its_function_passes(found: Found) -> None:
    assert found("070", "0A", ["1 880 530 5"]) == []

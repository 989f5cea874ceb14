"""Control 016: the sign of shortfall chapters."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_negative_shortfall_is_found(found: Found) -> None:
    assert found("016", "0B", ["2 5900 000 -1", "2 5970 000 -1"]) == [("ERROR", (1,)), ("ERROR", (2,))]


def test_positive_shortfall_passes(found: Found) -> None:
    assert found("016", "0B", ["2 5900 000 1"]) == []


def test_quarter_does_not_soften(found: Found) -> None:
    assert found("016", "0BK1", ["2 5900 000 -1"]) == [("ERROR", (1,))]

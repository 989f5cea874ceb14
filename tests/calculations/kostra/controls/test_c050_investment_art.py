"""Control 050: arts that have no place in investment."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_operating_art_is_found(found: Found) -> None:
    assert found("050", "0A", ["0 222 590 5", "0 222 114 5"]) == [("ERROR", (1,)), ("ERROR", (2,))]


def test_quarterly_list_is_shorter(found: Found) -> None:
    assert found("050", "0AK1", ["0 222 114 5", "0 222 590 5"]) == [("WARNING", (2,))]


def test_church_has_its_own_list(found: Found) -> None:
    assert found("050", "0F", ["4 041 590 5", "4 041 114 5"], organisation="976990803") == [("ERROR", (1,))]

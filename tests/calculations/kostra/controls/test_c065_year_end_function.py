"""Control 065: the year-end function and its arts."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_year_end_art_elsewhere_is_found(found: Found) -> None:
    assert found("065", "0A", ["1 120 980 -5"]) == [("ERROR", (1,))]


def test_other_art_on_the_function_is_found(found: Found) -> None:
    assert found("065", "0A", ["1 899 010 5"]) == [("ERROR", (1,))]


def test_the_two_together_pass(found: Found) -> None:
    assert found("065", "0A", ["1 899 980 -5", "0 899 589 5"]) == []


def test_second_quarter_softens(found: Found) -> None:
    assert found("065", "0AK2", ["1 120 989 -5"]) == [("WARNING", (1,))]

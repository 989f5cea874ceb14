"""Control 165: the counter entry on other functions."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_counter_entry_elsewhere_is_found(found: Found) -> None:
    assert found("165", "0A", ["1 222 990 -1"]) == [("ERROR", ())]


def test_sum_of_zero_passes(found: Found) -> None:
    assert found("165", "0A", ["1 222 990 -1", "1 120 990 1"]) == []


def test_its_own_function_passes(found: Found) -> None:
    assert found("165", "0A", ["1 860 990 -1"]) == []

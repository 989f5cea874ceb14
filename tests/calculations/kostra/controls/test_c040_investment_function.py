"""Control 040: functions that have no place in investment."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_tax_function_in_investment_is_found(found: Found) -> None:
    assert found("040", "0A", ["0 800 230 5", "0 850 230 5"]) == [("ERROR", (1,)), ("ERROR", (2,))]


def test_quarterly_list_is_shorter(found: Found) -> None:
    assert found("040", "0AK1", ["0 850 230 5", "0 860 230 5"]) == [("WARNING", (2,))]


def test_record_of_an_unknown_class_counts_as_investment(found: Found) -> None:
    assert found("040", "0A", ["5 800 230 5"]) == [("ERROR", (1,))]

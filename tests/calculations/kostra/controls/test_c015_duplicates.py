"""Control 015: several amounts on one account."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_lines_of_one_account_are_named_together(found: Found) -> None:
    assert found("015", "0A", ["1 120 010 5", "1 120 020 5", "1 120 010 5", "1 120 010 5"]) == [("WARNING", (1, 3, 4))]


def test_another_class_is_another_account(found: Found) -> None:
    assert found("015", "0A", ["1 120 010 5", "0 120 010 5"]) == []


def test_balance_is_grouped_by_chapter_and_sector(found: Found) -> None:
    assert found("015", "0B", ["2 10 000 5", "2 10 320 5", "2 10 000 1"]) == [("WARNING", (1, 3))]


def test_dropped_zero_is_no_duplicate(found: Found) -> None:
    assert found("015", "0A", ["1 120 010 5", "1 120 010 0"]) == []

"""Control 145: the counter entry of depreciation."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_counter_entry_that_sums_to_zero_is_found(found: Found) -> None:
    assert found("145", "0A", ["1 860 990 5", "1 860 990 -5"]) == [("ERROR", ())]


def test_special_unit_is_only_told(found: Found) -> None:
    assert found("145", "0I", ["3 860 990 5", "3 860 990 -5"], organisation="976990803") == [("INFO", ())]


def test_file_without_counter_entry_is_silent(found: Found) -> None:
    assert found("145", "0A", ["1 120 010 5"]) == []


def test_strict_check_finds_a_missing_counter_entry(found: Found) -> None:
    assert found("145", "0A", ["1 120 010 5"], strict=True) == [("ERROR", ())]

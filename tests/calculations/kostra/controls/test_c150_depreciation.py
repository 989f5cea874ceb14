"""Control 150: depreciation."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_depreciation_that_sums_to_zero_is_found(found: Found) -> None:
    assert found("150", "0A", ["1 222 590 5", "1 221 590 -5"]) == [("ERROR", ())]


def test_special_unit_is_only_told(found: Found) -> None:
    assert found("150", "0I", ["3 222 590 5", "3 222 590 -5"], organisation="976990803") == [("INFO", ())]


def test_file_without_depreciation_is_silent(found: Found) -> None:
    assert found("150", "0A", ["1 120 010 5"]) == []


def test_strict_check_finds_missing_depreciation(found: Found) -> None:
    assert found("150", "0A", ["1 120 010 5"], strict=True) == [("ERROR", ())]

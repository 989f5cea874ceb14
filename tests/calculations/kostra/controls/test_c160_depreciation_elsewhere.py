"""Control 160: depreciation on financing functions."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_depreciation_there_is_found(found: Found) -> None:
    assert found("160", "0A", ["1 870 590 1"]) == [("ERROR", ())]


def test_sum_of_zero_passes(found: Found) -> None:
    assert found("160", "0A", ["1 870 590 1", "1 880 590 -1"]) == []


def test_service_functions_pass(found: Found) -> None:
    assert found("160", "0A", ["1 222 590 1"]) == []

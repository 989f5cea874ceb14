"""Control 090: income in investment."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_investment_without_income_is_found(found: Found) -> None:
    assert found("090", "0A", ["0 222 230 100"]) == [("ERROR", ())]


def test_file_without_investment_is_silent(found: Found) -> None:
    assert found("090", "0A", ["1 120 010 5"]) == []


def test_income_passes(found: Found) -> None:
    assert found("090", "0A", ["0 222 230 100", "0 870 910 -100"]) == []

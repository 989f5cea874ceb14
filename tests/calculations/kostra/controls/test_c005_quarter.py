"""Control 005: the quarter of each record."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_quarter_in_annual_accounts_is_found(found: Found) -> None:
    assert found("005", "0A", ["1 120 010 5"], changes={1: {"quarter": "1"}}) == [("ERROR", (1,))]


def test_record_of_another_quarter_is_found(found: Found) -> None:
    assert found("005", "0AK2", ["1 120 010 5"], changes={1: {"quarter": "3"}}) == [("ERROR", (1,))]


def test_reported_quarter_passes(found: Found) -> None:
    assert found("005", "0AK2", ["1 120 010 5"]) == []

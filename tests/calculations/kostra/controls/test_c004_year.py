"""Control 004: the year of each record."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_record_of_another_year_is_found(found: Found) -> None:
    assert found("004", "0A", ["1 120 010 5", "1 120 010 5"], changes={1: {"year": "2025"}}) == [("ERROR", (1,))]


def test_reported_year_passes(found: Found) -> None:
    assert found("004", "0A", ["1 120 010 5"]) == []


def test_year_that_is_no_number_is_found(found: Found) -> None:
    assert found("004", "0A", ["1 120 010 5"], changes={1: {"year": "XXXX"}}) == [("ERROR", (1,))]

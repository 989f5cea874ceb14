"""Control 003: the form of each record."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_record_of_another_form_is_found(found: Found) -> None:
    assert found("003", "0A", ["1 120 010 5", "1 120 010 5"], changes={2: {"form": "0C"}}) == [("ERROR", (2,))]


def test_quarterly_record_carries_the_annual_form(found: Found) -> None:
    assert found("003", "0AK2", ["1 120 010 5"]) == []

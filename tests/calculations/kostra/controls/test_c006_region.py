"""Control 006: the region of each record."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_record_of_another_region_is_found(found: Found) -> None:
    assert found("006", "0A", ["1 120 010 5", "1 120 010 5"], changes={2: {"region": "030100"}}) == [("ERROR", (2,))]


def test_reported_region_passes(found: Found) -> None:
    assert found("006", "0A", ["1 120 010 5"]) == []

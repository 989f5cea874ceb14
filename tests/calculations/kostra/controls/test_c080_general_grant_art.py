"""Control 080: the general grant."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_grant_elsewhere_is_found(found: Found) -> None:
    assert found("080", "0A", ["1 850 800 -5"]) == [("ERROR", (1,))]


def test_grant_on_its_function_passes(found: Found) -> None:
    assert found("080", "0A", ["1 840 800 -5"]) == []


def test_county_is_concerned_too(found: Found) -> None:
    assert found("080", "0C", ["1 714 800 -5"], region="180000") == [("ERROR", (1,))]

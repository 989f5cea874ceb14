"""Control 075: tax arts."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_tax_art_elsewhere_is_found(found: Found) -> None:
    assert found("075", "0A", ["1 840 870 -5", "1 880 878 -5"]) == [("ERROR", (1,)), ("ERROR", (2,))]


def test_county_is_not_concerned(found: Found) -> None:
    assert found("075", "0C", ["1 840 870 -5"], region="180000") == []


def test_tax_on_its_function_passes(found: Found) -> None:
    assert found("075", "0A", ["1 800 870 -5"]) == []

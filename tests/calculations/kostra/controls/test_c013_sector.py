"""Control 013: the sector."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_unknown_sector_is_found(found: Found) -> None:
    assert found("013", "0B", ["2 10 123 5"]) == [("ERROR", (1,))]


def test_quarter_of_the_record_softens(found: Found) -> None:
    assert found("013", "0BK3", ["2 10 123 5"]) == [("WARNING", (1,))]


def test_marker_passes_in_quarters(found: Found) -> None:
    assert found("013", "0BK3", ["2 10 z 5"]) == []


def test_church_leaves_the_sector_blank(found: Found) -> None:
    assert found("013", "0G", ["5 10 000 5", "5 10 _ 5"], organisation="976990803") == [("ERROR", (1,))]


def test_church_record_with_a_quarter_is_not_softened(found: Found) -> None:
    assert found("013", "0G", ["5 10 000 5"], organisation="976990803", changes={1: {"quarter": "1"}}) == [
        ("ERROR", (1,))
    ]

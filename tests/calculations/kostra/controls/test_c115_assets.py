"""Control 115: assets."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_negative_assets_are_found(found: Found) -> None:
    assert found("115", "0B", ["2 10 000 -5"]) == [("ERROR", ())]


def test_balance_without_asset_records_is_silent(found: Found) -> None:
    assert found("115", "0B", ["2 5990 000 -5"]) == []


def test_assets_pass(found: Found) -> None:
    assert found("115", "0B", ["2 10 000 100", "2 5990 000 -100"]) == []

"""Control 135: the general grant."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_accounts_without_grant_are_found(found: Found) -> None:
    assert found("135", "0A", ["1 120 010 5"]) == [("ERROR", ())]


def test_any_quarter_softens(found: Found) -> None:
    assert found("135", "0AK4", ["1 120 010 5"]) == [("WARNING", ())]


def test_froya_has_no_grant(found: Found) -> None:
    assert found("135", "0A", ["1 120 010 5"], region="501400") == []


def test_longyearbyen_has_no_grant(found: Found) -> None:
    assert found("135", "0A", ["1 120 010 5"], region="211100") == []


def test_grant_passes(found: Found) -> None:
    assert found("135", "0A", ["1 120 010 5", "1 840 800 -5"]) == []

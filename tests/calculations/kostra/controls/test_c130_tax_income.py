"""Control 130: tax income."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_accounts_without_tax_are_found(found: Found) -> None:
    assert found("130", "0A", ["1 120 010 5"]) == [("ERROR", ())]


def test_any_quarter_softens(found: Found) -> None:
    assert found("130", "0AK1", ["1 120 010 5"]) == [("WARNING", ())]


def test_tax_passes(found: Found) -> None:
    assert found("130", "0A", ["1 120 010 5", "1 800 870 -5"]) == []


def test_longyearbyen_has_no_tax(found: Found) -> None:
    assert found("130", "0A", ["1 120 010 5"], region="211100") == []


def test_special_unit_has_no_tax(found: Found) -> None:
    assert found("130", "0I", ["3 120 010 5"], organisation="976990803") == []

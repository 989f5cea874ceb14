"""Control 085: expenditure in investment."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_investment_without_expenditure_is_found(found: Found) -> None:
    assert found("085", "0A", ["0 870 910 -100"]) == [("ERROR", ())]


def test_file_without_investment_is_silent(found: Found) -> None:
    assert found("085", "0A", ["1 120 010 5"]) == []


def test_special_unit_is_not_concerned(found: Found) -> None:
    assert found("085", "0I", ["4 870 910 -100"], organisation="976990803") == []


def test_oslo_district_is_not_concerned(found: Found) -> None:
    assert found("085", "0A", ["0 870 910 -100"], region="030101") == []


def test_expenditure_passes(found: Found) -> None:
    assert found("085", "0A", ["0 222 230 100", "0 870 910 -100"]) == []

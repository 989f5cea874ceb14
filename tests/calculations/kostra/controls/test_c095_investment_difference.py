"""Control 095: balance of investment."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_difference_of_31_is_found(found: Found) -> None:
    assert found("095", "0A", ["0 222 230 131", "0 870 910 -100"]) == [("ERROR", ())]


def test_difference_of_30_passes(found: Found) -> None:
    assert found("095", "0A", ["0 222 230 130", "0 870 910 -100"]) == []


def test_what_is_no_expenditure_counts_as_income(found: Found) -> None:
    assert found("095", "0A", ["0 222 230 100", "0 870 Z -100"]) == []


def test_oslo_district_is_not_concerned(found: Found) -> None:
    assert found("095", "0A", ["0 222 230 131"], region="030115") == []

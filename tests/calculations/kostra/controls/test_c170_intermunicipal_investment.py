"""Control 170: function 290 goes to zero."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_sum_of_31_is_found(found: Found) -> None:
    assert found("170", "0A", ["0 290 010 31"], region="183700") == [("ERROR", ())]


def test_sum_of_30_passes(found: Found) -> None:
    assert found("170", "0A", ["0 290 010 -30"], region="183700") == []


def test_the_other_account_is_not_concerned(found: Found) -> None:
    assert found("170", "0A", ["1 290 010 31"], region="183700") == []


def test_oslo_district_is_not_concerned(found: Found) -> None:
    assert found("170", "0A", ["0 290 010 31"], region="030101") == []


def test_special_unit_is_not_concerned(found: Found) -> None:
    assert found("170", "0I", ["4 290 010 31"], organisation="976990803") == []

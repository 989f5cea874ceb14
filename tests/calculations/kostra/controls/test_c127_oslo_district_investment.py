"""Control 127: trade between Oslo's districts in investment."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_difference_of_11_is_warned(found: Found) -> None:
    assert found("127", "0A", ["0 251 298 111", "0 251 798 -100"], region="030105") == [("WARNING", ())]


def test_difference_of_10_passes(found: Found) -> None:
    assert found("127", "0A", ["0 251 298 110", "0 251 798 -100"], region="030105") == []


def test_oslo_itself_is_not_concerned(found: Found) -> None:
    assert found("127", "0A", ["0 251 298 111"], region="030100") == []


def test_the_other_account_is_not_concerned(found: Found) -> None:
    assert found("127", "0A", ["1 251 298 111"], region="030105") == []

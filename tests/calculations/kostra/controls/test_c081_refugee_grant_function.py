"""Control 081: arts on function 850."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_other_art_is_warned(found: Found) -> None:
    assert found("081", "0A", ["1 850 830 -5"]) == [("WARNING", (1,))]


def test_late_quarters_harden(found: Found) -> None:
    assert found("081", "0AK3", ["1 850 830 -5"]) == [("ERROR", (1,))]


def test_early_quarters_warn(found: Found) -> None:
    assert found("081", "0AK2", ["1 850 830 -5"]) == [("WARNING", (1,))]


def test_logical_arts_pass(found: Found) -> None:
    assert found("081", "0A", ["1 850 450 5", "1 850 810 -5", "1 850 850 -5"]) == []


def test_county_is_not_concerned(found: Found) -> None:
    assert found("081", "0C", ["1 850 830 -5"], region="180000") == []

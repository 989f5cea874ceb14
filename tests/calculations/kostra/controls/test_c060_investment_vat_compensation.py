"""Control 060: VAT compensation in investment."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_compensation_on_another_function_is_found(found: Found) -> None:
    assert found("060", "0A", ["0 222 729 -5"]) == [("ERROR", (1,))]


def test_compensation_on_its_function_passes(found: Found) -> None:
    assert found("060", "0A", ["0 841 729 -5"]) == []


def test_operating_is_not_concerned(found: Found) -> None:
    assert found("060", "0A", ["1 222 729 -5"]) == []


def test_first_quarter_softens(found: Found) -> None:
    assert found("060", "0AK1", ["0 222 729 -5"]) == [("WARNING", (1,))]

"""Control 020: function 841 in operating."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_vat_function_in_operating_is_found(found: Found) -> None:
    assert found("020", "0A", ["1 841 729 -5"]) == [("ERROR", (1,))]


def test_vat_function_in_investment_passes(found: Found) -> None:
    assert found("020", "0A", ["0 841 729 -5"]) == []


def test_first_and_second_quarter_soften(found: Found) -> None:
    assert found("020", "0AK2", ["1 841 729 -5"]) == [("WARNING", (1,))]


def test_third_quarter_does_not_soften(found: Found) -> None:
    assert found("020", "0AK3", ["1 841 729 -5"]) == [("ERROR", (1,))]


def test_minus_zero_is_no_amount(found: Found) -> None:
    assert found("020", "0A", ["1 841 729 -0"]) == []

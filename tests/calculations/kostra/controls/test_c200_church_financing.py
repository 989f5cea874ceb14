"""Control 200: the church's financing function."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_other_art_is_found(found: Found) -> None:
    assert found("200", "0F", ["3 089 010 5", "3 089 590 5"], organisation="976990803") == [
        ("ERROR", (1,)),
        ("ERROR", (2,)),
    ]


def test_financing_arts_pass(found: Found) -> None:
    assert found("200", "0F", ["3 089 500 5", "3 089 830 -5", "4 089 980 -5"], organisation="976990803") == []


def test_minus_zero_is_found_too(found: Found) -> None:
    assert found("200", "0F", ["3 089 010 -0", "3 089 010 0"], organisation="976990803") == [("ERROR", (1,))]

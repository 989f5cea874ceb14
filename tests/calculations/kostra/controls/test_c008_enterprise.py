"""Control 008: the enterprise number of each record."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_other_enterprise_number_is_found(found: Found) -> None:
    assert found("008", "0I", ["3 120 010 5"], organisation="976990803", changes={1: {"enterprise": "123456789"}}) == [
        ("ERROR", (1,))
    ]


def test_organisation_number_as_enterprise_number_passes(found: Found) -> None:
    assert found("008", "0I", ["3 120 010 5"], organisation="976990803", changes={1: {"enterprise": "976990803"}}) == []


def test_blank_enterprise_number_passes(found: Found) -> None:
    assert found("008", "0I", ["3 120 010 5"], organisation="976990803") == []

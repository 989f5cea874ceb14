"""Control 007: the organisation number of each record."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_record_of_another_organisation_is_found(found: Found) -> None:
    assert found(
        "007", "0I", ["3 120 010 5"], organisation="976990803", changes={1: {"organisation": "123456789"}}
    ) == [("ERROR", (1,))]


def test_number_in_a_treasury_is_found(found: Found) -> None:
    assert found("007", "0A", ["1 120 010 5"], changes={1: {"organisation": "976990803"}}) == [("ERROR", (1,))]


def test_list_of_numbers_is_never_matched(found: Found) -> None:
    assert found(
        "007", "0I", ["3 120 010 5"], organisation="976990803,958935420", changes={1: {"organisation": "976990803"}}
    ) == [("ERROR", (1,))]


def test_reported_number_passes(found: Found) -> None:
    assert found("007", "0I", ["3 120 010 5"], organisation="976990803") == []

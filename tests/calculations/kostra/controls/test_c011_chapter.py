"""Control 011: the balance chapter."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_chapter_of_special_units_is_found_in_a_treasury(found: Found) -> None:
    assert found("011", "0B", ["2 17 000 5", "2 46 000 5"]) == [("ERROR", (1,)), ("ERROR", (2,))]


def test_chapter_of_special_units_passes_there(found: Found) -> None:
    assert found("011", "0J", ["5 17 000 5"]) == []


def test_quarter_of_the_record_softens(found: Found) -> None:
    assert found("011", "0BK1", ["2 17 000 5"]) == [("WARNING", (1,))]


def test_marker_and_blank_pass_in_quarters(found: Found) -> None:
    assert found("011", "0BK1", ["2 Z 000 5", "2 _ 000 5"]) == []


def test_blank_is_found_in_annual_accounts(found: Found) -> None:
    assert found("011", "0B", ["2 _ 000 5"]) == [("ERROR", (1,))]


def test_chapter_must_stand_to_the_left(found: Found) -> None:
    assert found("011", "0B", ["0B2026 183700                  2 10 000        5"]) == [("ERROR", (1,))]

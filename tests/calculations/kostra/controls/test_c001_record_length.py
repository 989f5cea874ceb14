"""Control 001: every line is 48 characters without tabs."""

from collections.abc import Callable

Found = Callable[..., list[tuple[str, tuple[int, ...]]]]


def test_line_of_another_length_stops_everything(found: Found) -> None:
    assert found("001", "0A", ["1 120 010 5", "0A2026 183700                  1120 010     5 ", "1 120 010 5"]) == [
        ("FATAL", (2,))
    ]


def test_tab_stops_everything(found: Found) -> None:
    assert found("001", "0A", ["0A2026 183700                  1120 010\t       5"]) == [("FATAL", (1,))]


def test_the_broken_lines_are_reported_once_for_the_file(found: Found) -> None:
    assert found(
        "001",
        "0A",
        [
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "1 120 010 5",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        ],
    ) == [("FATAL", (1, 3))]


def test_whole_record_passes(found: Found) -> None:
    assert found("001", "0A", ["1 120 010 5"]) == []

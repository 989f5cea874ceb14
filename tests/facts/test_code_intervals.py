"""Sets of codes."""

import pytest

from rodtrad.facts.code_intervals import CodeIntervals


def test_both_ends_of_an_interval_are_inside() -> None:
    arts = CodeIntervals.parse(["010-480", "590"])
    assert "010" in arts
    assert "480" in arts
    assert "590" in arts
    assert "500" not in arts


def test_a_code_of_another_length_is_outside() -> None:
    assert "4" not in CodeIntervals.parse(["31-59"])
    assert "411" not in CodeIntervals.parse(["31-59"])


@pytest.mark.parametrize("text", ["480-010", "10-480"])
def test_an_interval_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an interval"):
        CodeIntervals.parse([text])


def test_the_set_is_written_as_it_was_read() -> None:
    assert list(CodeIntervals.parse(["010-480", "590"])) == ["010-480", "590"]

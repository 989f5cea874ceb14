"""Formulas kept as data."""

import pytest

from rodtrad.facts.signed_sums import Term, parse_signed_sum


def test_terms_keep_their_signs_and_names() -> None:
    assert parse_signed_sum("9 - A.I.2 + D:FG2:AGD45") == (Term(1, "9"), Term(-1, "A.I.2"), Term(1, "D:FG2:AGD45"))


def test_the_first_term_may_be_negative() -> None:
    assert parse_signed_sum("- FG2:AGD64") == (Term(-1, "FG2:AGD64"),)


@pytest.mark.parametrize("text", ["", "1 2", "1 * 2", "1 + (2 - 3)", "__import__('os')", "1 +"])
def test_anything_but_a_sum_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="sum"):
        parse_signed_sum(text)

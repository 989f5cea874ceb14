"""Two proposals differ by exactly the changes and lines that differ."""

from dataclasses import replace

import pytest
from tests.calculations.ledger.plans import line, school_project, small_plan

from rodtrad.calculations.finance.capital_cost_lines import with_capital_cost
from rodtrad.calculations.ledger import Category, Change, Difference, compare

CUT = Change("cut", "Færre lærere", Category.SAVING, (line("2000", "202", "010", -1_000),), area="1")
NEW = Change("new", "Flere sykepleiere", Category.POLITICAL, (line("3000", "254", "010", 600),), area="2")
CARE = Change("care", "Hjemmehjelp", Category.NEW_MEASURE, (line("3000", "254", "010", 100, 200, 300, 400),), area="2")


def test_equal_proposals_have_no_difference() -> None:
    assert compare(small_plan(CUT), small_plan(CUT)).same


def test_new_removed_and_changed_are_told_apart() -> None:
    dearer = replace(CARE, lines=(line("3000", "254", "010", 150, 200, 300, 400),))
    found = compare(small_plan(CUT, CARE), small_plan(dearer, NEW))
    assert [(c.id, c.difference, c.change) for c in found.changes] == [
        ("care", Difference.CHANGED, (50, 0, 0, 0)),
        ("new", Difference.NEW, (600,) * 4),
        ("cut", Difference.REMOVED, (1_000,) * 4),
    ]
    assert found.by_area["1", "operating"] == (1_000,) * 4
    assert found.by_area["2", "operating"] == (650, 600, 600, 600)
    assert found.balance["treasury", "operating"] == (1_650, 1_600, 1_600, 1_600)


def test_computed_consequences_are_rows_of_their_own() -> None:
    school = Change("skole", "Ny skole", Category.NEW_MEASURE, (), project="100", area="1")
    first = with_capital_cost(small_plan(school, projects=(school_project(),)))
    second = with_capital_cost(small_plan(school, projects=(school_project(yearly_cost=(15_000_000, 0, 0, 0)),)))
    found = compare(first, second)
    assert {(c.account_class, c.difference) for c in found.changes} == {
        ("operating", Difference.COMPUTED),
        ("investment", Difference.COMPUTED),
    }
    assert found.balance["treasury", "investment"] == (0, 0, 0, 0)
    by_computation = {own.computation: own.change for c in found.changes for own in c.lines}
    assert by_computation["capital_cost.interest"] == (50_000, 98_750, 96_250, 93_750)


def test_a_changed_text_is_a_difference() -> None:
    found = compare(small_plan(CUT), small_plan(replace(CUT, explanation="Færre elever")))
    assert [(c.id, c.texts_changed, c.lines) for c in found.changes] == [("cut", True, ())]


def test_proposals_without_a_common_year_cannot_be_compared() -> None:
    later = replace(small_plan(), years=(2041, 2042, 2043, 2044))
    with pytest.raises(ValueError, match="no year in common"):
        compare(small_plan(), later)

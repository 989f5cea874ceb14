"""Inhabitants by age: age groups put together, files read, cohorts grown older, ratios and pyramids."""

from itertools import pairwise

import numpy as np
import pytest
from tests.calculations.demography.projections import meloy_changes, meloy_counted, projection, table

from rodtrad.calculations.demography.age_groups import AgeGroup, parse_age_group, parts_of
from rodtrad.calculations.demography.age_support import age_support_ratio
from rodtrad.calculations.demography.places import Coverage, PlacesNeeded, places_needed
from rodtrad.calculations.demography.projection import Projection, aged_without_migration, yearly_change
from rodtrad.calculations.demography.projection_rows import projections_from_rows
from rodtrad.calculations.demography.pyramid import Pyramid, pyramid
from rodtrad.calculations.ledger import NotComputable
from rodtrad.facts.demography.unit_costs import age_support


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("6-15", AgeGroup(6, 15)),
        ("6–15 år", AgeGroup(6, 15)),
        ("67+", AgeGroup(67, None)),
        ("000", AgeGroup(0, 0)),
        ("105 år eller eldre", AgeGroup(105, None)),
        ("0", AgeGroup(0, 0)),
        ("90 år og over", AgeGroup(90, None)),
        ("1 år", AgeGroup(1, 1)),
    ],
)
def test_age_groups_are_read_as_files_write_them(text: str, group: AgeGroup) -> None:
    assert parse_age_group(text) == group


@pytest.mark.parametrize("text", ["", "barn", "15-6", "-3", "6-15-20"])
def test_what_is_no_age_group_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_age_group(text)


def test_a_group_is_put_together_only_of_parts_that_fit_it_exactly() -> None:
    known = [parse_age_group(text) for text in ("0", "1-5", "6-15", "16-66", "67-79", "80+")]
    assert parts_of(AgeGroup(67, None), known) == (4, 5)
    assert parts_of(AgeGroup(0, 15), known) == (0, 1, 2)
    assert parts_of(AgeGroup(2, 5), known) is None
    assert parts_of(AgeGroup(67, 85), known) is None
    assert parts_of(AgeGroup(0, 15), [known[0], known[2]]) is None


def test_ages_that_cannot_be_put_together_say_so() -> None:
    answer = projection({"0": [1, 2], "1-5": [3, 4]}).in_group(AgeGroup(2, 5))
    assert isinstance(answer, NotComputable) and "2–5 år" in answer.reason


def test_growing_older_gives_the_cohorts_that_the_printed_table_is_near() -> None:
    aged = aged_without_migration(meloy_counted(), 2021, 2032)
    assert isinstance(aged, Projection)
    with np.errstate(invalid="ignore"):
        pupils = aged.in_group(AgeGroup(6, 15))
    assert not isinstance(pupils, NotComputable)
    years, change = yearly_change(aged.years, pupils)
    known = change[1:6]
    assert known.tolist() == [-6, -25, -3, -14, -37]
    printed = np.array(meloy_changes()["age_6_15"][:5])
    assert np.abs(known - printed).max() <= 7
    assert years[1] == 2023


def test_the_age_support_ratio_of_the_printed_population() -> None:
    ratio = age_support_ratio(projection({"0-15": [900], "16-66": [3844], "67+": [1279]}))
    assert not isinstance(ratio, NotComputable)
    assert ratio[0] == pytest.approx(3.005, abs=5e-4)


def test_the_eighteen_printed_ratios_are_tabulated_with_two_decimals_and_fall() -> None:
    rows = table("age_support_ratio.csv")
    printed = [float(row["ratio_16_66_to_67plus"]) for row in rows]
    assert [row["year"] for row in rows] == [str(year) for year in range(2023, 2041)]
    elderly = [1_300 + 25 * place for place in range(18)]
    working = [round(share * count) for share, count in zip(printed, elderly, strict=True)]
    ratio = age_support_ratio(projection({"16-66": working, "67-79": [100] * 18, "80+": [n - 100 for n in elderly]}))
    assert not isinstance(ratio, NotComputable)
    assert [round(value, age_support().decimals) for value in ratio.tolist()] == printed
    assert (printed[0], printed[-1]) == (2.91, 1.81)
    assert all(later < earlier for earlier, later in pairwise(printed))


def test_nobody_elderly_gives_no_ratio() -> None:
    ratio = age_support_ratio(projection({"16-66": [10, 10], "67+": [0, 5]}))
    assert not isinstance(ratio, NotComputable)
    assert np.isnan(ratio[0]) and ratio[1] == 2


def test_places_follow_the_age_group_with_unchanged_coverage() -> None:
    today = Coverage("kindergarten", AgeGroup(1, 5), 180, 2022, "BASIL")
    found = places_needed(projection({"1-5": [200, 190, 210]}), today)
    assert isinstance(found, PlacesNeeded)
    assert found.places.tolist() == pytest.approx([180, 171, 189])
    late = places_needed(projection({"1-5": [200]}), Coverage("k", AgeGroup(1, 5), 1, 2030, "x"))
    assert isinstance(late, NotComputable)


def test_long_and_wide_rows_give_the_same_projection() -> None:
    long = [
        {"alternative": "MMMM", "year": str(year), "age": age, "sex": sex, "persons": str(persons)}
        for (age, sex, year), persons in {
            ("0-5", "mann", 2026): 3, ("0-5", "kvinne", 2026): 4, ("6+", "mann", 2026): 10, ("6+", "kvinne", 2026): 11,
            ("0-5", "mann", 2027): 2, ("0-5", "kvinne", 2027): 5, ("6+", "mann", 2027): 9, ("6+", "kvinne", 2027): 12,
        }.items()
    ]  # fmt: skip
    wide = [
        {"age": "0-5", "sex": "1", "2026": "3", "2027": "2"},
        {"age": "0-5", "sex": "2", "2026": "4", "2027": "5"},
        {"age": "6+", "sex": "1", "2026": "10", "2027": "9"},
        {"age": "6+", "sex": "2", "2026": "11", "2027": "12"},
    ]
    for rows in (long, wide):
        (found,), problems = projections_from_rows(rows, source="Test", municipality="1837")
        assert problems == ()
        assert (found.alternative, found.title, found.municipality) == ("main", "Hovedalternativet", "1837")
        assert found.persons.tolist() == [[7, 21], [7, 21]]
        assert found.women is not None and found.women.tolist() == [[4, 11], [5, 12]]


def test_alternatives_become_projections_of_their_own() -> None:
    rows = [
        {"alternative": name, "age": "0+", "2026": persons}
        for name, persons in (("main", "5"), ("high", "6"), ("own", "4"))
    ]
    found, problems = projections_from_rows(rows, source="Test")
    assert [(one.alternative, one.total.tolist()) for one in found] == [("main", [5]), ("high", [6]), ("own", [4])]
    assert problems == ()


def test_bad_rows_are_named_by_line_and_missing_is_not_zero() -> None:
    rows = [
        {"age": "0-5", "year": "2026", "persons": "7"},
        {"age": "barn", "year": "2026", "persons": "7"},
        {"age": "6+", "year": "2026", "persons": "1 000"},
        {"age": "0-5", "year": "2026", "persons": "8"},
        {"age": "6+", "year": "2026", "persons": "."},
        {"age": "6+", "year": "neste", "persons": "1"},
        {"age": "6+", "year": "2027", "sex": "katt", "persons": "1"},
    ]
    (found,), problems = projections_from_rows(rows, source="Test")
    assert [problem.line for problem in problems] == [3, 4, 5, 7, 8]
    assert np.isnan(found.persons[0, 1]) and found.persons[0, 0] == 7


def test_overlapping_age_groups_are_a_problem() -> None:
    found, problems = projections_from_rows([{"age": "0-5", "2026": "1"}, {"age": "5-9", "2026": "1"}], source="Test")
    assert found == () and "overlapper" in problems[0].text


def test_the_pyramid_has_both_sexes_in_two_years() -> None:
    persons = {str(age): [10.0, 12.0] for age in range(90)} | {"90+": [7.0, 9.0]}
    women = np.array([[4.0] * 90 + [5.0], [5.0] * 90 + [6.0]])
    found = pyramid(projection(persons, 2026, women=women), 2026, 2027)
    assert isinstance(found, Pyramid)
    assert len(found.rows) == 19
    first, last = found.rows[0], found.rows[-1]
    assert (first.men, first.women, first.persons, first.later_women) == (30, 20, 50, 25)
    assert (str(last.group), last.persons, last.later_men) == ("90+", 7, 3)
    assert isinstance(pyramid(projection(persons, 2026), 2026, 2050), NotComputable)
    alone = pyramid(projection(persons, 2026), 2026)
    assert isinstance(alone, Pyramid) and alone.rows[0].men is None
    coarse = pyramid(projection({"0-19": [1], "20+": [2]}), 2022)
    assert isinstance(coarse, NotComputable)


def test_a_projection_of_the_wrong_shape_is_refused() -> None:
    with pytest.raises(ValueError):
        Projection("1837", "main", "x", (2026,), (AgeGroup(0, 5),), np.zeros((2, 1)))
    with pytest.raises(ValueError):
        Projection("1837", "main", "x", (2026, 2026), (AgeGroup(0, 5),), np.zeros((2, 1)))

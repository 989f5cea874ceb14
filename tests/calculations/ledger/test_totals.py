"""One function totals every plan, and an edited line gives the same totals as a plan built anew."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.calculations.ledger.plans import YEARS, line, small_plan

from rodtrad.calculations.ledger import (
    AccountString,
    Category,
    Change,
    Line,
    Proposal,
    UnknownDimension,
    full_time_equivalents,
    total,
    totals,
)

BY = (
    ("area",),
    ("unit", "art"),
    ("category", "area"),
    ("entity", "account_class"),
    ("art_group",),
    ("function", "change"),
)
amounts = st.tuples(*[st.integers(-(10**9), 10**9)] * 4)
accounts = st.builds(
    AccountString,
    st.sampled_from(["treasury", "kf:1"]),
    st.sampled_from(["operating", "investment"]),
    st.sampled_from(["2000", "3000", "9000", ""]),
    st.sampled_from(["202", "254", "870", ""]),
    st.sampled_from(["010", "500", "870", ""]),
)
lines = st.builds(Line, accounts, amounts)
changes = st.lists(
    st.tuples(st.sampled_from(list(Category)), st.lists(lines, min_size=1, max_size=5), st.sampled_from(["1", "2"])),
    min_size=1,
    max_size=4,
)


def plan_of(parts: list[tuple[Category, list[Line], str]]) -> Proposal:
    made = tuple(
        Change(f"c{number}", "Endring", category, tuple(own), area=area)
        for number, (category, own, area) in enumerate(parts)
    )
    return small_plan(*made)


def test_areas_follow_the_unit_and_else_the_change() -> None:
    change = Change("c", "Tiltak", Category.NEW_MEASURE, (line("", "254", "010", 5),), area="2")
    by_area = totals(small_plan(change), ("area",), {"account_class": "operating"})
    assert by_area[("1",)] == (52_000_000,) * 4
    assert by_area[("2",)] == (40_000_005,) * 4


def test_conditions_take_a_text_a_collection_or_a_function() -> None:
    plan = small_plan()
    assert total(plan, {"art": "010"}) == (90_000_000,) * 4
    assert total(plan, {"art": {"500", "510"}}) == (7_000_000,) * 4
    assert total(plan, {"art": lambda art: art.startswith("8")}) == (-100_000_000,) * 4
    assert total(plan, {"art": "999"}) == (0,) * 4


def test_unknown_dimension_is_refused() -> None:
    with pytest.raises(UnknownDimension, match="colour"):
        totals(small_plan(), ("colour",))


def test_full_time_equivalents_are_summed_exactly() -> None:
    fte = (Decimal("0.1"),) * 4
    made = [Change(id, "T", Category.NEW_MEASURE, (), fte=fte, area="1") for id in "abc"]
    assert full_time_equivalents(small_plan(*made)) == {"1": (Decimal("0.3"),) * 4}


@given(changes)
def test_any_grouping_sums_to_the_same_total(parts: list[tuple[Category, list[Line], str]]) -> None:
    plan = plan_of(parts)
    whole = total(plan)
    assert whole == tuple(sum(own.amounts[place] for _, own in plan.lines) for place in range(4))
    for by in BY:
        rows = totals(plan, by).values()
        assert tuple(sum(row[place] for row in rows) for place in range(4)) == whole


@given(changes, lines, st.data())
def test_an_edited_line_gives_what_a_new_plan_gives(
    parts: list[tuple[Category, list[Line], str]], new: Line, data: st.DataObject
) -> None:
    plan = plan_of(parts)
    before = [totals(plan, by) for by in BY]
    number = data.draw(st.integers(0, len(parts) - 1))
    position = data.draw(st.integers(0, len(parts[number][1]) - 1))
    edited = plan.edited(f"c{number}", position, new)
    again = replace(edited)
    assert [totals(edited, by) for by in BY] == [totals(again, by) for by in BY]
    assert [totals(plan, by) for by in BY] == before
    assert edited.hash == again.hash


def test_amounts_must_be_whole_kroner() -> None:
    with pytest.raises(TypeError, match="whole kroner"):
        line("2000", "202", "010", 1.5)  # type: ignore[arg-type]


def test_every_line_must_cover_the_plan_years() -> None:
    short = Line(AccountString("treasury", "operating", "2000", "202", "010"), (1, 2))
    with pytest.raises(ValueError, match="one amount per plan year"):
        small_plan(Change("c", "T", Category.NEW_MEASURE, (short,)))


def test_codes_keep_their_leading_zero_as_text() -> None:
    with pytest.raises(ValueError, match="three digits"):
        AccountString("treasury", "operating", "2000", "202", "10")
    assert len(YEARS) == 4

"""A plan may be published exactly when every year balances on both sides (BUD-02, PRO-05)."""

from hypothesis import given
from hypothesis import strategies as st
from tests.calculations.ledger.plans import YEARS, line, small_plan

from rodtrad.calculations.ledger import (
    INVESTMENT,
    OPERATING,
    AccountString,
    Category,
    Change,
    Line,
    Obstacle,
    balance,
    publication_obstacles,
)

sides = st.sampled_from([OPERATING, INVESTMENT])
small = st.tuples(*[st.integers(-1, 1)] * 4)


@given(st.lists(st.tuples(sides, small), max_size=6))
def test_publishing_is_open_exactly_when_all_differences_are_zero(measures: list[tuple[str, tuple[int, ...]]]) -> None:
    made = tuple(
        Change(
            f"c{number}",
            "Tiltak",
            Category.NEW_MEASURE,
            (Line(AccountString("treasury", side, "2000", "202", "010"), amounts),),  # type: ignore[arg-type]
        )
        for number, (side, amounts) in enumerate(measures)
    )
    plan = small_plan(*made)
    expected = {
        (side, year): sum(amounts[place] for own, amounts in measures if own == side)
        for side in (OPERATING, INVESTMENT)
        for place, year in enumerate(YEARS)
    }
    obstacles = publication_obstacles(plan)
    assert (not obstacles) == all(amount == 0 for amount in expected.values())
    assert {(o.side, o.year): o.amount for o in obstacles} == {key: value for key, value in expected.items() if value}


def test_the_obstacle_names_year_side_and_amount() -> None:
    change = Change("c", "T", Category.NEW_MEASURE, (line("2000", "202", "010", 0, 5, 0, 0),))
    assert publication_obstacles(small_plan(change)) == [Obstacle(2028, "operating", 5, "treasury")]


def test_a_plan_cannot_be_balanced_by_carrying_the_shortfall_forward() -> None:
    change = Change("c", "T", Category.NEW_MEASURE, (line("2000", "202", "010", 7), line("9000", "899", "980", -7)))
    assert balance(small_plan(change))["treasury", "operating"] == (7, 7, 7, 7)

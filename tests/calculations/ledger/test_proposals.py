"""The hash of a proposal is its content and nothing else, and ids are unique."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.calculations.ledger.plans import line, small_plan

from rodtrad.calculations.ledger import Category, Change, Parameter

MEASURE = Change("a", "Flere lærere", Category.NEW_MEASURE, (line("2000", "202", "010", 1_000),), area="1")


def test_same_content_gives_the_same_hash() -> None:
    assert small_plan(MEASURE).hash == small_plan(replace(MEASURE)).hash


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Færre lærere"},
        {"lines": (line("2000", "202", "010", 1_001),)},
        {"explanation": "Fordi"},
        {"fte": (Decimal(1),) * 4},
        {"permanent": False},
    ],
)
def test_any_public_difference_gives_another_hash(values: dict[str, object]) -> None:
    assert small_plan(MEASURE).hash != small_plan(replace(MEASURE, **values)).hash  # type: ignore[arg-type]


def test_internal_text_is_no_part_of_the_hash() -> None:
    assert small_plan(MEASURE).hash == small_plan(replace(MEASURE, internal_text="Snakk med rektor")).hash


def test_the_order_of_changes_is_part_of_the_hash() -> None:
    other = replace(MEASURE, id="b")
    assert small_plan(MEASURE, other).hash != small_plan(other, MEASURE).hash


def test_two_changes_may_not_have_the_same_id() -> None:
    with pytest.raises(ValueError, match="same id: a"):
        small_plan(MEASURE, MEASURE)


def test_a_parameter_holds_until_a_newer_one_and_own_goes_before_common() -> None:
    stated = (
        Parameter("interest_rate", Decimal(4), "percent", 2027, "felles"),
        Parameter("interest_rate", Decimal(3), "percent", 2029, "felles"),
        Parameter("interest_rate", Decimal(2), "percent", 2028, "kf", entity="kf:1"),
        Parameter("interest_rate", None, "percent", 2030, "ikke oppgitt"),
    )
    plan = small_plan(parameters=stated)
    assert [plan.parameter("interest_rate", year).value for year in plan.years] == [4, 4, 3, 3]  # type: ignore[union-attr]
    assert plan.parameter("interest_rate", 2030, "kf:1").value == 2  # type: ignore[union-attr]
    assert plan.parameter("interest_rate", 2026) is None

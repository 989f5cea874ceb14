"""The printed demography table of Meløy, cell for cell, and the mislabelled sums of the same table (GF-07)."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.calculations.demography.projections import meloy_changes, meloy_projection, projection, table

from rodtrad.calculations.demography.age_groups import parse_age_group
from rodtrad.calculations.demography.need import (
    NeedChange,
    PeriodSum,
    UnitCost,
    checked_label,
    in_thousands,
    need_change,
    period_label,
    period_sum,
    shipped_unit_costs,
)
from rodtrad.calculations.demography.own_unit_costs import entered_unit_cost
from rodtrad.calculations.ledger import NotComputable

PRINTED = {row["row"]: row for row in table("demography_cost_change.csv")}
SLIDES = {row["row"]: row for row in table("demography_single_service_slides.csv")}
YEARS = range(2023, 2033)


def kindergarten() -> tuple[UnitCost, ...]:
    return tuple(
        entered_unit_cost("kindergarten", parse_age_group(ages), Decimal(nok), price_year=2022, source="Test")
        for ages, nok in meloy_changes()["kindergarten_nok"].items()
    )


def meloy() -> NeedChange:
    need = need_change(meloy_projection(), (*shipped_unit_costs(), *kindergarten()))
    assert isinstance(need, NeedChange)
    return need


@pytest.mark.parametrize(("service", "column"), [("primary_school", "grunnskole"), ("kindergarten", "barnehage")])
def test_the_printed_years_are_reproduced(service: str, column: str) -> None:
    amounts = meloy().of(service)
    assert not isinstance(amounts, NotComputable)
    printed = [int(PRINTED[str(year)][f"{column}_nok_1000"]) for year in YEARS]
    assert [in_thousands(amount) for amount in amounts] == printed


def test_the_ten_year_sums_are_reproduced_from_unrounded_years() -> None:
    found = period_sum(meloy(), 2023, 2032)
    assert isinstance(found, PeriodSum)
    assert found.label == "Sum 2023–2032"
    assert in_thousands(found.amounts["primary_school"]) == -28_778
    assert in_thousands(found.amounts["kindergarten"]) == -9_302


def test_the_sum_under_a_label_is_of_the_years_of_the_label() -> None:
    need = meloy()
    true, shifted, started = (period_sum(need, *span) for span in ((2024, 2027), (2024, 2028), (2023, 2027)))
    assert isinstance(true, PeriodSum) and isinstance(shifted, PeriodSum) and isinstance(started, PeriodSum)
    assert (true.label, in_thousands(true.amounts["primary_school"])) == ("Sum 2024–2027", -10_693)
    assert in_thousands(shifted.amounts["primary_school"]) == int(PRINTED["Sum 2024-2027"]["grunnskole_nok_1000"])
    assert in_thousands(started.amounts["kindergarten"]) == int(SLIDES["Sum 2024-2027"]["barnehage_nok_1000"])


def column(rows: dict[str, dict[str, str]], name: str) -> dict[int, int]:
    return {year: int(rows[str(year)][f"{name}_nok_1000"]) for year in YEARS}


def test_true_sums_of_2024_to_2027_are_those_of_the_golden_case() -> None:
    true = {"plo": 7_381, "grunnskole": -10_694, "barnehage": -3_493, "sosial": -1_245, "kommunehelse": -198}
    true |= {"barnevern": -1_293, "sum": -9_541}
    for name, amount in true.items():
        by_year = column(PRINTED, name)
        assert checked_label(by_year, 2024, 2027, 0).labelled_sum == amount


@pytest.mark.parametrize(
    ("name", "period"),
    [
        *((name, (2024, 2028)) for name in ("plo", "grunnskole", "barnehage", "sosial", "kommunehelse", "barnevern")),
        ("sum", (2023, 2027)),
    ],
)
def test_the_printed_table_s_wrong_label_is_reported_with_the_period_that_fits(
    name: str, period: tuple[int, int]
) -> None:
    finding = checked_label(column(PRINTED, name), 2024, 2027, int(PRINTED["Sum 2024-2027"][f"{name}_nok_1000"]))
    assert not finding.holds
    assert period in finding.fitting
    assert f"{period[0]}–{period[1]}" in finding.explanation


def test_the_single_slides_have_another_wrong_label_and_one_right_by_chance() -> None:
    for name, holds in (("plo", False), ("barnehage", False), ("grunnskole", True)):
        printed = int(SLIDES["Sum 2024-2027"][f"{name}_nok_1000"])
        finding = checked_label(column(SLIDES, name), 2024, 2027, printed)
        assert finding.holds is holds
        assert (2023, 2027) in finding.fitting


def test_right_labels_are_not_reported() -> None:
    for name in ("plo", "grunnskole", "barnehage", "sosial", "kommunehelse", "barnevern", "sum"):
        printed = int(PRINTED["Sum 2023-2032"][f"{name}_nok_1000"])
        assert checked_label(column(PRINTED, name), 2023, 2032, printed).holds


def test_every_unit_cost_in_the_stated_span_gives_the_same_table() -> None:
    amounts = set()
    for nok in (157_255, 157_256, 157_258):
        cost = entered_unit_cost("s", parse_age_group("6-15"), Decimal(nok), price_year=2022, source="Test")
        need = need_change(meloy_projection(), [cost])
        assert isinstance(need, NeedChange)
        total = period_sum(need, 2023, 2032)
        assert isinstance(total, PeriodSum)
        amounts.add((*(in_thousands(amount) for amount in need.total), in_thousands(total.total)))
    assert len(amounts) == 1


def test_only_primary_school_ships_and_the_others_say_what_to_do() -> None:
    assert [cost.service for cost in shipped_unit_costs()] == ["primary_school"]
    need = need_change(meloy_projection(), shipped_unit_costs(), ["primary_school", "care"])
    assert isinstance(need, NeedChange)
    assert need.services == ("primary_school",)
    reason = need.of("care")
    assert isinstance(reason, NotComputable) and "oppgi" in reason.reason


def test_a_gap_between_years_is_not_taken_for_one_year() -> None:
    full = meloy_projection()
    kept = [0, 1, 2, 5]
    gap = type(full)(
        "1837", "main", "Test", tuple(full.years[place] for place in kept), full.groups, full.persons[kept]
    )
    need = need_change(gap, shipped_unit_costs())
    assert isinstance(need, NeedChange)
    assert np.isnan(need.total[-1]) and not np.isnan(need.total[:2]).any()
    answer = period_sum(need, 2023, 2027)
    assert isinstance(answer, NotComputable)


def test_unit_costs_of_two_price_years_are_refused() -> None:
    other = entered_unit_cost("care", parse_age_group("6-15"), Decimal(1), price_year=2025, source="Test")
    answer = need_change(meloy_projection(), (*shipped_unit_costs(), other))
    assert isinstance(answer, NotComputable) and "2022, 2025" in answer.reason


def test_a_label_needs_years_that_follow_each_other() -> None:
    assert period_label([2024]) == "Sum 2024"
    with pytest.raises(ValueError):
        period_label([2024, 2026])


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=12))
def test_the_changes_sum_to_the_last_count_less_the_first(counts: list[int]) -> None:
    need = need_change(projection({"6-15": counts}), shipped_unit_costs())
    assert isinstance(need, NeedChange)
    assert need.total.sum() == pytest.approx(157_256 * (counts[-1] - counts[0]))

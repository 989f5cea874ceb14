"""Fjellvik's forecast stands on its plan, its loans and its projection, and says the same each time."""

from collections.abc import Callable

import numpy as np
import pytest

from rodtrad.calculations.demography.age_groups import parse_age_group
from rodtrad.calculations.demography.age_support import age_support_ratio
from rodtrad.calculations.demography.need import need_change
from rodtrad.calculations.demography.places import PlacesNeeded, places_needed
from rodtrad.calculations.demography.projection import Projection
from rodtrad.calculations.demography.pyramid import Pyramid, pyramid
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.finance.indicators import indicator_percent
from rodtrad.calculations.forecast.loans import portfolio
from rodtrad.calculations.ledger import NotComputable, Proposal, total
from rodtrad.demo.debt import debt_on_1_january, interest_rates
from rodtrad.demo.economy import adopted_proposal, chief_executive_proposal
from rodtrad.demo.forecast import (
    coverage,
    fjellvik_forecast,
    known,
    loans,
    projections,
    self_cost_ledgers,
    unit_costs,
)
from rodtrad.demo.plan_lines import ENTITY, YEARS
from rodtrad.demo.reading import document, population, table
from rodtrad.features.forecasts.plan_forecast import INDICATORS

DEMOGRAPHY = ("faerre-elever", "faerre-barnehagebarn", "flere-over-80", "flere-over-90")


@pytest.mark.parametrize("proposal", [chief_executive_proposal, adopted_proposal])
def test_the_first_four_years_are_the_plan(proposal: Callable[[], Proposal]) -> None:
    plan = EntityPlan(proposal(), ENTITY)
    expected = fjellvik_forecast(proposal()).expected
    assert expected.years == tuple(range(2027, 2037))
    for indicator in INDICATORS:
        stated = [float(value) for value in indicator_percent(plan, indicator) if not isinstance(value, NotComputable)]
        np.testing.assert_allclose(expected.percent(indicator)[:4], stated, rtol=1e-12)


def test_an_amended_plan_gives_another_forecast() -> None:
    proposed, adopted = (fjellvik_forecast(one()).expected for one in (chief_executive_proposal, adopted_proposal))
    assert adopted.debt[-1] > proposed.debt[-1]


def test_the_loans_sum_to_the_balance_sheet_and_repay_as_the_plan_says() -> None:
    assert sum(loan.balance for loan in loans()) == debt_on_1_january(YEARS[0])
    rates = np.array([float(rate) / 100 for rate in interest_rates()])
    found = portfolio(loans(), YEARS, rates)
    due = document("parameters.yaml")["existing_debt"]["instalments"]
    np.testing.assert_allclose(found.instalments, [due[year] for year in YEARS])
    on_mean_balance = (found.opening + found.closing) / 2 * rates
    assert (np.abs(found.interest - on_mean_balance) < 500_000).all()


def test_the_projection_sums_to_the_population_file_where_both_have_the_year() -> None:
    main = projections()["main"]
    groups = {"age_0": "0", "age_1_5": "1-5", "age_6_15": "6-15", "age_67_79": "67-79", "age_90_plus": "90+"}
    for row in table("population.csv"):
        year = int(row["year"])
        if year in main.years:
            place = main.years.index(year)
            assert main.total[place] == population(year)["total"]
            for name, text in groups.items():
                persons = main.in_group(parse_age_group(text))
                assert not isinstance(persons, NotComputable)
                assert persons[place] == population(year)[name]


def test_all_alternatives_begin_alike_and_high_is_above_low() -> None:
    found = projections()
    assert set(found) == {"main", "high", "low", "own"}
    assert len({projection.total[0] for projection in found.values()}) == 1
    assert (found["high"].total[1:] > found["main"].total[1:]).all()
    assert (found["low"].total[1:] < found["main"].total[1:]).all()


def test_demographic_need_in_the_plan_is_what_the_plan_s_own_changes_say() -> None:
    need = known(need_change(projections()["main"], unit_costs()))
    stated = [
        sum(line.amounts[place] for id in DEMOGRAPHY for line in chief_executive_proposal().change(id).lines)
        for place in range(len(YEARS))
    ]
    np.testing.assert_allclose(np.cumsum(need.total)[: len(YEARS)], stated)


def test_an_alternative_with_more_inhabitants_gives_more_room() -> None:
    results = {name: fjellvik_forecast(alternative=name).expected.net_operating_result for name in ("high", "low")}
    assert (results["high"] > results["low"]).all()


def test_two_forecasts_are_the_same_and_the_fan_is_around_what_is_expected() -> None:
    first, again = fjellvik_forecast(), fjellvik_forecast()
    for indicator in INDICATORS:
        np.testing.assert_array_equal(first.fans[indicator].values, again.fans[indicator].values)
        fan = first.fans[indicator]
        assert (fan.at(10) < fan.expected).all() and (fan.expected < fan.at(90)).all()
    assert first.uncertainty.method == "10000 trukne baner, frø 2027, tallgenerator PCG64DXSM i NumPy."


def test_risks_are_probabilities_and_a_broken_target_is_one_that_the_plan_breaks() -> None:
    found = fjellvik_forecast()
    for risk in found.risks.values():
        assert all(0 <= share <= 1 for share in risk.by_year if share is not None)
        assert risk.ever is not None and risk.ever >= max(share or 0 for share in risk.by_year)
    assert [year.broken for year in found.targets["net_operating_result"][:4]] == [True, False, False, True]


def test_self_cost_funds_end_as_the_plan_s_fund_table_says() -> None:
    plan = chief_executive_proposal()
    for fund in plan.funds:
        if fund.id.startswith("selvkost-"):
            ledger = self_cost_ledgers()[fund.id]
            closing = [year.fund_closing for year in ledger]
            assert all(abs(a - b) <= 1 for a, b in zip(closing, fund.closing_balances, strict=True)), fund.id
            fees = total(plan, {"account_class": "operating", "art": "640", "function": fund.functions[0]})
            assert [-fee for fee in fees] == [year.fee_income for year in ledger]


def test_places_ratio_and_pyramid_can_be_shown() -> None:
    main = projections()["main"]
    for today in coverage():
        found = places_needed(main, today)
        assert isinstance(found, PlacesNeeded)
        assert found.places[0] == pytest.approx(today.places)
    ratio = age_support_ratio(main)
    assert isinstance(main, Projection) and not isinstance(ratio, NotComputable)
    assert (np.diff(ratio) < 0).all()
    drawn = pyramid(main, 2026, 2040)
    assert isinstance(drawn, Pyramid)
    assert sum(row.persons for row in drawn.rows) == population(2026)["total"]
    assert all(row.men is not None and row.later_women is not None for row in drawn.rows)

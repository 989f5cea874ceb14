"""What must hold for every country: zero sums to the øre, monotonicity, scaling, order, and that both ways agree."""

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.income_system.countries import CRITERIA, RATES, WEIGHTS, inputs

from rodtrad.calculations.income_system.country import country_of
from rodtrad.calculations.income_system.exact import (
    exact_income_equalisation,
    exact_income_guarantee,
    exact_spending_equalisation,
    in_whole_ore,
)
from rodtrad.calculations.income_system.grants import (
    district_north_grant,
    income_guarantee,
    per_capita_amount,
    per_capita_grant,
)
from rodtrad.calculations.income_system.income_equalisation import income_equalisation
from rodtrad.calculations.income_system.official import (
    CriteriaInput,
    OfficialInput,
    Outcome,
    TaxInput,
    compute_official,
)
from rodtrad.calculations.income_system.premises import Premises
from rodtrad.calculations.income_system.simulation import rules_of, simulate
from rodtrad.calculations.income_system.spending_equalisation import criterion_indices, need_index
from rodtrad.facts.income_system.parameters import district_north_rates, parameter

ZERO_SUMS = ("spending_equalisation", "income_equalisation", "ingar")


def premises(year: int = 2025) -> Premises:
    return (
        Premises(year).with_values({**RATES, "per_capita_grant": Decimal("25000.5")}, "test").with_key(WEIGHTS, "test")
    )


def computed(case: OfficialInput) -> Outcome:
    return compute_official(case, premises())


@settings(max_examples=60, deadline=None)
@given(inputs())
def test_national_sums_are_exactly_zero(case: OfficialInput) -> None:
    outcome = computed(case)
    assert [sum(outcome.amounts[part].values()) for part in ZERO_SUMS] == [0, 0, 0]


@settings(max_examples=60, deadline=None)
@given(inputs())
def test_whole_ore_and_float64_agree_to_a_hundredth_of_a_krone(case: OfficialInput) -> None:
    outcome, country = computed(case), country_of(case)
    found = simulate(country, rules_of(premises(), country))
    for part in (*ZERO_SUMS, "per_capita_grant"):
        exact = np.array([outcome.amounts[part][name] for name in country.municipalities]) / 100
        assert np.abs(exact - found[part]).max() <= 0.01, part


@settings(max_examples=40, deadline=None)
@given(inputs(), st.randoms(use_true_random=False))
def test_the_order_of_the_municipalities_does_not_matter(case: OfficialInput, random: Random) -> None:
    assert case.criteria is not None and case.tax is not None
    order = list(range(len(case.criteria.municipalities)))
    random.shuffle(order)

    def turned(values: tuple) -> tuple:
        return tuple(values[place] for place in order)

    criteria = replace(
        case.criteria,
        municipalities=turned(case.criteria.municipalities),
        counts=turned(case.criteria.counts),
        population=turned(case.criteria.population),
    )
    tax = replace(
        case.tax,
        municipalities=turned(case.tax.municipalities),
        tax_nok=turned(case.tax.tax_nok),
        population=turned(case.tax.population),
    )
    assert computed(replace(case, criteria=criteria, tax=tax)).amounts == computed(case).amounts


@settings(max_examples=40, deadline=None)
@given(inputs(), st.integers(0, 2), st.integers(1, 1_000_000))
def test_more_of_a_criterion_never_gives_less(case: OfficialInput, criterion: int, more: int) -> None:
    assert case.criteria is not None
    first, *others = case.criteria.counts
    raised = tuple(count + more if place == criterion else count for place, count in enumerate(first))
    changed = replace(case, criteria=replace(case.criteria, counts=(raised, *others)))
    name = case.criteria.municipalities[0]
    before, after = (computed(each).amounts["spending_equalisation"] for each in (case, changed))
    assert after[name] >= before[name] - 1
    assert all(after[other] <= before[other] + 1 for other in case.criteria.municipalities[1:])


@settings(max_examples=40, deadline=None)
@given(inputs(), st.integers(1, 10_000_000))
def test_more_tax_gives_less_equalisation_but_never_less_in_all(case: OfficialInput, more: int) -> None:
    assert case.tax is not None
    first, *others = case.tax.tax_nok
    changed = replace(case, tax=replace(case.tax, tax_nok=(first + more, *others)))
    name = case.tax.municipalities[0]
    before, after = (computed(each).amounts["income_equalisation"] for each in (case, changed))
    assert after[name] <= before[name] + 1
    assert after[name] + more * 100 >= before[name] - 1
    assert all(after[other] >= before[other] - more * 100 for other in case.tax.municipalities[1:])


@settings(max_examples=40, deadline=None)
@given(inputs(), st.sampled_from([Decimal("0.01"), Decimal(7), Decimal(1000)]))
def test_counts_in_another_unit_give_the_same_and_tax_in_another_unit_scales(
    case: OfficialInput, scale: Decimal
) -> None:
    assert case.criteria is not None and case.tax is not None
    counts = tuple(tuple(count * scale for count in row) for row in case.criteria.counts)
    other = computed(replace(case, criteria=replace(case.criteria, counts=counts)))
    assert other.amounts["spending_equalisation"] == computed(case).amounts["spending_equalisation"]
    country = country_of(case)
    scaled = replace(country, tax_nok=country.tax_nok * float(scale))
    rules = rules_of(premises(), country)
    one, many = simulate(country, rules)["income_equalisation"], simulate(scaled, rules)["income_equalisation"]
    np.testing.assert_allclose(many, one * float(scale), rtol=1e-9, atol=1e-3)


@settings(max_examples=40, deadline=None)
@given(inputs())
def test_no_municipality_grows_further_below_the_country_than_the_limit_but_for_what_all_pay(
    case: OfficialInput,
) -> None:
    country = country_of(case)
    assert country.previous_block_grant is not None
    block = country.previous_block_grant * 1.02 + country.population * 100
    guarantee = income_guarantee(block, country.previous_block_grant, country.population, 400.0)
    growth = (block - country.previous_block_grant) / country.population
    national = (block - country.previous_block_grant).sum() / country.population.sum()
    paid = np.maximum(national - 400 - growth, 0) @ country.population / country.population.sum()
    lowest = (growth + guarantee / country.population).min()
    assert lowest >= national - 400 - paid - 1e-6
    assert guarantee.sum() == pytest.approx(0, abs=1e-2)


@settings(max_examples=40, deadline=None)
@given(inputs())
def test_the_country_has_index_one(case: OfficialInput) -> None:
    country = country_of(case)
    indices = criterion_indices(country.counts, country.population)
    totals = need_index(indices, np.array([float(weight) for weight in WEIGHTS.values()]))
    assert totals @ country.population / country.population.sum() == pytest.approx(1, abs=1e-12)


def test_equal_municipalities_get_nothing_and_pay_nothing() -> None:
    counts = [[Decimal(10), Decimal(20)]] * 3
    weights = [Decimal("0.5"), Decimal("0.5")]
    names = ["0001", "0002", "0003"]
    assert exact_spending_equalisation(names, counts, [500] * 3, weights, Decimal(10**9)) == [0, 0, 0]
    rates = (Decimal("0.6"), Decimal("0.35"), Decimal("0.9"))
    assert exact_income_equalisation(names, [Decimal(7)] * 3, [500] * 3, *rates).net == [0, 0, 0]
    assert exact_income_guarantee(names, [1, 1, 1], [500] * 3, Decimal(400)) == [0, 0, 0]


def test_the_missing_ore_go_to_the_largest_remainders_in_order_of_number() -> None:
    assert in_whole_ore([1, 1, -2], 3, ["0003", "0001", "0002"], 0) == [0, 1, -1]
    assert in_whole_ore([1, 5, -3], 2, ["0001", "0002", "0003"], None) == [1, 3, -2]


def test_a_country_without_any_of_a_criterion_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        exact_spending_equalisation(["0001"], [[Decimal(0)]], [5], [Decimal(1)], Decimal(1))


def test_income_equalisation_of_two_municipalities_by_hand() -> None:
    found = exact_income_equalisation(
        ["0001", "0002"], [Decimal(300), Decimal(700)], [10, 10], Decimal("0.6"), Decimal("0.35"), Decimal("0.9")
    )
    assert found.symmetric == [12000, -12000]
    assert found.addition == [5250, 0]
    assert found.financing == [-2625, -2625]
    assert found.net == [14625, -14625]


def tax_2025(shared: Path) -> tuple[np.ndarray, np.ndarray]:
    with (shared / "data" / "income_system" / "tax_index_2025_pop_2026.csv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    people = np.array([float(line["pop_2026_07_01"]) for line in lines])
    per_head = np.array([float(line["tax_index_2025_pct"]) for line in lines]) / 100
    return people, people * per_head * float(parameter("national_tax_per_capita", 2025).decimal)


@pytest.mark.parametrize("year, floor", [(2025, 94.66), (2026, 95.30)])
def test_the_floor_follows_from_the_rates_of_the_year(shared: Path, year: int, floor: float) -> None:
    people, tax = tax_2025(shared)
    rates = [float(parameter(name, year).decimal) for name in ("symmetric_rate", "addition_rate", "addition_threshold")]
    found = income_equalisation(tax, people, rates[0], rates[1], rates[2])
    assert found.net.sum() == pytest.approx(0, abs=0.01)
    assert found.addition.sum() == pytest.approx(-found.financing.sum())
    assert len(people) == 357
    average = tax.sum() / people.sum()
    assert ((tax + found.net) / people / average).min() * 100 == pytest.approx(floor, abs=0.05)


def test_district_grant_north_2022_of_meloy_and_saltdal() -> None:
    rate = float(district_north_rates()["nordland_namdalen"].at(2022).decimal)
    amounts = district_north_grant(np.array([6247.0, 4632.0]), np.array([rate, rate]))
    assert [round(amount / 1000) for amount in amounts] == [11626, 8620]


def test_per_capita_grant_is_what_is_left_of_post_60() -> None:
    people = np.array([10.0, 30.0])
    each = per_capita_amount(1000.0, 200.0, people.sum())
    assert list(per_capita_grant(people, each)) == [200.0, 600.0]


def test_post_60_is_shared_alike_in_ore_and_in_float64() -> None:
    names = ("0001", "0002", "0003")
    counts = tuple(tuple(Decimal(each) for each in (10, 20, 30)) for _ in names)
    case = OfficialInput(
        CriteriaInput(names, CRITERIA, counts, (700, 900, 1100)),
        TaxInput(names, (Decimal(5), Decimal(6), Decimal(7)), (700, 900, 1100)),
        {"special_distribution": {"0002": Decimal("99.5")}},
    )
    values = Premises(2025).with_values({"post_60_nok": Decimal(1_000_000)}, "test").with_key(WEIGHTS, "test")
    exact, country = compute_official(case, values).amounts["per_capita_grant"], country_of(case)
    assert sum(exact.values()) == 99_990_050
    found = simulate(country, rules_of(values, country))["per_capita_grant"]
    assert np.abs(np.array(list(exact.values())) / 100 - found).max() <= 0.01


def test_vectors_over_scenarios_equal_one_scenario_at_a_time() -> None:
    rng = np.random.default_rng(5)
    people, tax = rng.uniform(500, 9000, (4, 20)), rng.uniform(1e7, 9e8, (4, 20))
    rates = rng.uniform(0.5, 0.7, 4)
    together = income_equalisation(tax, people, rates, 0.35, 0.9).net
    for place in range(4):
        alone = income_equalisation(tax[place], people[place], rates[place], 0.35, 0.9).net
        np.testing.assert_allclose(together[place], alone)
    assert len(CRITERIA) == len(WEIGHTS)

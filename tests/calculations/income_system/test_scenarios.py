"""Scenarios are overlays: they change what they say and nothing else, and their difference is explained in full."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.income_system.countries import CRITERIA, RATES, WEIGHTS, random_country

from rodtrad.calculations.income_system.country import Country, Merger, merged
from rodtrad.calculations.income_system.decomposition import Cause, decompose
from rodtrad.calculations.income_system.paths import Paths, Years, compute_in_chunks, compute_paths
from rodtrad.calculations.income_system.premises import Premises
from rodtrad.calculations.income_system.scenarios import Scenario, overlaid, simulate_scenarios
from rodtrad.calculations.income_system.simulation import Rules, rules_of, simulate

PREMISES = Premises(2025).with_values(RATES, "test").with_key(WEIGHTS, "test")


def state(country: Country, scenario: Scenario) -> tuple[Country, Rules]:
    changed, premises = overlaid(country, PREMISES, scenario)
    return changed, rules_of(premises, changed)


def test_an_empty_scenario_changes_nothing() -> None:
    country = random_country(6)
    before = simulate(country, rules_of(PREMISES, country))
    after = simulate(*state(country, Scenario("tom")))
    assert all(np.array_equal(before[part], after[part]) for part in before)


def test_a_scenario_leaves_the_country_it_was_laid_over_as_it_was() -> None:
    country = random_country(6)
    counts, people = country.counts.copy(), country.population.copy()
    state(country, Scenario("vekst", population_growth=0.1, counts={("1001", "innb_0_1"): 5.0}))
    assert np.array_equal(country.counts, counts) and np.array_equal(country.population, people)


def test_own_growth_replaces_the_national_one() -> None:
    country = random_country(4)
    changed, _ = overlaid(country, PREMISES, Scenario("s", tax_growth=0.03, own_tax_growth={"1001": -0.01}))
    np.testing.assert_allclose(changed.tax_nok / country.tax_nok, [1.03, 0.99, 1.03, 1.03])


def test_population_takes_the_criteria_along_but_not_those_that_do_not_follow_it() -> None:
    country = random_country(3)
    changed, _ = overlaid(country, PREMISES, Scenario("s", own_population_growth={"1000": 0.1}))
    np.testing.assert_allclose(changed.counts[0] / country.counts[0], [1.1, 1.1, 1.0])
    np.testing.assert_allclose(changed.tax_population[0], country.tax_population[0] * 1.1)


def test_an_unknown_municipality_or_criterion_is_refused() -> None:
    with pytest.raises(KeyError):
        overlaid(random_country(3), PREMISES, Scenario("s", own_tax_growth={"9999": 0.1}))
    with pytest.raises(KeyError):
        overlaid(random_country(3), PREMISES, Scenario("s", counts={("1000", "ukjent"): 1.0}))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-0.05, 0.05), min_size=1, max_size=23), st.integers(1, 12))
def test_many_scenarios_at_once_equal_one_at_a_time(growth: list[float], chunk: int) -> None:
    country = random_country(9)
    scenarios = [
        Scenario(f"{place}", population_growth=g, own_tax_growth={"1003": 2 * g}, parameters=_rate(place))
        for place, g in enumerate(growth)
    ]
    found = list(simulate_scenarios(country, PREMISES, scenarios, chunk))
    assert [scenario.name for part in found for scenario in part.scenarios] == [each.name for each in scenarios]
    together = np.concatenate([part.components["total"] for part in found])
    alone = np.stack([simulate(*state(country, scenario))["total"] for scenario in scenarios])
    np.testing.assert_allclose(together, alone, rtol=1e-12)


def _rate(place: int) -> dict[str, Decimal]:
    return {"symmetric_rate": Decimal("0.6") + Decimal(place) / 1000} if place % 2 else {}


@settings(max_examples=30, deadline=None)
@given(st.integers(3, 12), st.integers(0, 100), st.booleans())
def test_a_merger_conserves_counts_inhabitants_and_tax(size: int, seed: int, keep: bool) -> None:
    country = random_country(size, seed, (*CRITERIA, "basis"))
    one = merged(country, Merger("1999", ("1002", "1000")), keep_basis=keep)
    assert len(one.municipalities) == size - 1
    np.testing.assert_allclose(one.population.sum(), country.population.sum())
    np.testing.assert_allclose(one.tax_nok.sum(), country.tax_nok.sum())
    lost = country.counts.sum(axis=0) - one.counts.sum(axis=0)
    np.testing.assert_allclose(lost, [0, 0, 0, 0 if keep else 1], atol=1e-6)
    new = one.place("1999")
    np.testing.assert_allclose(one.counts[new, :3], (country.counts[0] + country.counts[2])[:3])


def test_a_merger_that_keeps_every_count_moves_no_other_spending_equalisation() -> None:
    country = random_country(8)
    rules = rules_of(PREMISES, country)
    before = simulate(country, rules)["spending_equalisation"]
    after = simulate(merged(country, Merger("1999", ("1006", "1007"))), rules)["spending_equalisation"]
    np.testing.assert_allclose(after[:6], before[:6], atol=1e-4)
    assert after[6] == pytest.approx(before[6] + before[7], abs=1e-4)


@pytest.mark.parametrize("merger", [Merger("1003", ("1000", "1001")), Merger("1999", ("1000", "1000"))])
def test_a_merger_needs_different_municipalities_and_a_free_number(merger: Merger) -> None:
    with pytest.raises(ValueError):
        merged(random_country(5), merger)


def test_a_merged_scenario_is_answered_beside_those_without() -> None:
    country = random_country(5)
    scenarios = [Scenario("a"), Scenario("b", mergers=(Merger("1999", ("1000", "1001")),)), Scenario("c")]
    found = list(simulate_scenarios(country, PREMISES, scenarios))
    assert [len(part.municipalities) for part in found] == [5, 4, 5]


@settings(max_examples=25, deadline=None)
@given(st.floats(-0.05, 0.05), st.floats(-0.05, 0.05), st.floats(0, 2), st.sampled_from(["0.55", "0.62", "0.70"]))
def test_the_causes_sum_to_the_difference(people: float, tax: float, count: float, rate: str) -> None:
    country = random_country(7)
    changed = Scenario(
        "ny",
        own_population_growth={"1000": people},
        tax_growth=tax,
        counts={("1001", "innb_6_15"): float(country.counts[1, 1]) * count + 1},
        parameters={"symmetric_rate": Decimal(rate)},
    )
    before, after = state(country, Scenario("gammel")), state(country, changed)
    difference = simulate(*after)["total"] - simulate(*before)["total"]
    np.testing.assert_allclose(sum(decompose(before, after).values(), np.zeros(7)), difference, atol=1e-3)


def test_one_change_has_one_cause() -> None:
    country = random_country(5)
    before = state(country, Scenario("gammel"))
    cases = {
        Cause.TAX: Scenario("s", tax_growth=0.02),
        Cause.POPULATION: Scenario("p", own_population_growth={"1000": 0.02}),
        Cause.RATES: Scenario("r", parameters={"symmetric_rate": Decimal("0.5")}),
        Cause.CRITERIA: Scenario("c", counts={("1000", "innb_0_1"): 3.0}),
        Cause.GRANTS: Scenario("g", grants={"discretionary": {"1000": 1e6}}),
    }
    for cause, scenario in cases.items():
        assert list(decompose(before, state(country, scenario))) == [cause]
    assert decompose(before, before) == {}


def test_countries_with_other_municipalities_are_not_compared() -> None:
    country = random_country(5)
    with pytest.raises(ValueError):
        decompose(
            state(country, Scenario("a")), state(country, Scenario("b", mergers=(Merger("1999", ("1000", "1001")),)))
        )


def test_an_unknown_parameter_and_another_key_are_refused() -> None:
    country = random_country(3)
    with pytest.raises(KeyError):
        overlaid(country, PREMISES, Scenario("s", parameters={"symmetrisk": Decimal("0.6")}))
    with pytest.raises(ValueError):
        state(country, Scenario("s", weights={"innb_0_1": Decimal(1)}))


def test_a_year_without_key_or_rates_gives_only_what_is_entered() -> None:
    country = random_country(3)
    country = replace(country, grants={"discretionary": np.array([1.0, 2.0, 3.0])})
    found = simulate(country, rules_of(Premises(2027), country))
    assert list(found) == ["discretionary", "tax", "total"]


def paths_of(scenarios: int, years: int, places: int) -> tuple[Years, Paths]:
    rng = np.random.default_rng(2)
    base = rng.uniform(500, 90_000, (years, places))
    counts = base[..., None] * rng.uniform(0.01, 0.3, (years, places, 4))
    counts[..., 3] = 1.0
    shape = (scenarios, years, places)
    people = base * rng.normal(1, 0.02, shape)
    shared = Years(
        counts, base, np.full((years, 4), 0.25), np.array([True, True, True, False]), rng.uniform(1e7, 1e9, places)
    )
    rates = [np.full((scenarios, years), value) for value in (3.4e9, 25_000.0, 0.62, 0.35, 0.9, 400.0)]
    return shared, Paths(people, people * rng.normal(42_000, 6_000, shape), *rates)


def test_paths_sum_to_zero_in_every_year_and_equal_the_plain_formulas() -> None:
    years, paths = paths_of(3, 4, 15)
    found = compute_paths(years, paths)
    for amounts in (found.spending_equalisation, found.income_equalisation, found.income_guarantee):
        np.testing.assert_allclose(amounts.sum(axis=-1), 0, atol=1e-3)
    counts = years.counts * np.where(years.follows, (paths.population / years.population)[..., None], 1.0)
    share = (counts / counts.sum(axis=-2, keepdims=True)) @ np.full(4, 0.25)
    plain = (share - paths.population / paths.population.sum(axis=-1, keepdims=True)) * 3.4e9
    np.testing.assert_allclose(found.spending_equalisation, plain, atol=1e-3)
    block = paths.population * 25_000 + plain
    growth = block[:, 2] - block[:, 1]
    people = paths.population[:, 2]
    total = people.sum(axis=-1, keepdims=True)
    lifted = np.maximum(0, (growth.sum(axis=-1, keepdims=True) / total - 400) * people - growth)
    net = lifted - people * lifted.sum(axis=-1, keepdims=True) / total
    np.testing.assert_allclose(found.income_guarantee[:, 2], net, atol=1e-3)


@pytest.mark.parametrize("threads", [1, 2])
def test_chunks_come_in_their_order_whatever_the_number_of_threads(threads: int) -> None:
    years, paths = paths_of(2, 3, 10)
    scaled = [Paths(*(getattr(paths, name) for name in paths.__dataclass_fields__)) for _ in range(5)]
    chunks = [Paths(**{**vars(each), "tax_nok": each.tax_nok * (place + 1)}) for place, each in enumerate(scaled)]
    found = list(compute_in_chunks(years, chunks, threads))
    assert len(found) == 5
    for chunk, answer in zip(chunks, found, strict=True):
        np.testing.assert_array_equal(answer.total, compute_paths(years, chunk).total)

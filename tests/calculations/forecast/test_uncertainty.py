"""Sampled paths are reproducible and spread as stated; fans and risks count them right."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rodtrad.calculations.forecast.fan import fan
from rodtrad.calculations.forecast.targets import target_in, target_risk, target_years
from rodtrad.calculations.forecast.uncertainty import Distribution, Factor, Process, Uncertainty, sampled_deviations
from rodtrad.calculations.ledger import FinancialTarget


def factor(id: str = "tax", **values: Any) -> Factor:
    stated: dict[str, Any] = {
        "process": Process.LASTING,
        "distribution": Distribution.NORMAL,
        "source": "Test",
        "spread": 1.0,
    }
    return Factor(id, id, **(stated | values))


def sampled(*factors: Factor, paths: int = 20_000, seed: int = 7, **values: Any) -> dict[str, Any]:
    return sampled_deviations(Uncertainty(factors, seed, paths, **values), 10)


def test_the_same_seed_gives_the_same_paths_and_another_seed_others() -> None:
    first, again, other = sampled(factor()), sampled(factor()), sampled(factor(), seed=8)
    np.testing.assert_array_equal(first["tax"], again["tax"])
    assert (first["tax"] != other["tax"]).any()
    philox = sampled(factor(), bit_generator="Philox")
    assert (first["tax"] != philox["tax"]).any()


def test_known_first_draws_of_the_stated_generator() -> None:
    expected = np.random.Generator(np.random.PCG64DXSM(7)).standard_normal((1, 3, 10))[0]
    drawn = sampled(factor(process=Process.FADING, persistence=0.0), paths=3)["tax"]
    np.testing.assert_allclose(drawn, expected / 100)


def test_lasting_surprises_add_up_and_fading_ones_do_not() -> None:
    paths = sampled(factor("a"), factor("b", process=Process.FADING, persistence=0.5))
    assert paths["a"].std(axis=0)[[0, 9]] == pytest.approx([0.01, 0.01 * np.sqrt(10)], rel=0.03)
    assert paths["b"].std(axis=0)[9] == pytest.approx(0.01 * np.sqrt(1 / (1 - 0.25)), rel=0.03)


@pytest.mark.parametrize(
    ("values", "mean", "deviation"),
    [
        ({"distribution": Distribution.STUDENT_T, "degrees": 6, "spread": 2.0}, 0.0, 2.0),
        ({"distribution": Distribution.UNIFORM, "low": -1.0, "peak": 0.0, "high": 3.0}, 1.0, 4 / np.sqrt(12)),
        ({"distribution": Distribution.TRIANGULAR, "low": -1.0, "peak": 0.0, "high": 4.0}, 1.0, np.sqrt(21 / 18)),
    ],
)
def test_every_distribution_has_the_mean_and_spread_stated(
    values: dict[str, Any], mean: float, deviation: float
) -> None:
    paths = sampled(factor(process=Process.FADING, persistence=0.0, **values), paths=40_000)["tax"] * 100
    assert paths.mean() == pytest.approx(mean, abs=0.02)
    assert paths.std() == pytest.approx(deviation, rel=0.02)


def test_deviations_keep_within_their_limits() -> None:
    paths = sampled(factor(at_least=-1.0, at_most=2.0))["tax"]
    assert paths.min() == -0.01 and paths.max() == 0.02


def test_stated_correlations_are_in_the_paths() -> None:
    factors = (
        factor("a", process=Process.FADING, persistence=0.0),
        factor("b", process=Process.FADING, persistence=0.0),
    )
    paths = sampled(*factors, correlations=(("a", "b", -0.6),))
    assert np.corrcoef(paths["a"].ravel(), paths["b"].ravel())[0, 1] == pytest.approx(-0.6, abs=0.02)


def test_what_cannot_be_drawn_from_is_refused() -> None:
    for values in (
        {"spread": -1.0},
        {"distribution": Distribution.STUDENT_T, "degrees": 2},
        {"distribution": Distribution.UNIFORM, "low": 2.0, "high": 1.0},
        {"persistence": 1.5},
    ):
        with pytest.raises(ValueError):
            factor(**values)
    three = tuple(factor(name) for name in "abc")
    impossible = (("a", "b", 0.9), ("a", "c", 0.9), ("b", "c", -0.9))
    for stated in (
        {"correlations": impossible},
        {"bit_generator": "MT19937"},
        {"paths": 0},
    ):
        with pytest.raises(ValueError):
            Uncertainty(three, 1, **stated)
    flat = factor("u", distribution=Distribution.UNIFORM, low=0.0, high=1.0)
    with pytest.raises(ValueError):
        Uncertainty((three[0], flat), 1, correlations=(("a", "u", 0.1),))


def test_a_fan_holds_the_percentiles_of_each_year() -> None:
    paths = np.column_stack([np.arange(101.0), np.arange(101.0) * 2])
    found = fan(paths, np.array([50.0, 100.0]), (2027, 2028), (5, 50, 95))
    assert found.at(5).tolist() == [5, 10] and found.at(95).tolist() == [95, 190]
    assert found.values.shape == (3, 2)
    gap = paths.copy()
    gap[100, 1] = np.nan
    assert fan(gap, found.expected, (2027, 2028)).at(50).tolist() == [50, 99]
    for levels in ((50, 5), (5, 101)):
        with pytest.raises(ValueError):
            fan(paths, found.expected, (2027, 2028), levels)


def forecast_of(percents: Any) -> Any:
    years = tuple(range(2027, 2027 + np.shape(percents)[-1]))
    return SimpleNamespace(
        years=years,
        percent=lambda indicator: np.asarray(percents, dtype=np.float64),
        operating_income=np.full(len(years), 1000.0),
    )


FLOOR = FinancialTarget("net_operating_result", Decimal("1.75"), True, "Vedtak")
CEILING = FinancialTarget("debt", Decimal(100), False, "Vedtak", first_year=2028)


def test_the_distance_to_a_target_is_positive_when_it_is_reached() -> None:
    over, under = target_years(forecast_of([2.0, 1.0]), [FLOOR], "net_operating_result")
    assert (over.distance_points, over.distance_nok, over.broken) == (0.25, 2.5, False)
    assert (under.distance_points, under.broken) == (-0.75, True)
    before, debt = target_years(forecast_of([90.0, 104.0]), [CEILING], "debt")
    assert before.broken is None and before.percent == 90
    assert debt.distance_nok == pytest.approx(-40)


def test_the_newest_target_that_holds_is_used() -> None:
    newer = FinancialTarget("debt", Decimal(90), False, "Nytt vedtak", first_year=2030)
    assert target_in([CEILING, newer], "debt", 2029) is CEILING
    assert target_in([CEILING, newer], "debt", 2030) is newer
    assert target_in([CEILING, newer], "debt", 2027) is None


def test_the_risk_is_the_share_of_paths_that_break_a_target() -> None:
    risk = target_risk(
        forecast_of([[2.0, 1.0], [2.0, 2.0], [1.0, 1.0], [np.nan, 3.0]]), [FLOOR], "net_operating_result"
    )
    assert risk.by_year == (pytest.approx(1 / 3), 0.5)
    assert risk.ever == 0.5 and risk.standard_error == 0.25
    none = target_risk(forecast_of([[2.0]]), [], "net_operating_result")
    assert none.by_year == (None,) and none.ever is None


def test_a_target_met_exactly_is_not_broken() -> None:
    assert target_risk(forecast_of([[1.75]]), [FLOOR], "net_operating_result").ever == 0

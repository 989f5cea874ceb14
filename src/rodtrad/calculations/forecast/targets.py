"""The council's own targets against a forecast: how far away, and how probable it is that one is broken (§ 14-2)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rodtrad.calculations.forecast.finances import Forecast
from rodtrad.calculations.formulas import formula
from rodtrad.calculations.ledger import FinancialTarget
from rodtrad.values.units import Unit

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class TargetYear:
    """One year against its target. `distance_points` and `distance_nok` are positive when the target is reached.

    All are None when no target holds in the year or the share is not computable.
    """

    year: int
    percent: float | None
    limit: float | None
    distance_points: float | None
    distance_nok: float | None

    @property
    def broken(self) -> bool | None:
        """Whether the target is broken, None when it cannot be said."""
        return None if self.distance_points is None else self.distance_points < 0


@dataclass(frozen=True, slots=True)
class TargetRisk:
    """Shares (0-1) of sampled paths that break a target: in each year, and in at least one of the years.

    `standard_error` is that of `ever`, from the number of paths. A year that has no target is None.
    """

    indicator: str
    years: tuple[int, ...]
    by_year: tuple[float | None, ...]
    ever: float | None
    standard_error: float | None


def target_in(targets: Sequence[FinancialTarget], indicator: str, year: int) -> FinancialTarget | None:
    """The newest target for an indicator that holds in a year."""
    holding = [
        target
        for target in targets
        if target.indicator == indicator and (target.first_year is None or target.first_year <= year)
    ]
    return max(holding, key=lambda target: target.first_year or 0, default=None)


def target_years(forecast: Forecast, targets: Sequence[FinancialTarget], indicator: str) -> tuple[TargetYear, ...]:
    """Each year of a single path against its target."""
    percents, income = forecast.percent(indicator), forecast.operating_income
    found = []
    for place, year in enumerate(forecast.years):
        target, percent = target_in(targets, indicator, year), float(percents[place])
        if target is None or np.isnan(percent):
            shown = None if np.isnan(percent) else percent
            found.append(TargetYear(year, shown, None if target is None else float(target.limit), None, None))
            continue
        limit = float(target.limit)
        points = percent - limit if target.lowest else limit - percent
        found.append(TargetYear(year, percent, limit, points, points * float(income[place]) / _HUNDRED))
    return tuple(found)


@formula("forecast.target_risk", "sannsynlighet for å bryte et måltall", Unit.PERCENT, ())
def target_risk(sampled: Forecast, targets: Sequence[FinancialTarget], indicator: str) -> TargetRisk:
    """How many of the sampled paths break the target, as shares; paths without a computable share do not count."""
    percents = sampled.percent(indicator)
    broken = np.full(percents.shape, np.nan)
    for place, year in enumerate(sampled.years):
        target = target_in(targets, indicator, year)
        if target is not None:
            short = percents[..., place] < float(target.limit)
            over = percents[..., place] > float(target.limit)
            broken[..., place] = np.where(np.isnan(percents[..., place]), np.nan, short if target.lowest else over)
    counted = (~np.isnan(broken)).sum(axis=0)
    hits = np.nansum(broken, axis=0)
    by_year = tuple(float(hit / count) if count else None for hit, count in zip(hits, counted, strict=True))
    judged = broken[(~np.isnan(broken)).any(axis=1)]
    ever = float((np.nansum(judged, axis=1) > 0).mean()) if len(judged) else None
    error = None if ever is None else float(np.sqrt(ever * (1 - ever) / len(judged)))
    return TargetRisk(indicator, sampled.years, by_year, ever, error)

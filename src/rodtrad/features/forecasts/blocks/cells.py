"""Computed numbers as cells: rounded where a machine's last bit could differ, and missing where there is none."""

import math
from decimal import Decimal

from rodtrad.documents.tables import Cell, Missing, Source, missing, number
from rodtrad.features.forecasts.forecast_view import ForecastView
from rodtrad.features.forecasts.words import text
from rodtrad.values.rounding import round_half_away

_DECIMALS = 6
_HUNDRED = 100


def exact(value: float, decimals: int = _DECIMALS) -> Decimal:
    """A computed number with so few decimals that every machine agrees on it."""
    return round_half_away(Decimal(float(value)), decimals)


def percent(value: float) -> Cell:
    """A share that is already in percent."""
    return missing(Missing.NOT_AVAILABLE) if math.isnan(value) else number(exact(value))


def whole(value: float, *, signed: bool = False, explanation: str | None = None) -> Cell:
    """Persons or kroner."""
    if math.isnan(value):
        return missing(Missing.NOT_AVAILABLE)
    return number(int(exact(value, 0)), signed=signed, explanation=explanation)


def per_hundred(ratio: float, *, explanation: str | None = None) -> Cell:
    """A ratio as a number per hundred."""
    if math.isnan(ratio):
        return missing(Missing.NOT_POSSIBLE)
    return number(exact(ratio * _HUNDRED), explanation=explanation)


def premises_source(view: ForecastView, language: str) -> Source:
    """The municipality's own premises, with where they come from."""
    return Source(text("source_premises", language, source=view.stated.source), view.date)

"""The forecasts' blocks; importing this package registers them."""

from rodtrad.features.forecasts.blocks import (
    ages,
    income_equalisation,
    indicators,
    need,
    places,
    premises,
    pyramid,
    self_cost,
    spending_need,
)

__all__ = [
    "ages",
    "income_equalisation",
    "indicators",
    "need",
    "places",
    "premises",
    "pyramid",
    "self_cost",
    "spending_need",
]

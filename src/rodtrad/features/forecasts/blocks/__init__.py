"""The forecasts' blocks; importing this package registers them."""

from rodtrad.features.forecasts.blocks import ages, indicators, need, premises

__all__ = ["ages", "indicators", "need", "premises"]

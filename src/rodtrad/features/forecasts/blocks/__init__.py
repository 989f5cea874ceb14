"""The forecasts' blocks; importing this package registers them."""

from rodtrad.features.forecasts.blocks import ages, income_equalisation, indicators, need, premises, spending_need

__all__ = ["ages", "income_equalisation", "indicators", "need", "premises", "spending_need"]

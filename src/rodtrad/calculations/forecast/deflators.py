"""Wage and price growth as one deflator, and amounts moved between fixed and running prices."""

import numpy as np

from rodtrad.calculations.forecast.premises import Floats
from rodtrad.calculations.formulas import formula
from rodtrad.values.units import Unit


@formula("forecast.deflator", "kommunal deflator", Unit.PERCENT, ("forecast_parameters/parameters.yaml",))
def deflator(pay_growth: Floats, price_growth: Floats, pay_share: Floats) -> Floats:
    """Wage growth and price growth weighed by the share of pay; all are shares, of any common shape."""
    return np.asarray(pay_share * pay_growth + (1 - pay_share) * price_growth)


def real_growth(nominal: Floats, deflated_by: Floats) -> Floats:
    """Growth beyond the deflator: (1 + nominal) / (1 + deflator) - 1."""
    return np.asarray((1 + nominal) / (1 + deflated_by) - 1)


def price_index(growth: Floats) -> Floats:
    """The level of prices at the end of each year against the year before the first: cumulated along the last axis."""
    return np.asarray(np.cumprod(1 + growth, axis=-1))


def in_running_prices(amounts: Floats, index: Floats) -> Floats:
    """Amounts in fixed prices, of shape (..., years), in each year's own prices."""
    return np.asarray(amounts * index)


def in_fixed_prices(amounts: Floats, index: Floats) -> Floats:
    """Amounts in each year's own prices, of shape (..., years), in fixed prices."""
    return np.asarray(amounts / index)

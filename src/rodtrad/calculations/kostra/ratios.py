"""The two ways a KOSTRA amount becomes a key figure: divided by another amount, or by the number of inhabitants.

Results are exact decimals, rounded only when shown. Without a numerator, or with nothing to divide by, the figure is
not computable (None), never zero.
"""

from decimal import Decimal

from rodtrad.calculations.kostra.key_figures.evaluation import KeyFigures
from rodtrad.values.units import divisor


def percent(numerator: int | None, denominator: int | None) -> Decimal | None:
    """`numerator` in percent of `denominator`."""
    if numerator is None or not denominator:
        return None
    return Decimal(numerator) * 100 / Decimal(denominator)


def per_inhabitant(figures: KeyFigures, amount: int | None, inhabitants: int | None) -> Decimal | None:
    """Kroner per inhabitant of an amount that has the unit of `figures`."""
    if amount is None or not inhabitants:
        return None
    return Decimal(amount) * divisor(figures.unit) / Decimal(inhabitants)

"""The units a published number can carry, and how a value in its base unit becomes the number that is shown.

Money is held in whole kroner (plan and budget) and scaled only when shown; ratios are held as percent.
"""

from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """What a shown number counts. A table states it once, in its caption; a column may differ from its table."""

    NOK = "nok"
    THOUSAND_NOK = "thousand_nok"
    MILLION_NOK = "million_nok"
    NOK_PER_CAPITA = "nok_per_capita"
    PERCENT = "percent"
    PERCENT_TWO_DECIMALS = "percent_two_decimals"
    PERCENTAGE_POINTS = "percentage_points"
    FULL_TIME_EQUIVALENTS = "full_time_equivalents"
    COUNT = "count"
    YEAR = "year"
    TEXT = "text"


_DIVISORS = {Unit.THOUSAND_NOK: 1_000, Unit.MILLION_NOK: 1_000_000}
_DECIMALS = {
    Unit.MILLION_NOK: 1,
    Unit.PERCENT: 1,
    Unit.PERCENT_TWO_DECIMALS: 2,
    Unit.PERCENTAGE_POINTS: 1,
    Unit.FULL_TIME_EQUIVALENTS: 1,
}


def divisor(unit: Unit) -> int:
    """How many base units (kroner, percent, persons ...) one shown unit holds."""
    return _DIVISORS.get(unit, 1)


def decimals(unit: Unit) -> int:
    """Number of decimals that a number in this unit is shown with."""
    return _DECIMALS.get(unit, 0)


def in_unit(value: int | Decimal, unit: Unit) -> Decimal:
    """The value, given in the base unit, expressed in `unit` without rounding."""
    return Decimal(value) / divisor(unit)

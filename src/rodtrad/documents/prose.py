"""Numbers in running text: "12,3 millioner kroner", "780 000 kroner", "1,6 prosent"."""

from decimal import Decimal

from rodtrad.values.numbers import NBSP, format_number
from rodtrad.values.units import Unit, decimals

_MILLION = 1_000_000
_BILLION = 1_000_000_000
_WORDS = {
    "nb": {
        "million": "millioner kroner",
        "billion": "milliarder kroner",
        "nok": "kroner",
        "per_capita": "kroner per innbygger",
    },
    "nn": {
        "million": "millionar kroner",
        "billion": "milliardar kroner",
        "nok": "kroner",
        "per_capita": "kroner per innbyggjar",
    },
    "en": {"million": "million NOK", "billion": "billion NOK", "nok": "NOK", "per_capita": "NOK per inhabitant"},
}
_OTHER = {
    Unit.PERCENT: {"nb": "prosent", "nn": "prosent", "en": "per cent"},
    Unit.PERCENT_TWO_DECIMALS: {"nb": "prosent", "nn": "prosent", "en": "per cent"},
    Unit.PERCENTAGE_POINTS: {"nb": "prosentpoeng", "nn": "prosentpoeng", "en": "percentage points"},
    Unit.FULL_TIME_EQUIVALENTS: {"nb": "årsverk", "nn": "årsverk", "en": "full-time equivalents"},
}
_MONEY = {Unit.NOK, Unit.THOUSAND_NOK, Unit.MILLION_NOK}


def in_prose(value: int | Decimal, unit: Unit, language: str) -> str:
    """A value in its base unit as a sentence says it; money from one million is said in millions with one decimal."""
    words = _WORDS.get(language, _WORDS["nb"])
    size = value if value >= 0 else -value
    if unit in _MONEY:
        if size >= _BILLION:
            return f"{format_number(Decimal(value) / _BILLION, 1)}{NBSP}{words['billion']}"
        if size >= _MILLION:
            return f"{format_number(Decimal(value) / _MILLION, 1)}{NBSP}{words['million']}"
        return f"{format_number(value)}{NBSP}{words['nok']}"
    if unit is Unit.NOK_PER_CAPITA:
        return f"{format_number(value)}{NBSP}{words['per_capita']}"
    if unit is Unit.YEAR:
        return str(int(value))
    if unit in _OTHER:
        return f"{format_number(value, decimals(unit))}{NBSP}{_OTHER[unit].get(language, _OTHER[unit]['nb'])}"
    return format_number(value)

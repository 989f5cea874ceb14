"""The one formatter and the one parser of numbers, for pages, charts, CSV and workbooks.

Shown numbers group by U+00A0, use a decimal comma and U+2212 as minus. Machine numbers (CSV, copied values) have an
ASCII minus, a decimal point and no grouping. `parse_number(format_number(x)) == x`.
"""

from decimal import Decimal, InvalidOperation

from rodtrad.values.rounding import round_half_away
from rodtrad.values.units import Unit, decimals, in_unit

NBSP = "\u00a0"
MINUS = "\u2212"
_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009\u2007\u2008\t"), None)
_MINUSES = str.maketrans({MINUS: "-", "\u2013": "-", "\u2012": "-"})


class NumberError(ValueError):
    """The text is not one number; `text` is what was given."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a number: {text!r}")
        self.text = text


def format_number(value: int | Decimal, places: int = 0, *, signed: bool = False) -> str:
    """`value` with `places` decimals as shown to people; `signed` puts a plus before positive numbers."""
    rounded = round_half_away(value, places)
    digits = f"{abs(rounded):,.{places}f}".replace(",", NBSP).replace(".", ",")
    if rounded < 0:
        return MINUS + digits
    return "+" + digits if signed and rounded > 0 else digits


def format_machine(value: int | Decimal, places: int = 0) -> str:
    """`value` for machines: ASCII minus, decimal point, no grouping."""
    return f"{round_half_away(value, places):.{places}f}"


def format_in_unit(value: int | Decimal, unit: Unit, *, signed: bool = False) -> str:
    """A value in its base unit (kroner, percent ...) as the number shown in `unit`, without the unit's name."""
    if unit is Unit.YEAR:
        return str(int(value))
    return format_number(in_unit(value, unit), decimals(unit), signed=signed)


def machine_in_unit(value: int | Decimal, unit: Unit) -> str:
    """The shown number of `format_in_unit`, written for machines."""
    return format_machine(in_unit(value, unit), decimals(unit))


def parse_number(text: str, *, decimal_sign: str = ",") -> Decimal:
    """The number a person wrote or pasted: any space groups, U+2212 and parentheses mean minus.

    `decimal_sign` is "," or ".". Raises NumberError when the text is not exactly one number.
    """
    plain = text.translate(_MINUSES).translate(_SPACES)
    negative = plain.startswith("(") and plain.endswith(")")
    if negative:
        plain = plain[1:-1]
    whole, sign, fraction = plain.lstrip("+-").partition(decimal_sign)
    if not (whole + fraction).isdecimal() or not (whole + fraction).isascii() or (sign and not fraction):
        raise NumberError(text)
    prefix = plain[: len(plain) - len(plain.lstrip("+-"))]
    if len(prefix) > 1 or (negative and prefix):
        raise NumberError(text)
    try:
        number = Decimal(f"{whole or '0'}.{fraction or '0'}" if sign else whole)
    except InvalidOperation as error:
        raise NumberError(text) from error
    return -number if negative or prefix == "-" else number

"""Rounding half away from zero, the one rounding of published figures, and sums that equal their rounded parts.

Everything is summed unrounded and rounded when shown; where a published sum must equal its shown parts, the
difference is distributed here and nowhere else.
"""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def round_half_away(value: int | Decimal, decimals: int = 0) -> Decimal:
    """`value` rounded to `decimals` places, halves away from zero (ROUND_HALF_UP of `decimal` is exactly that)."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return rounded + 0 if rounded else abs(rounded)


def distribute(total: int, weights: Sequence[int | Decimal]) -> list[int]:
    """Whole shares of `total` in proportion to `weights`, whose sum is exactly `total` (largest remainders first).

    Equal remainders go to the earlier weight. Negative totals and weights are allowed; each share is its exact part
    rounded down or up to the next whole number. Raises ValueError when the weights sum to zero, since no share can then
    be justified.
    """
    parts = [Fraction(weight) for weight in weights]
    whole = sum(parts, Fraction(0))
    if whole == 0:
        raise ValueError("weights sum to zero")
    exact = [total * part / whole for part in parts]
    shares = [math.floor(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares

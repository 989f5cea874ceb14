"""Rounding half away from zero, the one rounding of published figures, and sums that equal their rounded parts.

Everything is summed unrounded and rounded when shown; where a published sum must equal its shown parts, the
difference is distributed here and nowhere else.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal


def round_half_away(value: int | Decimal, decimals: int = 0) -> Decimal:
    """`value` rounded to `decimals` places, halves away from zero (ROUND_HALF_UP of `decimal` is exactly that)."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return rounded + 0 if rounded else abs(rounded)


def distribute(total: int, weights: Sequence[int | Decimal]) -> list[int]:
    """Whole shares of `total` in proportion to `weights`, whose sum is exactly `total` (largest remainders first).

    Raises ValueError when the weights are all zero, since no share can then be justified.
    """
    whole = sum((Decimal(w) for w in weights), Decimal(0))
    if whole == 0:
        raise ValueError("weights sum to zero")
    exact = [Decimal(total) * Decimal(w) / whole for w in weights]
    shares = [int(part // 1) for part in exact]
    order = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))
    for i in order[: total - sum(shares)]:
        shares[i] += 1
    return shares

"""Splits amounts without losing an øre and gives totals their natural irregularity, the same on every machine."""

import zlib
from collections.abc import Mapping, Sequence
from typing import TypeVar

from rodtrad.values.rounding import distribute

K = TypeVar("K")


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """`amount` in whole parts proportional to `weights` (not negative, sum above 0), adding up to it exactly."""
    sign = -1 if amount < 0 else 1
    return [sign * part for part in distribute(abs(amount), weights)]


def split_by(amount: int, weights: Mapping[K, int]) -> dict[K, int]:
    """`amount` split on the keys of `weights`, adding up to it exactly."""
    return dict(zip(weights, split(amount, list(weights.values())), strict=True))


def swing(key: str, reach: int) -> int:
    """A whole number from -reach to +reach that depends on nothing but `key`: the demo's irregularity, never chance."""
    return zlib.crc32(key.encode()) % (2 * reach + 1) - reach


def swung(weights: Mapping[str, int], key: str, reach_per_mille: int) -> dict[str, int]:
    """Weights moved up or down by at most `reach_per_mille`, each by its own key."""
    return {
        name: weight * (1000 + swing(f"{key}/{name}", reach_per_mille)) for name, weight in weights.items() if weight
    }

"""The two layouts. A narrow drawing is drawn anew for a phone and never a scaled wide one.

A wide drawing is shown between 712 and about 1 000 pixels wide, so its smallest text is never under 12 pixels; a narrow
one is shown from 288 pixels up.
"""

from dataclasses import dataclass
from typing import Literal

Width = Literal["wide", "narrow"]


@dataclass(frozen=True)
class Sizes:
    """Measures in pixels of the drawing's own coordinates."""

    width: float
    plot_height: float
    label: float
    value: float
    axis: float
    bar: float


SIZES: dict[Width, Sizes] = {
    "wide": Sizes(width=920, plot_height=300, label=16, value=17, axis=16, bar=22),
    "narrow": Sizes(width=358, plot_height=240, label=15.5, value=16, axis=15.5, bar=18),
}

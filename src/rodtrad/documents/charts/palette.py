"""Colours of charts and the second cue that goes with each: dash, marker or hatching.

The colours were chosen so that any two stay apart for readers with deficient colour vision (least difference 32) and
have at least 4.1 : 1 against white; the second cue keeps them apart in greyscale too.
"""

from dataclasses import dataclass
from enum import StrEnum

from rodtrad.documents.nodes import SeriesRole

NAVY = "#002C54"
BLUE = "#1F7FD1"
ORANGE = "#B85C00"
GREY = "#767779"
TEXT = "#292C30"
QUIET = "#5B5D60"
GRID = "#E2E4E6"
PAPER = "#FFFFFF"
OUTER_BAND = "#D6E7F7"
INNER_BAND = "#A9CDEE"


class Fill(StrEnum):
    """How an area is filled, besides its colour."""

    SOLID = "solid"
    HATCHED = "hatched"
    DOTTED = "dotted"
    OPEN = "open"


class Marker(StrEnum):
    """The shape of a point; all shapes have the same visual weight."""

    DIAMOND = "diamond"
    CIRCLE = "circle"
    TRIANGLE = "triangle"
    SQUARE = "square"
    NONE = "none"


@dataclass(frozen=True)
class Look:
    """How a series looks as an area and as a line; `dash` is an SVG dash array, "" for an unbroken line.

    `band` colours the room between two series that look like this, "" where nothing is filled.
    """

    color: str
    text: str
    fill: Fill
    dash: str
    line_width: float
    marker: Marker
    band: str = ""


LOOKS = {
    SeriesRole.OWN: Look(NAVY, NAVY, Fill.SOLID, "", 3, Marker.DIAMOND),
    SeriesRole.FIRST: Look(BLUE, "#14609F", Fill.SOLID, "9 5", 2.5, Marker.CIRCLE),
    SeriesRole.SECOND: Look(ORANGE, "#8F4800", Fill.HATCHED, "2.5 4", 2.5, Marker.TRIANGLE),
    SeriesRole.OTHER: Look(GREY, QUIET, Fill.DOTTED, "", 1.5, Marker.SQUARE),
    SeriesRole.TARGET: Look(NAVY, NAVY, Fill.OPEN, "14 4 3 4", 1.5, Marker.NONE),
    SeriesRole.OUTER: Look(BLUE, "#14609F", Fill.OPEN, "2 3", 1.2, Marker.NONE, OUTER_BAND),
    SeriesRole.INNER: Look(BLUE, "#14609F", Fill.OPEN, "", 1.2, Marker.NONE, INNER_BAND),
}
INCREASE = Look(BLUE, NAVY, Fill.SOLID, "", 2, Marker.NONE)
DECREASE = Look(ORANGE, NAVY, Fill.HATCHED, "", 2, Marker.NONE)
TOTAL = Look(NAVY, NAVY, Fill.SOLID, "", 2, Marker.NONE)
PLAN_DASH = "5 4"

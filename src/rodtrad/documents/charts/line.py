"""Lines over time: names at the ends of the lines, plan years dashed with hollow markers, gaps where values miss."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from rodtrad.documents.charts.canvas import Canvas
from rodtrad.documents.charts.frame import category_labels, gridlines, key, plan_boundary, tick_room, zero_line
from rodtrad.documents.charts.palette import OUTER_BAND, PLAN_DASH, Marker
from rodtrad.documents.charts.reading import ChartData, Line, scale
from rodtrad.documents.charts.sizes import Sizes
from rodtrad.documents.charts.text_width import text_width

_Place = Callable[[Decimal], float]


@dataclass
class _EndLabel:
    text: str
    color: str
    y: float


def draw_lines(canvas: Canvas, data: ChartData, sizes: Sizes, language: str, *, names_at_end: bool) -> float:
    """The lines of all series; returns the height.

    With `names_at_end` each name stands at the end of its line with the last value; otherwise above the drawing.
    """
    ends = {id(line): _last(line) for line in data.lines}
    at_edge = [line for line in data.lines if ends[id(line)] == len(data.categories) - 1]
    margin = text_width(data.categories[-1].label, sizes.label) / 2
    y = 0.0
    if names_at_end:
        margin = max((text_width(_name(line), sizes.label, bold=True) for line in at_edge), default=margin) + 10
    else:
        y = key(canvas, data.lines, 0, sizes, as_lines=True)
    values = [p.value for line in data.lines for p in line.points if p.value is not None]
    axis = scale(values)
    top, bottom = y + sizes.value * 1.8, y + sizes.value * 1.8 + sizes.plot_height
    left = tick_room(axis, sizes) + 8
    right = sizes.width - margin + 4 if names_at_end and at_edge else None
    step = (sizes.width - left - margin - 14) / max(1, len(data.categories) - 1)
    centres = [left + 10 + step * i for i in range(len(data.categories))]
    plan_boundary(canvas, data, centres, y, bottom, sizes, language)

    def place(value: Decimal) -> float:
        return bottom - axis.share(value) * (bottom - top)

    _bands(canvas, data, centres, place)
    gridlines(canvas, axis, top, bottom, sizes, right=right)
    zero_line(canvas, place(Decimal(0)), sizes, right=right)
    start = data.plan_from if data.plan_from is not None else len(centres)
    for line in reversed(data.lines):
        points = [None if p.value is None else (x, place(p.value)) for x, p in zip(centres, line.points, strict=True)]
        _trace(canvas, line, points, start)
        last = ends[id(line)]
        if not names_at_end or last is None or last == len(centres) - 1:
            continue
        x, height = points[last] or (0.0, 0.0)
        at = height + sizes.label * 0.36
        canvas.text(x + 12, at, _name(line), sizes.label, color=line.look.text, bold=True, halo=True)
    _own_values(canvas, data, centres, place, sizes, with_last=not names_at_end)
    if names_at_end:
        labels = [
            _EndLabel(_name(line), line.look.text, place(value))
            for line in at_edge
            if (value := line.points[-1].value) is not None
        ]
        _write_ends(canvas, labels, centres, sizes)
    return bottom + category_labels(canvas, data, centres, bottom, step, sizes)


def _bands(canvas: Canvas, data: ChartData, centres: list[float], place: _Place) -> None:
    """The room between the two edges of each band, the widest first; it is broken where a value misses."""
    edges: dict[str, list[Line]] = {}
    for line in data.lines:
        if line.look.band:
            edges.setdefault(line.look.band, []).append(line)
    for color, lines in sorted(edges.items(), key=lambda band: band[0] != OUTER_BAND):
        upper: list[tuple[float, float]] = []
        lower: list[tuple[float, float]] = []
        for x, one, other in zip([*centres, 0], [*lines[0].points, None], [*lines[-1].points, None], strict=True):
            if one and other and one.value is not None and other.value is not None:
                upper.append((x, place(one.value)))
                lower.append((x, place(other.value)))
            else:
                if len(upper) > 1:
                    canvas.area([*upper, *reversed(lower)], color)
                upper, lower = [], []


def _last(line: Line) -> int | None:
    return next((i for i in reversed(range(len(line.points))) if line.points[i].value is not None), None)


def _name(line: Line) -> str:
    last = _last(line)
    return line.label if last is None else f"{line.label} {line.points[last].text}"


def _trace(canvas: Canvas, line: Line, points: list[tuple[float, float] | None], plan: int) -> None:
    """Draws the line piece by piece: a missing value breaks it, and it is dashed into and within the plan."""
    known: list[tuple[float, float]] = []
    planned: list[tuple[float, float]] = []
    for i, point in enumerate([*points, None]):
        if point is not None and i < plan:
            known.append(point)
        elif point is not None:
            planned = planned or known[-1:]
            planned.append(point)
        else:
            for piece, dash in ((known, line.look.dash), (planned, line.look.dash or PLAN_DASH)):
                if len(piece) > 1:
                    canvas.path(piece, line.look, dash)
            known, planned = [], []
    for i, point in enumerate(points):
        if point is not None:
            canvas.marker(*point, line.look, hollow=i >= plan)


def _own_values(
    canvas: Canvas, data: ChartData, centres: list[float], place: _Place, sizes: Sizes, *, with_last: bool
) -> None:
    """The first value of the first series, and the last where no name at the end carries it: above its point, or below
    it where the lines leave more room there. A first value that lines would run through is left to the table."""
    line = data.lines[0]
    known = [i for i, point in enumerate(line.points) if point.value is not None]
    if not known or line.look.marker is Marker.NONE:
        return
    for i in {known[0], known[-1]} if with_last else {known[0]}:
        value = line.points[i].value
        if value is None:
            continue
        text = line.points[i].text
        width = text_width(text, sizes.label, bold=True)
        at_end = i == len(centres) - 1
        left = centres[i] + 8 - width if at_end else max(centres[i] - width / 2, centres[0] - 14)
        point = place(value)
        above, below = point - 12, point + 12 + sizes.label * 0.75
        crossed = [
            _crossed(data, centres, place, (left, y - sizes.label * 0.8, left + width, y)) for y in (above, below)
        ]
        if min(crossed) and not at_end:
            continue
        room = below < place(Decimal(0)) - 4 or value < 0
        y = below if crossed[1] < crossed[0] and room else above
        canvas.text(left, y, text, sizes.label, color=line.look.text, bold=True, halo=True)


def _crossed(data: ChartData, centres: list[float], place: _Place, box: tuple[float, float, float, float]) -> int:
    """How many of a row of places under a text the lines go through, counted for each line."""
    left, top, right, bottom = box
    found = 0
    for line in data.lines:
        for k in range(9):
            x = left + (right - left) * k / 8
            y = _height(line, centres, place, x)
            found += y is not None and top - 3 <= y <= bottom + 3
    return found


def _height(line: Line, centres: list[float], place: _Place, x: float) -> float | None:
    """Where the line is at x; None outside it and where values miss."""
    for i in range(len(centres) - 1):
        one, other = line.points[i].value, line.points[i + 1].value
        if centres[i] <= x <= centres[i + 1] and one is not None and other is not None:
            share = (x - centres[i]) / (centres[i + 1] - centres[i])
            return place(one) + (place(other) - place(one)) * share
    return None


def _write_ends(canvas: Canvas, labels: list[_EndLabel], centres: list[float], sizes: Sizes) -> None:
    """Names at the right edge, moved apart where they would lie on each other."""
    gap = sizes.label * 1.35
    labels.sort(key=lambda label: label.y)
    for above, label in pairwise(labels):
        label.y = max(label.y, above.y + gap)
    for label in labels:
        canvas.text(
            centres[-1] + 14,
            label.y + sizes.label * 0.36,
            label.text,
            sizes.label,
            color=label.color,
            bold=True,
            halo=True,
        )

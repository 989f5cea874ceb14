"""Charts that lie down: bars by name, and every bar chart on a phone, where the name stands above its bar."""

from dataclasses import dataclass, replace
from decimal import Decimal

from rodtrad.documents.charts.canvas import Canvas
from rodtrad.documents.charts.columns import bounds, sum_of
from rodtrad.documents.charts.frame import key
from rodtrad.documents.charts.palette import DECREASE, GREY, INCREASE, NAVY, Fill, Look
from rodtrad.documents.charts.reading import Category, ChartData, Scale, scale
from rodtrad.documents.charts.sizes import Sizes
from rodtrad.documents.charts.text_width import text_width, wrapped
from rodtrad.documents.charts.waterfall import steps


@dataclass(frozen=True)
class Layout:
    """Where names, bars and numbers stand. `beside`: names in a column at the left, else above their bars."""

    left: float
    right: float
    numbers: float
    beside: bool
    axis: Scale

    def place(self, value: Decimal) -> float:
        """The x of a value."""
        return self.left + self.axis.share(value) * (self.right - self.left)


def _layout(data: ChartData, axis: Scale, texts: list[str], sizes: Sizes, *, beside: bool) -> Layout:
    left = 1.0
    if beside:
        widest = max(text_width(c.label, sizes.label, bold=c.is_total) for c in data.categories)
        left = min(widest, sizes.width * 0.34) + 16
    numbers = max((text_width(text, sizes.value, bold=True) for text in texts), default=0) + 14
    return Layout(left, sizes.width - numbers, sizes.width, beside, axis)


def _name(canvas: Canvas, category: Category, y: float, bars: float, layout: Layout, sizes: Sizes) -> float:
    """Writes the category's name beside or above its bars; returns where the bars begin."""
    line = round(sizes.label * 1.3)
    if not layout.beside:
        lines = wrapped(category.label, sizes.label, sizes.width, bold=category.is_total)
        canvas.lines(0, y + sizes.label, lines, sizes.label, bold=category.is_total)
        return y + len(lines) * line + 4
    lines = wrapped(category.label, sizes.label, layout.left - 16, bold=category.is_total)
    height = max(bars, len(lines) * line)
    first = y + (height - len(lines) * line) / 2 + sizes.label
    canvas.lines(0, first, lines, sizes.label, bold=category.is_total)
    return y + (height - bars) / 2


def _height_of_name(category: Category, bars: float, layout: Layout, sizes: Sizes) -> float:
    room = layout.left - 16 if layout.beside else sizes.width
    lines = len(wrapped(category.label, sizes.label, room, bold=category.is_total)) * round(sizes.label * 1.3)
    return max(bars, lines) if layout.beside else lines + 4 + bars


def _axis_mark(canvas: Canvas, layout: Layout, top: float, bottom: float) -> None:
    """The zero line at one name's bars; names beside the bars leave room for one line along them all."""
    x = layout.place(Decimal(0))
    if not layout.beside:
        canvas.line(x, top - 3, x, bottom + 3, NAVY, 1.5)


def _axis_line(canvas: Canvas, layout: Layout, top: float, bottom: float) -> None:
    x = layout.place(Decimal(0))
    if layout.beside:
        canvas.line(x, max(top - 3, 0), x, bottom, NAVY, 1.5)


def draw_rows(canvas: Canvas, data: ChartData, sizes: Sizes, *, beside: bool, diverging: bool = False) -> float:
    """Bars from zero for each name, with the number at the right; returns the height.

    When `diverging`, one series is coloured by its sign: increases solid, decreases hatched and with a minus.
    """
    y = key(canvas, data.lines, 0, sizes) if len(data.lines) > 1 else 0.0
    points = [point for line in data.lines for point in line.points]
    axis = scale([p.value for p in points if p.value is not None])
    layout = _layout(data, axis, [p.text for p in points], sizes, beside=beside)
    first = y
    for i, category in enumerate(data.categories):
        bars = sizes.bar * len(data.lines)
        start = _name(canvas, category, y, bars, layout, sizes)
        for k, line in enumerate(data.lines):
            top, point = start + k * sizes.bar, line.points[i]
            if point.value is not None:
                look = _look(line.look, point.value, category, data, diverging=diverging)
                zero = layout.place(Decimal(0))
                canvas.rectangle(zero, top + 1, layout.place(point.value) - zero, sizes.bar - 2, look)
            baseline = top + sizes.bar / 2 + sizes.value * 0.36
            canvas.text(layout.numbers, baseline, point.text, sizes.value, color=NAVY, bold=True, anchor="end")
        _axis_mark(canvas, layout, start, start + bars)
        y += _height_of_name(category, bars, layout, sizes) + 14
    _axis_line(canvas, layout, first, y - 11)
    return y - 6


def _look(look: Look, value: Decimal, category: Category, data: ChartData, *, diverging: bool) -> Look:
    if len(data.lines) > 1:
        return look
    if diverging:
        return DECREASE if value < 0 else INCREASE
    return replace(look, fill=Fill.HATCHED) if category.is_plan and data.plan_from is not None else look


def draw_stacked_rows(canvas: Canvas, data: ChartData, sizes: Sizes, *, beside: bool) -> float:
    """One bar for each name, made of its parts, with the sum at the right; returns the height."""
    y = key(canvas, data.lines, 0, sizes)
    parts = [[line.points[i] for line in data.lines] for i in range(len(data.categories))]
    axis = scale([bound for column in parts for bound in bounds(column)])
    sums = [sum_of(column, data) for column in parts]
    layout = _layout(data, axis, sums, sizes, beside=beside)
    height, first = sizes.bar * 1.5, y
    for category, column, text in zip(data.categories, parts, sums, strict=True):
        top = _name(canvas, category, y, height, layout, sizes)
        below, above = Decimal(0), Decimal(0)
        for line, point in zip(data.lines, column, strict=True):
            if not point.value:
                continue
            start = below if point.value < 0 else above
            end = start + point.value
            below, above = (end, above) if point.value < 0 else (below, end)
            x, width = layout.place(start), layout.place(end) - layout.place(start)
            canvas.rectangle(x, top, width, height, line.look)
            if abs(width) >= text_width(point.text, sizes.label) + 16:
                canvas.label_on(x + width / 2, top + height / 2, point.text, sizes.label, line.look)
        baseline = top + height / 2 + sizes.value * 0.36
        canvas.text(layout.numbers, baseline, text, sizes.value, color=NAVY, bold=True, anchor="end")
        _axis_mark(canvas, layout, top, top + height)
        y += _height_of_name(category, height, layout, sizes) + 14
    _axis_line(canvas, layout, first, y - 11)
    return y - 6


def draw_waterfall_rows(canvas: Canvas, data: ChartData, sizes: Sizes, *, beside: bool) -> float:
    """The waterfall lying: each step's name beside or above its block, its number at the right; returns the height."""
    blocks = steps(data)
    axis = scale([bound for block in blocks for bound in (block.start, block.end)], signed=True)
    layout = _layout(data, axis, [block.text for block in blocks], sizes, beside=beside)
    y, former = 0.0, None
    for category, block in zip(data.categories, blocks, strict=True):
        top = _name(canvas, category, y, sizes.bar, layout, sizes)
        if former is not None:
            x, from_y = former
            canvas.line(x, from_y, x, top, GREY, 1, "2 3")
        if not block.is_missing:
            x = layout.place(block.start)
            canvas.rectangle(x, top, layout.place(block.end) - x, sizes.bar, block.look)
        _axis_mark(canvas, layout, top, top + sizes.bar)
        baseline = top + sizes.bar / 2 + sizes.value * 0.36
        canvas.text(layout.numbers, baseline, block.text, sizes.value, color=NAVY, bold=True, anchor="end")
        former = (layout.place(block.end), top + sizes.bar)
        y += _height_of_name(category, sizes.bar, layout, sizes) + 12
    _axis_line(canvas, layout, 0, y - 9)
    return y - 6

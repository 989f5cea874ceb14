"""Charts that stand up: bars and stacked bars over years, and the waterfall on a wide page."""

from dataclasses import replace
from decimal import Decimal

from rodtrad.documents.charts.canvas import Canvas
from rodtrad.documents.charts.frame import (
    category_labels,
    gridlines,
    key,
    names_fit_under,
    plan_boundary,
    tick_room,
    zero_line,
)
from rodtrad.documents.charts.palette import GREY, NAVY, Fill
from rodtrad.documents.charts.reading import ChartData, Point, scale, total_text
from rodtrad.documents.charts.sizes import Sizes
from rodtrad.documents.charts.waterfall import steps


def draw_columns(canvas: Canvas, data: ChartData, sizes: Sizes, language: str) -> float:
    """Bars side by side for each year; returns the height."""
    y = key(canvas, data.lines, 0, sizes) if len(data.lines) > 1 else 0.0
    values = [p.value for line in data.lines for p in line.points if p.value is not None]
    axis = scale(values)
    top, bottom = y + sizes.value * 2, y + sizes.value * 2 + sizes.plot_height
    gridlines(canvas, axis, top, bottom, sizes)
    left = tick_room(axis, sizes)
    step = (sizes.width - left) / len(data.categories)
    centres = [left + step * (i + 0.5) for i in range(len(data.categories))]
    plan_boundary(canvas, data, centres, y, bottom, sizes, language)
    width = min(step * 0.72 / len(data.lines), 104.0)
    zero = bottom - axis.share(Decimal(0)) * (bottom - top)
    for i, (category, centre) in enumerate(zip(data.categories, centres, strict=True)):
        for k, line in enumerate(data.lines):
            look = line.look
            if category.is_plan and len(data.lines) == 1 and data.plan_from is not None:
                look = replace(look, fill=Fill.HATCHED)
            x = centre + (k - len(data.lines) / 2) * width
            point = line.points[i]
            end = zero if point.value is None else bottom - axis.share(point.value) * (bottom - top)
            if point.value is not None:
                canvas.rectangle(x + 1, zero, width - 2, end - zero, look)
            below = point.value is not None and point.value < 0
            at = end + sizes.value + 2 if below else end - 8
            canvas.text(x + width / 2, at, point.text, sizes.value, color=NAVY, bold=True, anchor="middle", halo=True)
    zero_line(canvas, zero, sizes)
    under = sizes.value + 6 if min(values, default=Decimal(0)) < 0 else 0.0
    return bottom + under + category_labels(canvas, data, centres, bottom + under, step, sizes)


def draw_stacked_columns(canvas: Canvas, data: ChartData, sizes: Sizes, language: str) -> float:
    """One column for each year, made of its parts, with the sum above; returns the height."""
    y = key(canvas, data.lines, 0, sizes)
    parts = [[line.points[i] for line in data.lines] for i in range(len(data.categories))]
    axis = scale([bound for column in parts for bound in bounds(column)])
    top, bottom = y + sizes.value * 2, y + sizes.value * 2 + sizes.plot_height
    gridlines(canvas, axis, top, bottom, sizes)
    left = tick_room(axis, sizes)
    step = (sizes.width - left) / len(data.categories)
    centres = [left + step * (i + 0.5) for i in range(len(data.categories))]
    plan_boundary(canvas, data, centres, y, bottom, sizes, language)
    width = min(step * 0.6, 104.0)

    def place(value: Decimal) -> float:
        return bottom - axis.share(value) * (bottom - top)

    for column, centre in zip(parts, centres, strict=True):
        below, above = Decimal(0), Decimal(0)
        for line, point in zip(data.lines, column, strict=True):
            if not point.value:
                continue
            start = below if point.value < 0 else above
            end = start + point.value
            below, above = (end, above) if point.value < 0 else (below, end)
            canvas.rectangle(centre - width / 2, place(start), width, place(end) - place(start), line.look)
            if abs(place(end) - place(start)) >= sizes.label * 1.5:
                canvas.label_on(centre, (place(start) + place(end)) / 2, point.text, sizes.label, line.look)
        text = sum_of(column, data)
        canvas.text(centre, place(above) - 8, text, sizes.value, color=NAVY, bold=True, anchor="middle", halo=True)
    zero_line(canvas, place(Decimal(0)), sizes)
    return bottom + category_labels(canvas, data, centres, bottom, step, sizes)


def bounds(column: list[Point]) -> tuple[Decimal, Decimal]:
    """How far a stack reaches below and above zero."""
    values = [point.value for point in column if point.value is not None]
    return sum((v for v in values if v < 0), Decimal(0)), sum((v for v in values if v > 0), Decimal(0))


def sum_of(column: list[Point], data: ChartData) -> str:
    """The text of a stack's sum; with a part missing there is no sum, and the missing part's sign is shown."""
    absent = [point.text for point in column if point.value is None]
    if absent:
        return absent[0]
    return total_text(sum((p.value for p in column if p.value is not None), Decimal(0)), data.unit)


def stands(data: ChartData, sizes: Sizes, *, signed: bool = False) -> bool:
    """Whether the categories' names have room under standing columns; when not, the chart must lie."""
    values = [point.value for line in data.lines for point in line.points if point.value is not None]
    return names_fit_under(data, sizes, tick_room(scale(values, signed=signed), sizes))


def draw_waterfall(canvas: Canvas, data: ChartData, sizes: Sizes) -> float:
    """Changes from zero as hanging blocks with connectors; returns the height."""
    blocks = steps(data)
    values = [bound for block in blocks for bound in (block.start, block.end)]
    axis = scale(values, signed=True)
    top, bottom = sizes.value * 2, sizes.value * 2 + sizes.plot_height
    gridlines(canvas, axis, top, bottom, sizes)
    left = tick_room(axis, sizes)
    step = (sizes.width - left) / len(blocks)
    centres = [left + step * (i + 0.5) for i in range(len(blocks))]
    width = min(step * 0.5, 104.0)

    def place(value: Decimal) -> float:
        return bottom - axis.share(value) * (bottom - top)

    for i, (block, centre) in enumerate(zip(blocks, centres, strict=True)):
        if not block.is_missing:
            canvas.rectangle(
                centre - width / 2, place(block.start), width, place(block.end) - place(block.start), block.look
            )
        if i + 1 < len(blocks):
            y = place(block.end)
            canvas.line(centre + width / 2, y, centres[i + 1] - width / 2, y, GREY, 1, "2 3")
        high = min(place(block.start), place(block.end))
        canvas.text(centre, high - 9, block.text, sizes.value, color=NAVY, bold=True, anchor="middle", halo=True)
    zero_line(canvas, place(Decimal(0)), sizes)
    return bottom + category_labels(canvas, data, centres, bottom, step, sizes)

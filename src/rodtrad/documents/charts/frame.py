"""What several chart forms share: gridlines, the key to the series, the boundary between accounts and plan."""

from rodtrad.documents.charts.canvas import Canvas
from rodtrad.documents.charts.palette import GRID, NAVY, PLAN_DASH, QUIET
from rodtrad.documents.charts.reading import ChartData, Line, Scale
from rodtrad.documents.charts.sizes import Sizes
from rodtrad.documents.charts.text_width import text_width, wrapped

PLAN_WORD = {"nb": "Plan", "nn": "Plan", "en": "Plan"}


def key(canvas: Canvas, lines: tuple[Line, ...], y: float, sizes: Sizes, *, as_lines: bool = False) -> float:
    """The names of the series with their looks, in as many rows as they need; returns where the next thing begins."""
    x, swatch = 0.0, 30.0 if as_lines else 20.0
    row = sizes.label * 1.7
    for line in lines:
        room = swatch + 8 + text_width(line.label, sizes.label) + 22
        if x and x + room - 22 > sizes.width:
            x, y = 0.0, y + row
        middle = y + sizes.label * 0.62
        if as_lines:
            canvas.path([(x, middle), (x + swatch, middle)], line.look, line.look.dash)
            canvas.marker(x + swatch / 2, middle, line.look)
        else:
            canvas.rectangle(x, middle - 7, swatch, 14, line.look)
        canvas.text(x + swatch + 8, y + sizes.label, line.label, sizes.label)
        x += room
    return y + row + 8


def gridlines(
    canvas: Canvas, axis: Scale, top: float, bottom: float, sizes: Sizes, left: float = 0, right: float | None = None
) -> None:
    """Horizontal gridlines with their numbers standing on them at the left; they end at `right`, else at the edge."""
    for tick, text in axis.ticks:
        y = bottom - axis.share(tick) * (bottom - top)
        if tick == 0:
            continue
        canvas.line(left, y, sizes.width if right is None else right, y, GRID)
        canvas.text(left, y - 6, text, sizes.axis, color=QUIET)


def zero_line(canvas: Canvas, y: float, sizes: Sizes, left: float = 0, right: float | None = None) -> None:
    """The strong line that bars stand on."""
    canvas.line(left, y, sizes.width if right is None else right, y, NAVY, 1.5)


def tick_room(axis: Scale, sizes: Sizes) -> float:
    """The width that the numbers on the axis take."""
    return max((text_width(text, sizes.axis) for tick, text in axis.ticks if tick != 0), default=0) + 12


def names_fit_under(data: ChartData, sizes: Sizes, left: float) -> bool:
    """Whether every word of the categories' names has room under its column, so that no name runs into the next."""
    room = (sizes.width - left) / len(data.categories) - 8
    words = ((word, category.is_total) for category in data.categories for word in category.label.split(" "))
    return all(text_width(word, sizes.label, bold=bold) <= room for word, bold in words)


def category_labels(
    canvas: Canvas, data: ChartData, centres: list[float], y: float, room: float, sizes: Sizes
) -> float:
    """The names under the columns, wrapped; as few are left out as it takes for the rest to fit. Returns the height."""
    widest = max(text_width(category.label, sizes.label) for category in data.categories)
    every = 1
    if all(" " not in category.label for category in data.categories):
        while widest > room * every - 6:
            every += 1
    height = 0.0
    last = len(centres) - 1
    for i, (category, x) in enumerate(zip(data.categories, centres, strict=True)):
        if (last - i) % every:
            continue
        lines = wrapped(category.label, sizes.label, room * every - 10, bold=category.is_total)
        canvas.lines(x, y + sizes.label + 8, lines, sizes.label, bold=category.is_total, anchor="middle")
        height = max(height, 8 + len(lines) * round(sizes.label * 1.3) + 6)
    return height


def plan_boundary(
    canvas: Canvas, data: ChartData, centres: list[float], top: float, bottom: float, sizes: Sizes, language: str
) -> None:
    """A dashed line with the word "Plan" where the plan begins, when accounts stand before it."""
    start = data.plan_from
    if start is None:
        return
    x = (centres[start - 1] + centres[start]) / 2
    canvas.line(x, top, x, bottom, QUIET, 1, PLAN_DASH)
    canvas.text(x + 6, top + sizes.axis * 0.8, PLAN_WORD.get(language, "Plan"), sizes.axis, color=QUIET, halo=True)

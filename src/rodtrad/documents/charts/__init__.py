"""Charts drawn on the server as SVG with presentation attributes, and the same drawing as a picture for Word.

A chart's numbers are its table's cells, formatted by the one formatter. A missing value is never drawn as zero: its
sign stands where the mark would have been. The same chart gives the same bytes.
"""

from rodtrad.documents.charts.canvas import Canvas
from rodtrad.documents.charts.columns import draw_columns, draw_stacked_columns, draw_waterfall, stands
from rodtrad.documents.charts.line import draw_lines
from rodtrad.documents.charts.reading import read
from rodtrad.documents.charts.rows import draw_rows, draw_stacked_rows, draw_waterfall_rows
from rodtrad.documents.charts.sizes import SIZES, Width
from rodtrad.documents.nodes import Chart, ChartKind
from rodtrad.documents.pictures import png


def draw(chart: Chart, language: str = "nb", width: Width = "wide") -> str:
    """The chart as SVG text, laid out for a page ("wide") or a phone ("narrow").

    Raises ValueError when the series are in different units.
    """
    sizes = SIZES[width]
    canvas = Canvas(sizes.width, f"{chart.id}-{width}")
    data = read(chart, language, signed=chart.kind in (ChartKind.WATERFALL, ChartKind.DIVERGING_BARS))
    wide = width == "wide"
    lying = data.by_name or not wide or not stands(data, sizes)
    match chart.kind:
        case ChartKind.LINE:
            height = draw_lines(canvas, data, sizes, language, names_at_end=wide)
        case ChartKind.WATERFALL:
            if wide and stands(data, sizes, signed=True):
                height = draw_waterfall(canvas, data, sizes)
            else:
                height = draw_waterfall_rows(canvas, data, sizes, beside=wide)
        case ChartKind.DIVERGING_BARS:
            height = draw_rows(canvas, data, sizes, beside=wide, diverging=True)
        case ChartKind.STACKED_BARS if lying:
            height = draw_stacked_rows(canvas, data, sizes, beside=wide)
        case ChartKind.STACKED_BARS:
            height = draw_stacked_columns(canvas, data, sizes, language)
        case ChartKind.BARS if lying:
            height = draw_rows(canvas, data, sizes, beside=wide)
        case ChartKind.BARS:
            height = draw_columns(canvas, data, sizes, language)
    return canvas.finished(height, chart.title, chart.sentence)


def picture(chart: Chart, language: str = "nb") -> bytes:
    """The wide drawing as PNG on white."""
    return png(draw(chart, language))

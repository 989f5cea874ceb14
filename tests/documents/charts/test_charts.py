"""Charts show every number of their table, hold nothing that a strict CSP drops, and are the same every time."""

import itertools
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree
from tests.documents.sample_edition import sample_edition

from rodtrad.documents.charts import draw, picture
from rodtrad.documents.charts.palette import INNER_BAND, OUTER_BAND
from rodtrad.documents.charts.reading import read, scale
from rodtrad.documents.charts.text_width import text_width, wrapped
from rodtrad.documents.charts.waterfall import steps
from rodtrad.documents.nodes import Chart, ChartKind, Series, SeriesRole
from rodtrad.documents.shown import show
from rodtrad.documents.tables import Cell, Column, Missing, Row, Source, Table, missing, number
from rodtrad.documents.walk import nodes_in
from rodtrad.values.units import Unit

EDITION = sample_edition()
CHARTS = [node for node in nodes_in((EDITION.front, *EDITION.chapters)) if isinstance(node, Chart)]
DRAWN = [pytest.param(chart, width, id=f"{chart.id}-{width}") for chart in CHARTS for width in ("wide", "narrow")]
SVG = "{http://www.w3.org/2000/svg}"


def chart_of(
    kind: ChartKind, values: list[Cell], *, totals: tuple[str, ...] = (), plan_from: str | None = None
) -> Chart:
    columns = tuple(Column(f"k{i}", f"{2024 + i}") for i in range(len(values)))
    table = Table("tab", "T", "S", Unit.MILLION_NOK, columns, (Row("r", "Rad", tuple(values)),), Source("K"))
    ids = tuple(c.id for c in columns)
    return Chart(
        "fig", "Funn", "S", "Figuren viser.", kind, table, (Series("r", "Vi"),), ids, totals=totals, plan_from=plan_from
    )


def root(chart: Chart, width: str = "wide") -> etree._Element:
    return etree.fromstring(draw(chart, "nb", width).encode())  # type: ignore[arg-type]


def words(element: etree._Element) -> list[str]:
    return [text.text or "" for text in element.iter(f"{SVG}text")]


def test_the_sample_has_every_kind_of_chart() -> None:
    assert {chart.kind for chart in CHARTS} == set(ChartKind)


@pytest.mark.parametrize(("chart", "width"), DRAWN)
def test_a_drawing_has_only_presentation_attributes(chart: Chart, width: str) -> None:
    for element in root(chart, width).iter():
        assert element.tag not in (f"{SVG}style", f"{SVG}script")
        assert not {"style", "class"} & set(element.attrib)
        assert not [name for name in element.attrib if name.startswith("on")]


@pytest.mark.parametrize(("chart", "width"), DRAWN)
def test_a_drawing_names_itself_and_its_ids_are_its_own(chart: Chart, width: str) -> None:
    svg = root(chart, width)
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    assert all(id_.startswith(f"{chart.id}-{width}-") for id_ in ids if id_)
    by_id = {element.get("id"): element.text for element in svg.iter()}
    assert svg.get("role") == "img"
    assert by_id[svg.get("aria-labelledby")] == chart.title
    assert by_id[svg.get("aria-describedby")] == chart.sentence
    used = set(re.findall(r"url\(#([^)]+)\)", draw(chart, "nb", width)))  # type: ignore[arg-type]
    assert used <= set(ids)


@pytest.mark.parametrize(("chart", "width"), DRAWN)
def test_every_category_and_series_is_named(chart: Chart, width: str) -> None:
    drawn = " ".join(words(root(chart, width)))
    data = read(chart, "nb")
    for category in data.categories:
        assert all(word in drawn for word in category.label.split())
    for line in data.lines:
        assert len(data.lines) == 1 or line.label in drawn


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("kind", [ChartKind.BARS, ChartKind.DIVERGING_BARS, ChartKind.WATERFALL])
def test_every_number_of_bars_stands_on_its_mark_as_in_the_table(kind: ChartKind, width: str) -> None:
    for chart in (chart for chart in CHARTS if chart.kind is kind):
        drawn = [text.lstrip("+") for text in words(root(chart, width))]
        rows = {row.id: row for row in chart.table.rows}
        places = {column.id: i for i, column in enumerate(chart.table.columns)}
        for series, category in itertools.product(chart.series, chart.categories):
            row, column = (category, series.id) if chart.series_in_columns else (series.id, category)
            cell = rows[row].cells[places[column]]
            assert show(cell, chart.table.columns[places[column]], chart.table).text.lstrip("+") in drawn


@pytest.mark.parametrize(("chart", "width"), DRAWN)
def test_text_is_never_smaller_than_twelve_pixels_where_it_is_shown(chart: Chart, width: str) -> None:
    svg = root(chart, width)
    least_shown = {"wide": 712, "narrow": 288}[width]
    for text in svg.iter(f"{SVG}text"):
        assert float(text.get("font-size", "0")) * least_shown / float(svg.get("width", "1")) >= 12


@pytest.mark.parametrize(("chart", "width"), DRAWN)
def test_no_text_runs_out_of_the_drawing(chart: Chart, width: str) -> None:
    svg = root(chart, width)
    for text in svg.iter(f"{SVG}text"):
        size, at = float(text.get("font-size", "0")), float(text.get("x", "0"))
        room = text_width(text.text or "", size, bold=text.get("font-weight") == "600")
        start = at - room * {"end": 1, "middle": 0.5}.get(text.get("text-anchor", ""), 0)
        assert start >= -0.5, text.text
        assert start + room <= float(svg.get("width", "0")) + 0.5, text.text
        assert 0 < float(text.get("y", "0")) <= float(svg.get("height", "0")), text.text


@pytest.mark.parametrize("kind", [ChartKind.BARS, ChartKind.DIVERGING_BARS, ChartKind.WATERFALL])
@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_missing_value_is_its_sign_and_never_a_bar(kind: ChartKind, width: str) -> None:
    chart = chart_of(kind, [number(2_000_000), missing(Missing.NOT_AVAILABLE), number(1_000_000)])
    svg = root(chart, width)
    assert ".." in words(svg)
    bars = [r for r in svg.iter(f"{SVG}rect") if r.getparent().tag != f"{SVG}pattern"]
    assert len(bars) == 2


def test_a_missing_value_breaks_the_line_and_a_lone_value_is_a_marker() -> None:
    values = [number(2_000_000), number(3_000_000), missing(Missing.NOT_AVAILABLE), number(1_000_000)]
    svg = root(chart_of(ChartKind.LINE, values))
    traces = [path for path in svg.iter(f"{SVG}path") if path.get("fill") == "none"]
    assert [path.get("d", "").count("L") for path in traces] == [1]
    markers = [path for path in svg.iter(f"{SVG}path") if path.get("d", "").endswith("Z")]
    assert len(markers) == 3


def test_a_stack_with_a_missing_part_has_no_sum() -> None:
    chart = next(chart for chart in CHARTS if chart.kind is ChartKind.STACKED_BARS)
    rows = list(chart.table.rows)
    rows[0] = replace(rows[0], cells=(missing(Missing.NOT_AVAILABLE), *rows[0].cells[1:]))
    drawn = words(root(replace(chart, table=replace(chart.table, rows=tuple(rows)))))
    assert ".." in drawn
    assert "44,4" not in drawn


def test_plan_years_are_dashed_hollow_and_marked_with_the_word() -> None:
    chart = chart_of(ChartKind.LINE, [number(v * 1_000_000) for v in (1, 2, 3, 4)], plan_from="k2")
    svg = root(chart)
    assert "Plan" in words(svg)
    traces = [path for path in svg.iter(f"{SVG}path") if path.get("fill") == "none"]
    assert [path.get("stroke-dasharray") for path in traces] == [None, "5 4"]
    hollow = [path for path in svg.iter(f"{SVG}path") if path.get("fill") == "#FFFFFF"]
    assert len(hollow) == 2


def fan_of(rows: dict[str, list[Cell]], roles: dict[str, SeriesRole]) -> Chart:
    count = len(next(iter(rows.values())))
    columns = tuple(Column(f"k{i}", f"{2027 + i}") for i in range(count))
    table = Table(
        "tab", "T", "S", Unit.MILLION_NOK, columns, tuple(Row(r, r, tuple(v)) for r, v in rows.items()), Source("K")
    )
    series = tuple(Series(row, row, roles[row]) for row in rows)
    return Chart("fig", "Funn", "S", "Viften.", ChartKind.LINE, table, series, tuple(c.id for c in columns))


def test_a_fan_fills_the_outer_band_first_and_breaks_it_where_a_value_misses() -> None:
    cells = {
        name: [number(v * 1_000_000) for v in (1 + step, 2 + step, 3 + step)]
        for step, name in enumerate(("lavest", "lav", "midt", "høy", "høyest"))
    }
    roles = dict(
        zip(
            cells, (SeriesRole.OUTER, SeriesRole.INNER, SeriesRole.OWN, SeriesRole.INNER, SeriesRole.OUTER), strict=True
        )
    )

    def bands(chart: Chart) -> list[tuple[str | None, int]]:
        found = [path for path in root(chart).iter(f"{SVG}path") if path.get("fill") in (OUTER_BAND, INNER_BAND)]
        return [(path.get("fill"), (path.get("d") or "").count("L") + 1) for path in found]

    assert bands(fan_of(cells, roles)) == [(OUTER_BAND, 6), (INNER_BAND, 6)]
    broken = cells | {"høyest": [missing(Missing.NOT_AVAILABLE), *cells["høyest"][1:]]}
    assert bands(fan_of(broken, roles)) == [(OUTER_BAND, 4), (INNER_BAND, 6)]


@pytest.mark.parametrize("kind", [ChartKind.WATERFALL, ChartKind.DIVERGING_BARS])
@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_decrease_is_hatched_and_carries_a_true_minus(kind: ChartKind, width: str) -> None:
    svg = root(chart_of(kind, [number(3_000_000), number(-1_000_000)]), width)
    assert "\u22121,0" in words(svg)
    hatched = [r for r in svg.iter(f"{SVG}rect") if (r.get("fill") or "").startswith("url(#")]
    assert len(hatched) == 1
    assert len(list(svg.iter(f"{SVG}pattern"))) == 1


def test_a_waterfall_hangs_changes_from_zero_and_stands_totals_on_it() -> None:
    values = [number(v * 1_000_000) for v in (19, -14, 5)]
    blocks = steps(read(chart_of(ChartKind.WATERFALL, values, totals=("k2",)), "nb", signed=True))
    assert [(int(b.start), int(b.end)) for b in blocks] == [(0, 19), (19, 5), (0, 5)]


def test_bars_have_lengths_in_proportion_to_their_values() -> None:
    svg = root(chart_of(ChartKind.BARS, [number(2_000_000), number(1_000_000)]))
    heights = [float(r.get("height", "0")) for r in svg.iter(f"{SVG}rect")]
    assert heights[0] == pytest.approx(2 * heights[1], abs=0.1)


def test_series_in_different_units_are_refused() -> None:
    columns = (Column("a", "A"), Column("b", "B", unit=Unit.PERCENT))
    table = Table("tab", "T", "S", Unit.MILLION_NOK, columns, (Row("r", "R", (number(1), number(2))),), Source("K"))
    series = (Series("a", "A"), Series("b", "B", SeriesRole.FIRST))
    chart = Chart("fig", "F", "S", "Figuren viser.", ChartKind.BARS, table, series, ("r",), series_in_columns=True)
    with pytest.raises(ValueError, match="different units"):
        draw(chart)


def texts_that_overlap(svg: etree._Element) -> list[tuple[str, str]]:
    """Pairs of texts on the same baseline that run into each other."""
    boxes = []
    for text in svg.iter(f"{SVG}text"):
        size, at = float(text.get("font-size", "0")), float(text.get("x", "0"))
        room = text_width(text.text or "", size, bold=text.get("font-weight") == "600")
        start = at - room * {"end": 1, "middle": 0.5}.get(text.get("text-anchor", ""), 0)
        boxes.append((text.get("y"), start, start + room, text.text or ""))
    pairs = itertools.combinations(boxes, 2)
    return [(a[3], b[3]) for a, b in pairs if a[0] == b[0] and a[1] < b[2] and b[1] < a[2]]


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("count", [3, 6, 8, 12])
@pytest.mark.parametrize("kind", [ChartKind.WATERFALL, ChartKind.BARS, ChartKind.STACKED_BARS])
def test_long_names_never_run_into_each_other(kind: ChartKind, count: int, width: str) -> None:
    chart = chart_of(kind, [number((i + 1) * 1_000_000) for i in range(count)])
    columns = tuple(replace(c, label=f"Kommunestyrets endringer {i}") for i, c in enumerate(chart.table.columns))
    drawing = root(replace(chart, table=replace(chart.table, columns=columns)), width)
    assert texts_that_overlap(drawing) == []
    assert "Kommunestyrets" in " ".join(words(drawing))


@pytest.mark.parametrize(("chart", "width"), DRAWN)
def test_the_same_chart_gives_the_same_bytes(chart: Chart, width: str) -> None:
    assert draw(chart, "nb", width) == draw(replace(chart), "nb", width)  # type: ignore[arg-type]


def test_a_picture_is_a_png_that_is_the_same_every_time() -> None:
    first = picture(CHARTS[0])
    assert first.startswith(b"\x89PNG")
    assert first == picture(CHARTS[0])
    assert int.from_bytes(first[16:20], "big") == 1380


def test_a_picture_shows_its_texts_without_any_font_of_the_machine() -> None:
    chart = CHARTS[0]
    rows = (replace(chart.table.rows[0], label="Noe annet"), *chart.table.rows[1:])
    assert picture(chart) != picture(replace(chart, table=replace(chart.table, rows=rows)))


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (["30.9"], ["0", "+10", "+20", "+30"]),
        (["-4", "3"], ["\u22124", "\u22122", "0", "+2"]),
        (["0.3"], ["0,0", "+0,1", "+0,2", "+0,3"]),
        ([], ["0,00", "+0,25", "+0,50", "+0,75", "+1,00"]),
    ],
)
def test_an_axis_holds_zero_and_round_ticks(values: list[str], ticks: list[str]) -> None:
    assert [text for _, text in scale([Decimal(v) for v in values], signed=True).ticks] == ticks


def test_labels_wrap_evenly_and_keep_every_word() -> None:
    lines = wrapped("Flere eldre, færre barn", 16, 140)
    assert lines == ("Flere eldre,", "færre barn")
    assert all(text_width(line, 16) <= 140 for line in lines)


def test_bars_with_names_beside_them_stand_on_one_line() -> None:
    svg = root(chart_of(ChartKind.DIVERGING_BARS, [number(v * 1_000_000) for v in (3, -1, 2)]))
    strong = [line for line in svg.iter(f"{SVG}line") if line.get("stroke-width") == "1.5"]
    assert len(strong) == 1
    assert strong[0].get("x1") == strong[0].get("x2")


def two_lines(own: tuple[int, ...], other: tuple[int, ...]) -> etree._Element:
    columns = tuple(Column(f"k{i}", f"{2024 + i}") for i in range(len(own)))
    rows = tuple(
        Row(id_, id_, tuple(number(value * 100_000) for value in values)) for id_, values in (("a", own), ("b", other))
    )
    table = Table("tab", "T", "S", Unit.MILLION_NOK, columns, rows, Source("K"))
    series = (Series("a", "Vi"), Series("b", "De", SeriesRole.FIRST))
    return root(Chart("fig", "F", "S", "Figuren.", ChartKind.LINE, table, series, tuple(c.id for c in columns)))


def label_of(svg: etree._Element, text: str) -> float | None:
    return next((float(t.get("y", "0")) for t in svg.iter(f"{SVG}text") if t.text == text), None)


def test_a_first_value_stands_above_its_point_or_below_it_where_another_line_is_above() -> None:
    free, crowded = two_lines((50, 50, 50), (10, 10, 10)), two_lines((50, 50, 50), (55, 55, 55))
    above, below = label_of(free, "5,0"), label_of(crowded, "5,0")
    point = next(
        float(p.get("d", "").split(" ")[1].split("L")[0])
        for p in crowded.iter(f"{SVG}path")
        if p.get("fill") == "none" and p.get("stroke-width") == "3"
    )
    assert above is not None
    assert below is not None
    assert below > point


def test_a_first_value_between_two_close_lines_is_left_to_the_table() -> None:
    columns = ((100, 100, 100), (104, 104, 104), (96, 96, 96))
    rows = tuple(Row(f"r{i}", f"R{i}", tuple(number(v * 100_000) for v in values)) for i, values in enumerate(columns))
    heads = tuple(Column(f"k{i}", f"{2024 + i}") for i in range(3))
    table = Table("tab", "T", "S", Unit.MILLION_NOK, heads, rows, Source("K"))
    roles = (SeriesRole.OWN, SeriesRole.FIRST, SeriesRole.SECOND)
    series = tuple(Series(f"r{i}", f"R{i}", role) for i, role in enumerate(roles))
    chart = Chart("fig", "F", "S", "Figuren.", ChartKind.LINE, table, series, tuple(c.id for c in heads))
    assert label_of(root(chart), "10,0") is None
    assert any("10,0" in text for text in words(root(chart)))

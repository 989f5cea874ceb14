"""The dark scheme: every colour of a drawing has another on dark ground, and no other rule states its own colour."""

import re
from importlib.resources import files

import pytest

from rodtrad.documents.charts import palette

STYLES = files("rodtrad.documents.renderers.html") / "static" / "styles"
DARK = (STYLES / "dark.css").read_text()
AREAS = {palette.NAVY, palette.BLUE, palette.ORANGE, palette.GREY, palette.PAPER}
LINES = {palette.GRID, palette.QUIET, palette.NAVY, palette.BLUE, palette.ORANGE, palette.GREY, palette.PAPER}
TEXTS = {palette.TEXT, palette.QUIET, *(look.text for look in palette.LOOKS.values())}


@pytest.mark.parametrize("colour", sorted(AREAS | TEXTS))
def test_every_fill_of_a_drawing_is_replaced(colour: str) -> None:
    assert f'.drawing [fill="{colour}"]{{fill:' in DARK


@pytest.mark.parametrize("colour", sorted(LINES))
def test_every_stroke_of_a_drawing_is_replaced(colour: str) -> None:
    assert f'.drawing [stroke="{colour}"]{{stroke:' in DARK


@pytest.mark.parametrize("name", ["page", "content", "tables", "comparison"])
def test_colours_stand_only_among_the_pages_own_properties(name: str) -> None:
    rules = re.sub(r":root\{.*?\}", "", (STYLES / f"{name}.css").read_text(), count=1, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb\(", rules) == []


def test_the_dark_scheme_gives_every_colour_of_the_page() -> None:
    root = re.search(r":root\{(.*?)\}", (STYLES / "page.css").read_text(), re.DOTALL)
    dark = re.search(r":root\{(.*?)\}", DARK, re.DOTALL)
    assert root
    assert dark
    coloured = re.findall(r"(--[a-z0-9-]+):(?:#|rgb|var\(--ds-color)", root[1])
    assert len(coloured) > 20
    assert set(coloured) <= set(re.findall(r"(--[a-z0-9-]+):", dark[1]))

"""A drawing in the making: shapes and texts as SVG elements with presentation attributes only.

Pages have a content security policy that drops style elements and style attributes without a word, so none are
written. Ids come from the chart's id, so that the same chart gives the same bytes.
"""

from math import sqrt
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from rodtrad.documents.charts.palette import PAPER, TEXT, Fill, Look, Marker
from rodtrad.documents.charts.text_width import text_width

FAMILY = "Inter, Arial, sans-serif"


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(name: str, content: str | None = None, **attributes: str | float | None) -> str:
    """One SVG element; `font_size` becomes `font-size`, None leaves the attribute out, `content` is markup already."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(value if isinstance(value, str) else _number(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}/>" if content is None else f"<{name}{written}>{content}</{name}>"


class Canvas:
    """A drawing `width` pixels wide. `prefix` begins every id in it."""

    def __init__(self, width: float, prefix: str) -> None:
        self.width = width
        self.prefix = prefix
        self._parts: list[str] = []
        self._patterns: dict[str, str] = {}

    def rectangle(self, x: float, y: float, width: float, height: float, look: Look) -> None:
        """An area in a look; negative sizes extend to the left and upwards."""
        x, width = (x, width) if width >= 0 else (x + width, -width)
        y, height = (y, height) if height >= 0 else (y + height, -height)
        shape: dict[str, Any] = {"x": x, "y": y, "width": width, "height": height}
        if look.fill is Fill.SOLID:
            self._parts.append(element("rect", **shape, fill=look.color))
        else:
            inner: dict[str, Any] = {
                "x": x + 0.5,
                "y": y + 0.5,
                "width": max(width - 1, 0.5),
                "height": max(height - 1, 0.5),
            }
            dash = "4 3" if look.fill is Fill.OPEN else None
            self._parts.append(
                element("rect", **inner, fill=self._paint(look), stroke=look.color, stroke_dasharray=dash)
            )

    def _paint(self, look: Look) -> str:
        if look.fill is Fill.OPEN:
            return PAPER
        id_ = f"{self.prefix}-{look.fill}-{look.color[1:].lower()}"
        ground = element("rect", width=8.0, height=8.0, fill=PAPER)
        if look.fill is Fill.HATCHED:
            mark = element("rect", width=4.5, height=8.0, fill=look.color)
            turn = "rotate(45)"
        else:
            mark = element("circle", cx=2.0, cy=2.0, r=1.5, fill=look.color)
            mark += element("circle", cx=6.0, cy=6.0, r=1.5, fill=look.color)
            turn = None
        self._patterns[id_] = element(
            "pattern",
            ground + mark,
            id=id_,
            width=8.0,
            height=8.0,
            patternUnits="userSpaceOnUse",
            patternTransform=turn,
        )
        return f"url(#{id_})"

    def line(
        self, x1: float, y1: float, x2: float, y2: float, color: str, width: float = 1, dash: str | None = None
    ) -> None:
        """A straight line."""
        self._parts.append(
            element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=color, stroke_width=width, stroke_dasharray=dash or None)
        )

    def path(self, points: list[tuple[float, float]], look: Look, dash: str) -> None:
        """A broken line through the points."""
        way = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)
        self._parts.append(
            element(
                "path",
                d=way,
                fill="none",
                stroke=look.color,
                stroke_width=look.line_width,
                stroke_dasharray=dash or None,
                stroke_linejoin="round",
            )
        )

    def area(self, points: list[tuple[float, float]], color: str) -> None:
        """The filled room inside the points."""
        way = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points) + "Z"
        self._parts.append(element("path", d=way, fill=color))

    def marker(self, x: float, y: float, look: Look, *, hollow: bool = False, size: float = 5.5) -> None:
        """The look's marker with its middle at (x, y); hollow for what is planned."""
        paint: dict[str, Any] = {"fill": PAPER if hollow else look.color, "stroke": look.color, "stroke_width": 2.0}
        if look.marker is Marker.CIRCLE:
            self._parts.append(element("circle", cx=x, cy=y, r=size * 0.8, **paint))
            return
        third = size * sqrt(3) / 2
        corners = {
            Marker.DIAMOND: ((0, -size), (size, 0), (0, size), (-size, 0)),
            Marker.TRIANGLE: ((0, -size), (third, size / 2), (-third, size / 2)),
            Marker.SQUARE: tuple((a * size * 0.6, b * size * 0.6) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))),
        }.get(look.marker)
        if corners:
            way = "M" + "L".join(f"{_number(x + dx)} {_number(y + dy)}" for dx, dy in corners) + "Z"
            self._parts.append(element("path", d=way, **paint))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        color: str = TEXT,
        bold: bool = False,
        anchor: str = "start",
        halo: bool = False,
    ) -> None:
        """A line of text whose baseline is at y. `halo` keeps it readable on top of lines."""
        self._parts.append(
            element(
                "text",
                escape(words),
                x=x,
                y=y,
                font_size=size,
                fill=color,
                font_weight="600" if bold else None,
                text_anchor=None if anchor == "start" else anchor,
                stroke=PAPER if halo else None,
                stroke_width=4.0 if halo else None,
                stroke_linejoin="round" if halo else None,
                paint_order="stroke" if halo else None,
            )
        )

    def lines(
        self, x: float, y: float, lines: tuple[str, ...], size: float, *, bold: bool = False, anchor: str = "start"
    ) -> None:
        """Lines of text below each other; y is the first baseline."""
        for i, words in enumerate(lines):
            self.text(x, y + i * round(size * 1.3), words, size, bold=bold, anchor=anchor)

    def label_on(self, x: float, y: float, words: str, size: float, look: Look) -> None:
        """A number in the middle of an area: white on navy, else dark on a white plate."""
        if look.fill is Fill.SOLID and look.color == look.text:
            self.text(x, y + size * 0.36, words, size, color=PAPER, anchor="middle")
            return
        room = text_width(words, size) + 10
        plate = element("rect", x=x - room / 2, y=y - size * 0.7, width=room, height=size * 1.4, rx=3.0, fill=PAPER)
        self._parts.append(plate)
        self.text(x, y + size * 0.36, words, size, anchor="middle")

    def finished(self, height: float, title: str, sentence: str) -> str:
        """The whole drawing as SVG text, named by its title and described by its sentence."""
        name, words = f"{self.prefix}-navn", f"{self.prefix}-beskrivelse"
        head = element("title", escape(title), id=name) + element("desc", escape(sentence), id=words)
        patterns = element("defs", "".join(self._patterns.values())) if self._patterns else ""
        return element(
            "svg",
            head + patterns + "".join(self._parts),
            xmlns="http://www.w3.org/2000/svg",
            width=self.width,
            height=height,
            viewBox=f"0 0 {_number(self.width)} {_number(height)}",
            role="img",
            aria_labelledby=name,
            aria_describedby=words,
            font_family=FAMILY,
        )

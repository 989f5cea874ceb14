"""How wide a text is in Inter, so that labels are wrapped and placed without a browser.

The widths are read from the typeface that the product carries (tables `cmap`, `hmtx` and `head` of OpenType). Kerning
is left out, which makes texts at most a few per cent narrower than computed.
"""

import struct
from functools import cache
from importlib.resources import files

from rodtrad import documents

_FACES = {False: "Inter-Regular.ttf", True: "Inter-SemiBold.ttf"}


@cache
def _advances(bold: bool) -> tuple[dict[int, float], float]:
    """Width of each character as a share of the font size, and the width of a character that the font lacks."""
    data = files(documents).joinpath("fonts", _FACES[bold]).read_bytes()
    tables = {}
    for i in range(struct.unpack(">H", data[4:6])[0]):
        tag, _, offset, _ = struct.unpack(">4sLLL", data[12 + 16 * i : 28 + 16 * i])
        tables[tag] = offset
    em = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    count = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    widths = [struct.unpack_from(">H", data, tables[b"hmtx"] + 4 * i)[0] / em for i in range(count)]
    glyphs = _glyphs(data, tables[b"cmap"])
    return {code: widths[min(glyph, count - 1)] for code, glyph in glyphs.items()}, widths[0]


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Character -> glyph from the format 4 subtable, which every font for Latin script has."""
    for i in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        offset = cmap + struct.unpack_from(">HHL", data, cmap + 4 + 8 * i)[2]
        if struct.unpack_from(">H", data, offset)[0] == 4:
            return _format_4(data, offset)
    raise ValueError("the typeface has no character map of format 4")


def _format_4(data: bytes, offset: int) -> dict[int, int]:
    segments = struct.unpack_from(">H", data, offset + 6)[0] // 2
    ends, starts, deltas, ranges = (offset + 14 + 2 * segments * i + (2 if i else 0) for i in range(4))
    glyphs = {}
    for i in range(segments):
        end, start, delta, shift = (
            struct.unpack_from(">H", data, at + 2 * i)[0] for at in (ends, starts, deltas, ranges)
        )
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if shift:
                glyph = struct.unpack_from(">H", data, ranges + 2 * i + shift + 2 * (code - start))[0]
            if glyph or not shift:
                glyphs[code] = (glyph + delta) & 0xFFFF
    return glyphs


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in pixels of `text` set in Inter at `size` pixels."""
    advances, other = _advances(bold)
    return size * sum(advances.get(ord(c), other) for c in text)


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in as few lines as `room` allows, of even length; a word wider than `room` stands alone in its line."""
    lines = _filled(text, size, room, bold=bold)
    while len(lines) > 1:
        longest = max(text_width(line, size, bold=bold) for line in lines)
        tighter = _filled(text, size, longest - 0.01, bold=bold)
        if len(tighter) > len(lines) or tighter == lines:
            break
        lines = tighter
    return lines


def _filled(text: str, size: float, room: float, *, bold: bool) -> tuple[str, ...]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)

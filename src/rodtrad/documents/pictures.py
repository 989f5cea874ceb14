"""An SVG drawing as a picture for the formats that cannot hold one, set in the typeface that the product carries."""

from functools import cache
from pathlib import Path

import typst

from rodtrad import documents

FONTS = Path(documents.__file__).parent / "fonts"
PIXELS_PER_INCH = 144
_PAGE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.drawing), format: "svg")'


def png(drawing: str) -> bytes:
    """The drawing on white as PNG, half as large again as its own pixels; the same drawing gives the same bytes.

    Raises typst.TypstError for text that is no SVG.
    """
    picture = typst.compile(
        _PAGE,
        format="png",
        ppi=PIXELS_PER_INCH,
        font_paths=_fonts(),
        sys_inputs={"drawing": drawing},
    )
    if not isinstance(picture, bytes):
        raise TypeError("a drawing is one page")
    return picture


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])

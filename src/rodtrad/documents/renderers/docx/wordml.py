"""Paragraphs, runs and tables as WordprocessingML text.

python-docx makes the file, its parts, styles and pictures; its objects for single cells are too slow for a document of
hundreds of tables, so these are written as XML, every text escaped, and parsed once for each block.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from xml.sax.saxutils import escape, quoteattr

from rodtrad.documents.renderers.printed import printable

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = f'xmlns:w="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB", "se": "se-NO", "sv": "sv-SE"}


def language_tag(language: str) -> str:
    """Word's tag for a content language: nb -> nb-NO."""
    return _LANGUAGES.get(language, language)


def text_of(text: str) -> str:
    """Text that stands between tags, without the control characters that XML cannot hold."""
    return escape(printable(text))


def attribute(text: str) -> str:
    """Text as a quoted attribute."""
    return quoteattr(printable(text))


def run(
    text: str, language: str, *, style: str = "", bold: bool = False, italic: bool = False, mark: bool = False
) -> str:
    """A run in `language`; a newline is a line break, `mark` raises it as the number of a note."""
    properties = (
        (f'<w:rStyle w:val="{style}"/>' if style else "")
        + ("<w:b/>" if bold else "")
        + ("<w:i/>" if italic else "")
        + ('<w:vertAlign w:val="superscript"/>' if mark else "")
        + f"<w:lang w:val={quoteattr(language_tag(language))}/>"
    )
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{text_of(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{properties}</w:rPr>{lines}</w:r>"


def paragraph(style: str, runs: str, *, properties: str = "") -> str:
    """A paragraph in a named style; `properties` is further paragraph properties in the schema's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def bookmark_name(id_: str) -> str:
    """A bookmark name for an id: Word takes letters, digits and underscores, and at most 40 of them."""
    name = "_" + re.sub(r"[^A-Za-z0-9]", "_", id_)
    return name if len(name) <= 40 else f"{name[:31]}_{sha256(id_.encode()).hexdigest()[:8]}"


def bookmarked(id_: str, number: int, inner: str) -> str:
    """`inner` as the place that links to `id_` lead to; `number` is unique in the document."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(id_)}"/>'
    return f'{start}{inner}<w:bookmarkEnd w:id="{number}"/>'


def internal_link(id_: str, runs: str) -> str:
    """A link to an id in the same document."""
    return f'<w:hyperlink w:anchor="{bookmark_name(id_)}" w:history="1">{runs}</w:hyperlink>'


def external_link(relation: str, runs: str) -> str:
    """A link to the address that the relation of the document part holds."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{runs}</w:hyperlink>'


def field(instruction: str, shown: str, language: str) -> str:
    """A field that Word fills in, with what is shown until it does."""
    lang = f"<w:rPr><w:lang w:val={quoteattr(language_tag(language))}/></w:rPr>"
    return (
        f'<w:r>{lang}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{lang}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{lang}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{lang}<w:t>{text_of(shown)}</w:t></w:r>"
        f'<w:r>{lang}<w:fldChar w:fldCharType="end"/></w:r>'
    )


@dataclass(frozen=True)
class WordCell:
    """A table cell: its paragraph's style, its runs, its ground and the rules above and below in eighths of a point.

    `on_top` sets it at the top of a tall row, where the row's label begins; heads stand on the rule instead.
    """

    style: str
    runs: str
    ground: str = ""
    above: int = 0
    below: int = 0
    indent: int = 0
    with_next: bool = False
    wraps: bool = True
    on_top: bool = True


NAVY = "002C54"
HAIR = "C9CBCE"


def _border(side: str, size: int) -> str:
    colour = HAIR if size <= 4 else NAVY
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>' if size else ""


def cell(content: WordCell, width: int) -> str:
    """The cell, `width` in twentieths of a point."""
    borders = _border("top", content.above) + _border("bottom", content.below)
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{content.ground}"/>' if content.ground else ""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/><w:tcBorders>{borders}</w:tcBorders>{ground}'
    side = "top" if content.on_top else "bottom"
    properties += ("" if content.wraps else "<w:noWrap/>") + f'<w:vAlign w:val="{side}"/>'
    shape = "<w:keepNext/>" if content.with_next else ""
    shape += f'<w:ind w:left="{content.indent}"/>' if content.indent else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(content.style, content.runs, properties=shape)}</w:tc>"


def table(
    rows: Iterable[Iterable[WordCell]],
    widths: list[int],
    *,
    title: str,
    description: str,
    padding: int = 90,
    header_rows: int = 1,
) -> str:
    """A table whose first rows repeat on every page and whose rows are never split; title and description are its
    alternative text."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = []
    for index, row in enumerate(rows):
        header = "<w:tblHeader/>" if index < header_rows else ""
        cells = "".join(cell(content, width) for content, width in zip(row, widths, strict=True))
        lines.append(f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>")
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Budsjettabell"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{padding}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{padding}" w:type="dxa"/><w:right w:w="{padding}" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={attribute(title)}/>'
        f"<w:tblDescription w:val={attribute(description)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )

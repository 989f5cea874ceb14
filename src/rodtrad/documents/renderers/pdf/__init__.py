"""The tagged PDF of an edition: PDF/UA-1 for readers with a screen reader, PDF/A-2a for the archive.

typst builds it from the edition's nodes as data, with only the fonts that the product carries. The same edition and
address give the same bytes: the only time in the file is the edition's time of publication.
"""

import json
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from rodtrad.documents.editions import Edition
from rodtrad.documents.pictures import FONTS
from rodtrad.documents.renderers.pdf.content import content_of
from rodtrad.documents.renderers.pdf.refusals import explain
from rodtrad.documents.renderers.pdf.structure import add_row_headers
from rodtrad.documents.renderers.printed import printable
from rodtrad.documents.serialisation import checksum

STANDARDS: list[Any] = ["ua-1", "a-2a"]


class PdfError(ValueError):
    """The document could not be made into an accessible PDF; the text says why and where."""


def render(edition: Edition, address: str = "") -> bytes:
    """The edition as PDF. `address` is the permanent web address of this version, printed at the foot of each page.

    Raises PdfError, which says what to do, when the document breaks a rule of PDF/UA or PDF/A.
    """
    content = content_of(edition, address or f"{edition.id} \u00b7 SHA-256 {checksum(edition)[:12]}")
    document = content.document | {"online": bool(address)}
    package = files(__package__)
    sources = {
        "main.typ": package.joinpath("template.typ").read_bytes(),
        "document.json": json.dumps(printable(document), ensure_ascii=False, sort_keys=True).encode(),
        **content.files,
    }
    moment = int(datetime.fromisoformat(edition.published_at).timestamp())
    return add_row_headers(_compile(sources, moment, edition), content.tables)


def _compile(sources: dict[str, bytes], moment: int, edition: Edition) -> bytes:
    """The sources, of which `main.typ` is the document, as PDF. typst reads pictures from a directory only."""
    with TemporaryDirectory(prefix="rodtrad-pdf-") as name:
        directory = Path(name)
        for source, data in sources.items():
            (directory / source).write_bytes(data)
        try:
            pdf: bytes = typst.compile(
                str(directory / "main.typ"),
                root=name,
                format="pdf",
                font_paths=[str(FONTS)],
                ignore_system_fonts=True,
                pdf_standards=STANDARDS,
                timestamp=moment,
            )
        except typst.TypstError as error:
            raise PdfError(explain(str(error), edition)) from error
    return pdf

"""The Word file of an edition: real heading styles, captions, repeated header rows, alternative texts, and the language
of every run, so that a councillor can copy from it and a screen reader can find its way.

The table of contents is a field that stands filled in; Word adds the page numbers when it is updated. Bytes depend on
the edition and the address alone.
"""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Emu

from rodtrad.documents import labels
from rodtrad.documents.editions import Edition
from rodtrad.documents.renderers import printed
from rodtrad.documents.renderers.archive import fixed_zip
from rodtrad.documents.renderers.docx import styling, typeface, wordml
from rodtrad.documents.renderers.docx.body import Body, Picture, Place, write
from rodtrad.documents.renderers.docx.wordml import paragraph, run

CONTENTS_DEPTH = 2


class WordError(ValueError):
    """The document could not be made into a Word file; the text says why and what to do."""


def render(edition: Edition, address: str = "") -> bytes:
    """The edition as a Word file. `address` is the permanent web address of this version, for the foot of the page.

    Raises WordError for a picture that cannot be read.
    """
    language = edition.language
    document = Document()
    styling.define_styles(document, language)
    typeface.embed(document)
    reservation = printed.reservation(edition)
    styling.set_page(document, edition, reservation, _foot(edition, address))
    relate = document.part.relate_to
    body = Body(edition, lambda url: str(relate(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)))
    place = Place(1, language, {})
    write(body, printed.front_of(edition), place)
    for chapter in printed.chapters_of(edition):
        write(body, chapter, place)
    _place_blocks(document, [*_cover(edition, reservation), *_contents(body, language), *body.blocks])
    _set_properties(document, edition)
    return _saved(document, datetime.fromisoformat(edition.published_at))


def _foot(edition: Edition, address: str) -> str:
    if not address:
        return edition.id
    return f"{labels.text('read_online', edition.language)}: {address}"


def _cover(edition: Edition, reservation: str) -> list[str]:
    language = edition.language
    status = f"{edition.status} \u00b7 {reservation}" if reservation else edition.status
    lines = [("Kommune", edition.publisher.municipality), ("Title", edition.title), ("Status", status)]
    lines += [("Note", line) for line in printed.imprint(edition)]
    return [paragraph(style, run(text, language)) for style, text in lines]


def _contents(body: Body, language: str) -> list[str]:
    """The table of contents as one field over all its lines: the first line begins it and the last one ends it."""
    title = paragraph("Innholdstittel", run(labels.text("contents", language), language))
    entries = [(level, id_, text) for level, id_, text in body.headings if level <= CONTENTS_DEPTH]
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines = []
    for index, (level, id_, text) in enumerate(entries):
        link = wordml.internal_link(id_, run(text, language))
        first = begin if index == 0 else ""
        last = end if index == len(entries) - 1 else ""
        lines.append(paragraph(f"TOC{level}", first + link + last))
    return [title, *lines]


def _place_blocks(document: Any, blocks: list[str | Picture]) -> None:
    root = document.element.body
    last = root.sectPr
    written: list[str] = []

    def flush() -> None:
        if written:
            for element in list(parse_xml(f"<w:body {wordml.NAMESPACES}>{''.join(written)}</w:body>")):
                last.addprevious(element)
            written.clear()

    for block in blocks:
        if isinstance(block, str):
            written.append(block)
            continue
        flush()
        holder = document.add_paragraph()
        try:
            shape = holder.add_run().add_picture(io.BytesIO(block.data), width=Emu(block.width))
        except (UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError) as error:
            raise WordError(
                f"Word-filen kunne ikke lages: bildet «{block.alt}» er ødelagt eller i et format som ikke kan leses. "
                "Lagre bildet på nytt som PNG."
            ) from error
        shape._inline.docPr.set("descr", block.alt)
        holder.paragraph_format.keep_with_next = True
    flush()


def _set_properties(document: Any, edition: Edition) -> None:
    properties = document.core_properties
    moment = datetime.fromisoformat(edition.published_at).astimezone(UTC).replace(tzinfo=None)
    properties.title, properties.subject = edition.title, edition.status
    properties.author = properties.last_modified_by = edition.publisher.municipality
    properties.language = wordml.language_tag(edition.language)
    properties.created = properties.modified = moment
    properties.identifier, properties.revision = edition.id, 1
    properties.comments = properties.keywords = ""


def _saved(document: Any, moment: datetime) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return fixed_zip(((name, archive.read(name)) for name in archive.namelist()), moment)

"""The Word file, read with python-docx from the saved bytes."""

import io
import re
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from tests.documents.readback.structure import ReadDocument, ReadTable

_ID = re.compile(r"^(.*) \[([^\]]+)\]$", re.DOTALL)


def read(data: bytes) -> ReadDocument:
    """Every table that carries an id in its alternative text, and every paragraph without its note marks."""
    document = Document(io.BytesIO(data))
    tables = tuple(_table(table) for table in document.tables)
    texts = [_text(paragraph._p) for paragraph in document.paragraphs]
    texts += [_text(p._p) for table in document.tables for row in table.rows for c in row.cells for p in c.paragraphs]
    return ReadDocument(tables, tuple(text for text in texts if text))


def _text(paragraph: Any) -> str:
    """The words of a paragraph, links included; raised runs are note marks and left out, breaks are line ends."""
    words = []
    for run in paragraph.iter(qn("w:r")):
        raised = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
        if raised is not None:
            continue
        for child in run:
            if child.tag == qn("w:t"):
                words.append(child.text or "")
            elif child.tag in (qn("w:br"), qn("w:tab")):
                words.append("\n")
    return "".join(words)


def _table(table: Any) -> ReadTable:
    properties = table._tbl.tblPr
    title = properties.find(qn("w:tblCaption")).get(qn("w:val"))
    match = _ID.match(properties.find(qn("w:tblDescription")).get(qn("w:val")))
    assert match is not None, f"the table {title!r} has no id"
    lines = [["\n".join(_text(p._p) for p in cell.paragraphs) for cell in row.cells] for row in table.rows]
    assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None, f"{title!r}: the head does not repeat"
    body = tuple((line[0], tuple(line[1:])) for line in lines[1:])
    return ReadTable(match[2], title, tuple(head.replace("\n", " ") for head in lines[0][1:]), body, match[1])

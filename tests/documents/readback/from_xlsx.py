"""The workbook, read with calamine."""

import io
import re
from decimal import Decimal
from typing import Any

from python_calamine import CalamineWorkbook
from tests.documents.readback.structure import ReadDocument, ReadTable

HEAD_ROW = 5
_ID = re.compile(r"(?:Tabellens id|Id for tabellen|Table id): (\S+)$")


def read(data: bytes) -> ReadDocument:
    """Every sheet that names a table id in its fourth line; numbers are numbers."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    tables, texts = [], []
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        place = _ID.match(str(rows[3][0])) if len(rows) > HEAD_ROW else None
        if place is not None:
            tables.append(_table(place[1], rows))
        texts += [str(value) for row in rows for value in row if isinstance(value, str) and value]
    return ReadDocument(tuple(tables), tuple(texts))


def _table(id_: str, rows: list[list[Any]]) -> ReadTable:
    title = rows[0][0].partition(". ")[2] if rows[0][0].startswith(("Tabell ", "Table ")) else rows[0][0]
    heads = rows[HEAD_ROW][1:]
    width = 1 + len(heads)
    body = []
    for row in rows[HEAD_ROW + 1 :]:
        if not row[0]:
            break
        body.append((row[0], tuple(_cell(value) for value in row[1:width])))
    return ReadTable(
        id_,
        title,
        tuple(head.replace("\n", " ") for head in heads),
        tuple(body),
        rows[1][0],
        rows[2][0].partition(": ")[2],
    )


def _cell(value: Any) -> str | Decimal:
    return Decimal(str(value)) if isinstance(value, int | float) else str(value)

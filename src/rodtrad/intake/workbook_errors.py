"""Cells of a workbook that show an error, or hold a formula whose value was never stored.

The reader of workbooks gives such cells as empty, and an empty amount may be allowed by the map: `#REF!` would become
nothing at all. Here they are found in the file's own XML, so that they stand in the table as what the sheet shows.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT_SHEET = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")

Place = tuple[int, int]
"""Row and column, both from 0."""


def error_cells(path: Path, kind: str, sheet: str) -> dict[Place, str]:
    """What the cells with an error in the sheet of that name show, by place; `kind` is `xlsx` or `ods`.

    A file that cannot be read so has none: whether it is a workbook at all is judged by its reader.
    """
    find = _in_xlsx if kind == "xlsx" else _in_ods
    try:
        with zipfile.ZipFile(path) as archive:
            return dict(find(archive, sheet))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return {}


def _in_xlsx(archive: zipfile.ZipFile, sheet: str) -> Iterator[tuple[Place, str]]:
    part = _xlsx_part(archive, sheet)
    content = archive.read(part)
    if b't="e"' not in content and b"t='e'" not in content and not re.search(rb"<(?:\w+:)?f[ />]", content):
        return
    with archive.open(part) as source:
        for cell in _elements(source, (f"{_SHEET}c", f"{_STRICT_SHEET}c")):
            space = cell.tag[: -len("c")]
            shown, formula = cell.findtext(f"{space}v"), cell.find(f"{space}f")
            address = _ADDRESS.fullmatch(cell.get("r", ""))
            if address is None:
                continue
            place = int(address[2]) - 1, _column(address[1])
            if cell.get("t") == "e":
                yield place, shown or "#"
            elif formula is not None and shown is None and cell.get("t") not in ("str", "inlineStr"):
                yield place, f"={formula.text or '...'}"


def _xlsx_part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The name in the archive of the part that holds a sheet. Raises KeyError when there is none."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for entry in (*book.iter(f"{_SHEET}sheet"), *book.iter(f"{_STRICT_SHEET}sheet")):
        if entry.get("name") == sheet:
            target = targets[entry.get(_RELATION) or entry.get(_STRICT_RELATION, "")]
            return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    raise KeyError(sheet)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _in_ods(archive: zipfile.ZipFile, sheet: str) -> Iterator[tuple[Place, str]]:
    if b'value-type="error"' not in archive.read("content.xml"):
        return
    with archive.open("content.xml") as source:
        for table in _elements(source, (f"{_TABLE}table",)):
            if table.get(f"{_TABLE}name") != sheet:
                continue
            row_number = 0
            for row in table.iter(f"{_TABLE}table-row"):
                column = 0
                for cell in row:
                    if cell.get(_CALC_TYPE) == "error":
                        shown = "".join("".join(text.itertext()) for text in cell.iter(f"{_TEXT}p"))
                        yield (row_number, column), shown or "#"
                    column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
                row_number += int(row.get(f"{_TABLE}number-rows-repeated", "1"))


def _elements(source: IO[bytes], tags: tuple[str, ...]) -> Iterator[Element]:
    """Each element with one of the tags, cleared when the next is asked for."""
    for _, element in ElementTree.iterparse(source):
        if element.tag in tags:
            yield element
            element.clear()

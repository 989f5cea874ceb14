"""The JSON of an edition, read with `json` alone. It is what the other formats are compared with."""

import json
from collections.abc import Iterator
from typing import Any

from tests.documents.readback.structure import ReadDocument, ReadTable, head


def read(data: bytes) -> ReadDocument:
    """Tables as shown, and every piece of running text of the document, notes included."""
    plain = json.loads(data)
    tables = tuple(_table(id_, table) for id_, table in plain["tables"].items())
    edition = plain["edition"]
    sections = [edition["front"], *edition["chapters"]]
    texts = tuple(text for section in sections for text in _texts(section) if text)
    return ReadDocument(tables, texts)


def _table(id_: str, table: dict[str, Any]) -> ReadTable:
    columns = table["columns"]
    return ReadTable(
        id_,
        table["title"],
        tuple(_head(c, table["unit"]) for c in columns),
        tuple((row["label"], tuple(cell["shown"] for cell in row["cells"])) for row in table["rows"]),
        table["subtitle"],
        table["unit_shown"],
        tuple(row["id"] for row in table["rows"]),
        tuple(c["id"] for c in columns),
    )


def _head(column: dict[str, Any], unit_of_table: str) -> str:
    words = [column["phase"], column["label"]]
    return head([*words, column_unit(column["unit"], column["unit_shown"], unit_of_table, " ".join(words))])


def column_unit(unit: str, shown: str, of_table: str, words: str) -> str:
    """The unit that a column's head must state: only one that differs from the table's and is not its own words."""
    return "" if unit in (of_table, "text", "year") or words.strip().casefold().endswith(shown.casefold()) else shown


def inline_text(parts: list[dict[str, Any]]) -> list[str]:
    """Running text in the pieces between its note marks, since formats write the marks differently."""
    pieces = [""]
    for part in parts:
        if part["type"] == "NoteReference":
            pieces.append("")
        else:
            pieces[-1] += part["text"]
    return [piece.strip() for piece in pieces if piece.strip()]


def _texts(node: Any) -> Iterator[str]:
    """Every text that every paper and page format must show, whatever node it stands in."""
    if isinstance(node, list):
        for item in node:
            yield from _texts(item)
    if not isinstance(node, dict):
        return
    kind = node.get("type")
    running = {
        "Paragraph": ("text",),
        "ResolutionPoint": ("text",),
        "Note": ("text",),
        "Measure": ("explanation", "consequence"),
        "GlossaryEntry": ("definition",),
        "Image": ("caption",),
    }
    plain = {
        "Chart": ("title", "subtitle", "sentence"),
        "KeyFigure": ("label", "change", "target"),
        "KeyFigures": ("note",),
        "Measure": ("title",),
        "RankedItem": ("description", "change"),
        "Callout": ("title",),
        "TimelineEvent": ("date", "title", "text", "state"),
        "GlossaryEntry": ("term", "formula"),
        "Source": ("text",),
    }
    for name in running.get(kind or "", ()):
        yield from inline_text(node[name])
    for name in plain.get(kind or "", ()):
        yield node[name]
    if kind == "ListNode":
        for item in node["items"]:
            yield from inline_text(item)
    elif kind == "Facts":
        for item in node["items"]:
            yield from item
    else:
        for value in node.values():
            yield from _texts(value)

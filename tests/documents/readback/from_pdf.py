"""The tagged PDF, read with pypdf: the structure tree says what is a table, a header and a cell, and the marked content
of the pages says what stands in it. Fonts are decoded by their ToUnicode maps."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject
from tests.documents.readback.structure import ReadDocument, ReadTable

_BLOCKS = {"H1", "H2", "H3", "H4", "H5", "H6", "P", "Caption", "LBody", "LI", "TH", "TD", "Note"}


@dataclass
class Element:
    """An element of the structure tree: its type, its title (a table's id), its attributes with the alternative text,
    and its children or marked content."""

    kind: str
    title: str
    attributes: dict[str, Any]
    children: list["Element | str"]

    @cached_property
    def text(self) -> str:
        """All words inside, in reading order."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def every(self, *kinds: str) -> Iterator["Element"]:
        """The elements of these types inside, in reading order."""
        for child in self.children:
            if isinstance(child, Element):
                if child.kind in kinds:
                    yield child
                yield from child.every(*kinds)


def read(data: bytes) -> ReadDocument:
    """Every Table element by its title, every block's text; spaces at line ends are lost, so it is not exact."""
    root = structure(data)
    tables = tuple(_table(element) for element in root.every("Table"))
    return ReadDocument(tables, tuple(block.text for block in root.every(*_BLOCKS)), exact=False)


def structure(data: bytes) -> Element:
    """The structure tree with the text of each element."""
    reader = PdfReader(io.BytesIO(data))
    texts = {page.indirect_reference.idnum: marked_text(page) for page in reader.pages if page.indirect_reference}
    tree = reader.root_object["/StructTreeRoot"]
    return _element(tree, texts, None)


def _element(node: Any, texts: dict[int, dict[int, str]], page: int | None) -> Element:
    node = node.get_object()
    page = node.raw_get("/Pg").idnum if "/Pg" in node else page
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    children: list[Element | str] = []
    for raw in kids:
        kid: Any = raw.get_object() if isinstance(raw, IndirectObject) else raw
        if isinstance(kid, int):
            children.append(texts[page or 0].get(int(kid), ""))
        elif kid.get("/Type") == "/MCR":
            own = kid.raw_get("/Pg").idnum if "/Pg" in kid else page
            children.append(texts[own or 0].get(int(kid["/MCID"]), ""))
        elif kid.get("/Type") != "/OBJR":
            children.append(_element(kid, texts, page))
    attributes: dict[str, Any] = {}
    found = node.get("/A", [])
    for each in found if isinstance(found, list) else [found]:
        attributes |= dict(each.get_object())
    if "/Alt" in node:
        attributes["/Alt"] = str(node["/Alt"])
    return Element(str(node.get("/S", "/Root"))[1:], str(node.get("/T", "")), attributes, children)


def _table(table: Element) -> ReadTable:
    lines = [part.strip() for part in _leaves(next(table.every("Caption"))) if part.strip()]
    if re.fullmatch(r"(Tabell|Table) ?[\d.]+", lines[0]):
        lines = lines[1:]
    title, *rest = lines
    rows = list(table.every("TR"))
    return ReadTable(
        table.title,
        title,
        tuple(cell.text for cell in _cells(rows[0])[1:]),
        tuple((_label(_cells(row)[0]), tuple(cell.text for cell in _cells(row)[1:])) for row in rows[1:]),
        "".join(rest),
    )


def _cells(row: Element) -> list[Element]:
    return [child for child in row.children if isinstance(child, Element) and child.kind in ("TH", "TD")]


def _label(cell: Element) -> str:
    """A row header without its note marks, which are spans of their own set above the line."""
    return "".join(
        child if isinstance(child, str) else "" if _raised(child) else _label(child) for child in cell.children
    )


def _raised(element: Element) -> bool:
    return "/BaselineShift" in element.attributes or "/TextPosition" in element.attributes


def _leaves(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _leaves(child)


# The text of marked content


def marked_text(page: Any) -> dict[int, str]:
    """The page's marked-content id -> its words."""
    texts: dict[int, str] = {}
    for mcid, _, _, word in shown_words(page):
        texts[mcid] = texts.get(mcid, "") + word
    return texts


def unicode_map(font: DictionaryObject) -> dict[int, str]:
    """Two-byte character code -> the character, from the font's ToUnicode map."""
    data = font["/ToUnicode"].get_object().get_data().decode("latin-1")  # type: ignore[union-attr]
    table: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", data, re.DOTALL):
        for code, target in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            table[int(code, 16)] = bytes.fromhex(target).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", data, re.DOTALL):
        for low, high, target in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            first = bytes.fromhex(target).decode("utf-16-be")
            for offset in range(int(high, 16) - int(low, 16) + 1):
                table[int(low, 16) + offset] = first[:-1] + chr(ord(first[-1]) + offset)
    return table


def shown_words(page: Any, content: ContentStream | None = None) -> Iterator[tuple[int, Any, dict[int, str], str]]:
    """Each piece of shown text: (marked-content id, its operation, the font's map, the words)."""
    fonts = {name: unicode_map(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    current: dict[int, str] = {}
    stack: list[int | None] = []
    replaced = 0
    stream = content_of(page) if content is None else content
    for operation in stream.operations:
        operands, operator = operation
        if operator in (b"BDC", b"BMC"):
            properties = operands[1] if operator == b"BDC" else {}
            mcid = properties.get("/MCID") if isinstance(properties, dict) else None
            stack.append(int(mcid) if mcid is not None else (stack[-1] if stack else None))
            if isinstance(properties, dict) and "/ActualText" in properties and stack[-1] is not None:
                replaced = len(stack)
                yield stack[-1], operation, current, str(properties["/ActualText"])
        elif operator == b"EMC":
            if replaced == len(stack):
                replaced = 0
            stack.pop()
        elif operator == b"Tf":
            current = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ") and stack and stack[-1] is not None and not replaced:
            parts = operands[0] if operator == b"TJ" else operands
            codes = b"".join(bytes_of(part) for part in parts if isinstance(part, bytes | str))
            pairs = zip(codes[::2], codes[1::2], strict=True)
            yield stack[-1], operation, current, "".join(current.get(a << 8 | b, "\ufffd") for a, b in pairs)


def content_of(page: Any) -> ContentStream:
    """The page's operations."""
    return ContentStream(page["/Contents"].get_object(), page.pdf)


def bytes_of(part: Any) -> bytes:
    """The character codes of a string operand, whatever type pypdf gave it."""
    original = getattr(part, "original_bytes", None)
    return bytes(original) if original is not None else bytes(part)

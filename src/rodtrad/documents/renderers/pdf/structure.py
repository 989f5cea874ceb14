"""Row headers and table ids in a tagged PDF, which typst 0.15 has no way to ask for through its Python binding.

typst tags the first cell of a body row as plain data (TD), so a screen reader in a wide table would read a number
without saying what it is. Here each body row's first cell becomes a header (TH, scope row), every other cell of the row
names it among its headers, and each table gets the id that it has in the edition. typst writes structure elements as
plain objects outside streams, so they can be edited and the cross-reference table written anew.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

_OFFSET = re.compile(rb"(\d{10}) 00000 n")
_ELEMENT = re.compile(rb"<</Type/StructElem/S/(\w+)/P (\d+) 0 R")
_PARENT = re.compile(rb"/P (\d+) 0 R")
_KIDS = re.compile(rb"/K\[((?:\d+ 0 R ?)+)\]")
_HEADERS = re.compile(rb"/Headers\[([^\]]*)\]")
_ID_TREE = re.compile(rb"/IDTree<</Names\[(.*?)\]>>")
_NAMED = re.compile(rb"\(([^()]*)\)(\d+) 0 R")
_TABLE_ATTRIBUTES = b"/O/Table"
_UNCLEAR_END = b"\r\nendstream\nendobj"
_END_LENGTH = len(_UNCLEAR_END) + 4


class StructureError(ValueError):
    """The PDF is not built the way that this typst release builds its files."""


def add_row_headers(pdf: bytes, table_ids: Sequence[str]) -> bytes:
    """The same PDF with row headers and table ids; `table_ids` are in document order, one for each table.

    Raises StructureError when the file's tables are not those.
    """
    start = pdf.rindex(b"\nxref\n") + 1
    trailer = pdf[pdf.index(b"trailer", start) :]
    spans = _objects(pdf, start)
    objects = {number: pdf[begin:end] for number, (begin, end) in spans.items()}
    kinds = {n: m[1] for n, body in objects.items() if (m := _ELEMENT.match(body))}
    tables = _in_document_order(objects, kinds)
    if len(tables) != len(table_ids):
        raise StructureError(f"the PDF has {len(tables)} tables and the document {len(table_ids)}")
    changed: dict[int, bytes] = {}
    names: dict[bytes, int] = {}
    _bring_captions_home(tables, objects, kinds, changed)
    for index, (table, id_) in enumerate(zip(tables, table_ids, strict=True)):
        titled = changed.get(table, objects[table])
        changed[table] = titled.replace(b"/P ", b"/T(" + id_.encode("ascii") + b")/P ", 1)
        bodies = [kid for kid in _kids(objects[table]) if kinds.get(kid) == b"TBody"]
        rows = [row for body in bodies for row in _kids(objects[body]) if kinds.get(row) == b"TR"]
        for line, row in enumerate(rows):
            header, *data = _kids(objects[row])
            if kinds[header] != b"TD":
                raise StructureError(f"{id_}: row {line + 1} does not begin with a cell")
            name = f"R{index}y{line}".encode()
            names[name] = header
            changed[header] = _as_header(objects[header], name)
            for cell in data:
                changed[cell] = _HEADERS.sub(lambda m, n=name: b"/Headers[" + m[1] + b"(" + n + b")]", objects[cell], 1)  # type: ignore[misc]
    root = next(n for n, body in objects.items() if body.startswith(b"<</Type/StructTreeRoot"))
    changed[root] = _with_names(objects[root], names)
    changed |= {n: _with_plain_end(body) for n, body in objects.items() if _UNCLEAR_END in body[-_END_LENGTH:]}
    return _rewrite(pdf[:start], spans, changed, trailer)


def _objects(pdf: bytes, xref: int) -> dict[int, tuple[int, int]]:
    """Where each object's content begins and ends (its `endobj` is part of it), from the cross-reference table."""
    offsets = {number: int(entry) for number, entry in enumerate(_OFFSET.findall(pdf, xref), start=1)}
    ends = dict(pairwise([*sorted(offsets.values()), xref]))
    return {n: (begin + len(b"%d 0 obj\n" % n), ends[begin]) for n, begin in offsets.items()}


def _kids(element: bytes) -> list[int]:
    match = _KIDS.search(element)
    return [int(kid) for kid in re.findall(rb"(\d+) 0 R", match[1])] if match else []


def _in_document_order(objects: dict[int, bytes], kinds: dict[int, bytes]) -> list[int]:
    """The tables as a reader meets them, walking the structure from its root."""
    root = next(n for n, body in objects.items() if body.startswith(b"<</Type/StructTreeRoot"))
    found: list[int] = []
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if kinds.get(number) == b"Table":
            found.append(number)
            continue
        waiting.extend(kid for kid in reversed(_kids(objects[number])) if kid in kinds)
    return found


def _bring_captions_home(
    tables: Sequence[int], objects: dict[int, bytes], kinds: dict[int, bytes], changed: dict[int, bytes]
) -> None:
    """A table that is divided between pages gets its caption as its own first part, as an undivided one has it.

    typst leaves such a caption beside the table, where a reader who goes from table to table would not meet it.
    """
    for table in tables:
        inside, above = table, _parent(objects[table])
        while above in kinds and kinds[above] == b"Div" and not _has_caption(table, objects, kinds):
            kids = _kids(objects[above])
            place = kids.index(inside)
            if place and kinds.get(kids[place - 1]) == b"Caption":
                caption = kids[place - 1]
                changed[above] = _with_kids(objects[above], [kid for kid in kids if kid != caption])
                changed[caption] = _PARENT.sub(b"/P %d 0 R" % table, objects[caption], 1)
                changed[table] = _with_kids(objects[table], [caption, *_kids(objects[table])])
                break
            inside, above = above, _parent(objects[above])


def _with_kids(element: bytes, kids: Sequence[int]) -> bytes:
    return _KIDS.sub(b"/K[" + b" ".join(b"%d 0 R" % kid for kid in kids) + b"]", element, 1)


def _parent(element: bytes) -> int:
    match = _PARENT.search(element)
    if match is None:
        raise StructureError("an element of the PDF has no parent")
    return int(match[1])


def _has_caption(table: int, objects: dict[int, bytes], kinds: dict[int, bytes]) -> bool:
    return any(kinds.get(kid) == b"Caption" for kid in _kids(objects[table]))


def _as_header(cell: bytes, name: bytes) -> bytes:
    header = cell.replace(b"/S/TD", b"/S/TH", 1)
    header = header.replace(_TABLE_ATTRIBUTES, _TABLE_ATTRIBUTES + b"/Scope/Row", 1)
    return header.replace(b"/A[", b"/ID(" + name + b")/A[", 1)


def _with_names(root: bytes, names: dict[bytes, int]) -> bytes:
    tree = _ID_TREE.search(root)
    if tree is None:
        raise StructureError("the PDF has no tree of ids")
    entries = {name: int(number) for name, number in _NAMED.findall(tree[1])} | names
    listed = b"".join(b"(%b)%d 0 R" % (name, entries[name]) for name in sorted(entries))
    return root[: tree.start(1)] + listed + root[tree.end(1) :]


def _with_plain_end(stream: bytes) -> bytes:
    """A stream whose data happen to end in a carriage return, with a whole line end of its own after them.

    The archive's rule counts the bytes up to the line end before `endstream`; with a bare line feed there, the data's
    own last byte would be read as half of that line end.
    """
    start = stream.rindex(_UNCLEAR_END)
    return stream[: start + 1] + stream[start:]


def _rewrite(body: bytes, spans: dict[int, tuple[int, int]], changed: dict[int, bytes], trailer: bytes) -> bytes:
    """The file with the changed objects in their places and a new cross-reference table."""
    pieces: list[bytes] = []
    offsets: dict[int, int] = {}
    copied = length = 0
    for number, (begin, end) in sorted(spans.items(), key=lambda item: item[1]):
        head = b"%d 0 obj\n" % number
        pieces.append(body[copied:begin])
        length += begin - copied
        offsets[number] = length - len(head)
        content = changed.get(number, body[begin:end])
        pieces.append(content)
        length += len(content)
        copied = end
    pieces.append(body[copied:])
    length += len(body) - copied
    lines = [b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(offsets) + 1)]
    lines += [b"%010d 00000 n\r\n" % offsets[number] for number in range(1, len(offsets) + 1)]
    ending = re.sub(rb"startxref\n\d+", b"startxref\n%d" % length, trailer, count=1)
    return b"".join((*pieces, *lines, ending))

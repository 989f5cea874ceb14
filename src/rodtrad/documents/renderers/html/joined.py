"""Pages joined from parts that are compressed once, so that a page of which little changed costs little to make.

A gzip file holds deflate blocks one after the other. A part that is compressed without looking back at what stands
before it, and ended at a whole byte (`Z_SYNC_FLUSH`), may therefore stand after anything: joining the parts of a page
is joining their bytes, and only the checksum of the whole is computed anew. What stands between the lasting parts is
said by marks (see `tokens`).
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rodtrad.documents.renderers.html.tokens import MARK

_LEVEL = 6
_WORTH_COMPRESSING = 100
_LONGEST_STORED = 0xFFFF
_HEADER = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
_LAST_BLOCK = b"\x03\0"
_LENGTHS = struct.Struct("<cII")


@dataclass(frozen=True)
class Piece:
    """Bytes of a page, and deflate blocks that give them wherever they stand."""

    data: bytes
    deflated: bytes


@dataclass(frozen=True)
class Gap:
    """A place for a value that is put in when the page is joined: the kind and value of its mark."""

    kind: str
    value: str


Part = Piece | Gap
Parts = tuple[Part, ...]
Values = Mapping[str, Callable[[str], Parts]]


@dataclass(frozen=True)
class Joined:
    """A finished page and its gzip copy."""

    data: bytes
    gzipped: bytes


def piece(data: bytes) -> Piece:
    """The bytes as a piece; a few bytes are stored as they are, since compressing them would make them longer."""
    if len(data) >= _WORTH_COMPRESSING:
        deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        deflated = deflate.compress(data) + deflate.flush(zlib.Z_SYNC_FLUSH)
        if len(deflated) < len(data) or len(data) > _LONGEST_STORED:
            return Piece(data, deflated)
    return Piece(data, b"\0" + struct.pack("<HH", len(data), len(data) ^ 0xFFFF) + data if data else b"")


def cut(text: str, *, deflate: bool = True) -> Parts:
    """The text as pieces, with a gap for each mark; without `deflate` for what is compressed as a whole later."""
    return tuple(_cut(text, piece if deflate else _plain))


def _plain(data: bytes) -> Piece:
    return Piece(data, b"")


def _cut(text: str, made: Callable[[bytes], Piece]) -> Iterator[Part]:
    begin = 0
    found: re.Match[str]
    for found in MARK.finditer(text):
        if found.start() > begin:
            yield made(text[begin : found.start()].encode())
        yield Gap(found[1], found[2])
        begin = found.end()
    if begin < len(text):
        yield made(text[begin:].encode())


def filled(parts: Iterable[Part], values: Values) -> Iterator[Piece]:
    """The pieces, with what each gap's kind gives for its value. Raises KeyError for a kind without values."""
    for part in parts:
        if isinstance(part, Piece):
            yield part
        else:
            yield from filled(values[part.kind](part.value), values)


def constant(*parts: Part) -> Callable[[str], Parts]:
    """The same parts for every gap of a kind."""
    return lambda _: parts


def join(pieces: Iterable[Piece]) -> Joined:
    """The pieces as one page."""
    known = tuple(pieces)
    data = b"".join([each.data for each in known])
    checked = struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    return Joined(data, b"".join([_HEADER, *[each.deflated for each in known], _LAST_BLOCK, checked]))


def dumps(parts: Parts) -> bytes:
    """The parts as bytes to be kept."""
    found = []
    for part in parts:
        name, first, second = (
            (b"p", part.data, part.deflated)
            if isinstance(part, Piece)
            else (b"g", part.kind.encode(), part.value.encode())
        )
        found += [_LENGTHS.pack(name, len(first), len(second)), first, second]
    return b"".join(found)


def loads(kept: bytes) -> Parts:
    """The inverse of `dumps`."""
    parts: list[Part] = []
    at = 0
    while at < len(kept):
        name, first, second = _LENGTHS.unpack_from(kept, at)
        middle = at + _LENGTHS.size + first
        one, two = kept[at + _LENGTHS.size : middle], kept[middle : middle + second]
        parts.append(Piece(one, two) if name == b"p" else Gap(one.decode(), two.decode()))
        at = middle + second
    return tuple(parts)

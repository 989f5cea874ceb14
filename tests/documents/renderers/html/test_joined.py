"""Pages joined from compressed parts are the pages, for every program that reads gzip."""

import gzip
import random
import zlib

import pytest

from rodtrad.documents.renderers.html.joined import Gap, Piece, constant, cut, dumps, filled, join, loads, piece
from rodtrad.documents.renderers.html.tokens import mark

LONG = "Kommunen bygger en skole. " * 400
NOISE = random.Random(1).randbytes(200_000)


@pytest.mark.parametrize("data", [b"", b"a", b"<p>" * 30, LONG.encode(), NOISE[:150], NOISE, NOISE[:65_536]])
def test_pieces_give_their_bytes_wherever_they_stand(data: bytes) -> None:
    made = join([piece(data), piece(b"mellom"), piece(data), piece(data)])
    assert made.data == data + b"mellom" + data + data
    assert gzip.decompress(made.gzipped) == made.data


def test_nothing_is_a_page_too() -> None:
    assert gzip.decompress(join([]).gzipped) == b""


def test_gaps_are_filled_with_values_that_may_hold_gaps() -> None:
    parts = cut(f"{LONG}{mark('bar', 'x')}{LONG}{mark('here')}")
    assert [part for part in parts if isinstance(part, Gap)] == [Gap("bar", "x"), Gap("here", "")]
    values = {"bar": lambda value: cut(f"[{value}:{mark('here')}]"), "here": constant(piece("blåbær".encode()))}
    made = join(filled(parts, values))
    assert made.data.decode() == f"{LONG}[x:blåbær]{LONG}blåbær"
    assert gzip.decompress(made.gzipped) == made.data
    with pytest.raises(KeyError, match="bar"):
        join(filled(parts, {"here": constant()}))


def test_kept_parts_are_the_same_parts() -> None:
    parts = cut(f"æ{mark('bar', 'ø')}{LONG}")
    assert loads(dumps(parts)) == parts
    assert loads(dumps(())) == ()


def test_the_same_parts_give_the_same_bytes() -> None:
    assert join([piece(LONG.encode())]) == join([piece(LONG.encode())])


def test_a_joined_page_is_one_gzip_member_without_a_time() -> None:
    made = join([piece(LONG.encode()), piece(LONG.encode())])
    reader = zlib.decompressobj(wbits=31)
    assert reader.decompress(made.gzipped) == made.data
    assert reader.eof and not reader.unused_data
    assert made.gzipped[4:8] == bytes(4)


def test_text_to_be_compressed_later_is_only_cut() -> None:
    assert cut(f"a{mark('bar')}b", deflate=False) == (Piece(b"a", b""), Gap("bar", ""), Piece(b"b", b""))

"""Which encoding, delimiter and quoting a text file is written in, found from its bytes where the map does not say.

Municipal systems write UTF-8 with and without a byte order mark, UTF-16 (spreadsheets) and ISO-8859-1 or its Windows
extension; an ISO-8859-1 file that is not UTF-8 is read as cp1252, which holds every letter of it.
"""

import codecs
import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rodtrad.intake.column_map import FileLayout
from rodtrad.intake.issues import FileProblem

DELIMITERS = ";\t,|"
_CHUNK = 1 << 18
_SAMPLE = 1 << 16


@dataclass(frozen=True)
class Dialect:
    """How to read one text file. `escape` is what stands before a quote inside a quoted field."""

    encoding: str
    delimiter: str
    quote: str
    escape: str


def detect_encoding(path: Path, pinned: str | None) -> str:
    """The Python codec to decode the file with; `utf-8-sig` and `utf-16` also take the byte order mark away."""
    with path.open("rb") as source:
        head = source.read(4096)
        if head.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if pinned is not None:
            return "utf-16-le" if pinned == "utf-16" else pinned
        if head[1:400:2].count(0) > len(head[1:400:2]) // 2:
            return "utf-16-le"
        if head[0:400:2].count(0) > len(head[0:400:2]) // 2:
            return "utf-16-be"
        return "utf-8" if _is_utf8(head, source) else "cp1252"


def _is_utf8(head: bytes, source: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
        while piece := source.read(_CHUNK):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def detect(path: Path, layout: FileLayout) -> Dialect:
    """The dialect of the file: what `layout` pins, the rest from the bytes. Raises FileProblem on an empty file."""
    encoding = detect_encoding(path, layout.encoding)
    with path.open(encoding=encoding, errors="replace", newline="") as source:
        sample = source.read(_SAMPLE)
    if not sample.strip():
        raise FileProblem("Filen er tom. Sjekk at eksporten ble fullført, og hent den på nytt.")
    quote = layout.quote
    delimiter = layout.delimiter or _delimiter(sample, quote, layout.header_row)
    escapes = {"doubled": quote, "backslash": "\\"}
    escape = escapes[layout.escape] if layout.escape else _escape(sample, delimiter, quote)
    return Dialect(encoding, delimiter, quote, escape)


def _delimiter(sample: str, quote: str, header_row: int) -> str:
    lines = sample.splitlines()[header_row - 1 : header_row + 20]
    counts = {}
    for sign in DELIMITERS:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=sign, quotechar=quote)]
        agreeing = sum(width == widths[0] for width in widths) if widths else 0
        counts[sign] = (agreeing if widths and widths[0] > 1 else 0, widths[0] if widths else 0)
    return max(DELIMITERS, key=lambda sign: counts[sign])


def _escape(sample: str, delimiter: str, quote: str) -> str:
    inside = rf"(?=[^{re.escape(delimiter)}\r\n])"
    backslashes = len(re.findall(rf"\\{re.escape(quote)}{inside}", sample))
    doubled = len(re.findall(rf"(?<![{re.escape(delimiter)}\r\n]){re.escape(quote) * 2}{inside}", sample))
    return "\\" if backslashes > doubled else quote

"""Where the records of a delimited file begin, found from its bytes alone.

DuckDB says which rows it read and which it refused, but not on which lines they stand. Counting line breaks is enough
when every line is one clean row; only otherwise are the breaks outside quotes looked up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rodtrad.intake.dialect import Dialect

_CHUNK = 1 << 22
_LINE_FEED = 10
_CARRIAGE_RETURN = 13
_REPLACEMENT = "\ufffd".encode()


class Disagreement(Exception):
    """DuckDB and the scan of line breaks do not find the same records."""


@dataclass(frozen=True)
class LineCount:
    """The lines of a file; `simple`: all end with LF or CRLF; `replaced`: U+FFFD stands among them."""

    lines: int
    simple: bool
    replaced: bool


@dataclass(frozen=True)
class Records:
    """Where every record that is not blank begins and ends (bytes), and on which line it begins."""

    starts: np.ndarray
    ends: np.ndarray
    lines: np.ndarray

    def after(self, line: int) -> "Records":
        """The records that begin on `line` or later."""
        first = int(np.searchsorted(self.lines, line))
        return Records(self.starts[first:], self.ends[first:], self.lines[first:])


def count_lines(path: Path) -> LineCount:
    """Count the lines of a file, reading it once in pieces."""
    lines, simple, replaced, tail = 0, True, False, b"\n"
    with path.open("rb") as source:
        while piece := source.read(_CHUNK):
            lines += int(np.count_nonzero(np.frombuffer(piece, dtype=np.uint8) == _LINE_FEED))
            if b"\r" in piece:
                simple = simple and piece.count(b"\r") == piece.count(b"\r\n")
            if not replaced and (_REPLACEMENT[:1] in piece or _REPLACEMENT[:1] in tail):
                replaced = _REPLACEMENT in tail + piece
            tail = piece[-2:]
    return LineCount(lines + (tail[-1:] != b"\n"), simple, replaced)


def _blocks(path: Path) -> Iterator[bytes]:
    """The file in pieces that end with a line feed, which the last one is given if it lacks it."""
    held = b""
    with path.open("rb") as source:
        while piece := source.read(_CHUNK):
            whole = held + piece
            cut = whole.rfind(b"\n") + 1
            held = whole[cut:]
            if cut:
                yield whole[:cut]
    if held:
        yield held + b"\n"


def scan_records(path: Path, dialect: Dialect) -> Records:
    """The records of a UTF-8 file by its line breaks outside quotes, read in pieces.

    Only quotes at an edge of a field open or close it; others are text. Raises Disagreement when one never closes.
    """
    breaks, quotes, after_return, offset = [], [], [], 0
    edges = np.zeros(256, dtype=bool)
    edges[[ord(dialect.delimiter), _LINE_FEED, _CARRIAGE_RETURN]] = True
    mark = ord(dialect.quote)
    for block in _blocks(path):
        data = np.frombuffer(block, dtype=np.uint8)
        at = np.flatnonzero(data == _LINE_FEED)
        breaks.append(at + offset)
        after_return.append((data[at - 1] == _CARRIAGE_RETURN) & (at > 0))
        if mark in block:
            marks = np.flatnonzero(data == mark)
            at_edge = (marks == 0) | edges[data[marks - 1]] | edges[data[marks + 1]]
            quotes.append(marks[at_edge] + offset)
        offset += len(data)
    ends = np.concatenate(breaks) if breaks else np.empty(0, dtype=np.int64)
    returns = np.concatenate(after_return) if after_return else np.empty(0, dtype=bool)
    lines = np.arange(1, len(ends) + 1)
    starts = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
    if quotes:
        closed = np.searchsorted(np.concatenate(quotes), ends) % 2 == 0
        begins = np.concatenate([[True], closed[:-1]])
        starts, lines = starts[begins], lines[begins]
        ends, returns = ends[closed], returns[closed]
        if len(ends) != len(starts):
            raise Disagreement
    ends = ends - returns
    held = ends > starts
    return Records(starts[held], ends[held], lines[held])

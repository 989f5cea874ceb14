"""Which lines of a delimited file may be read in bulk, found from its bytes alone.

A line is in order by itself when every quote on it opens at the beginning of a field or closes at the end of one (or
is doubled inside): then its record is exactly that line, whoever reads it. Any other line that holds a quote is
*suspect*: a quote in the middle of a field, quotes that do not go up, a field that runs over several lines, a
backslash. Only the exact reader says what a suspect line means and how many lines it takes with it, so suspect
records are set aside and the bulk reader sees a file where every line is one record.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from rodtrad.intake.amounts import TRIMMED
from rodtrad.intake.csv_reader import RowSplitter, physical_lines, read_records
from rodtrad.intake.dialect import Dialect
from rodtrad.intake.rows import SourceRow

LONGEST_LINE = 2_000_000
"""Bytes of a line; DuckDB's own limit is slightly higher."""

NEVER_IN_TEXT = "\1"
"""A file that holds this or a zero byte is left to the exact reader."""

_CHUNK = 1 << 18
_LINE_FEED, _CARRIAGE_RETURN, _SPACE, _BACKSLASH = b"\n\r \\"
_REPLACEMENT = "\ufffd".encode()
_OTHER_BLANKS = tuple({sign.encode()[:1] for sign in TRIMMED} - {b" "})
"""The first bytes of all blanks but the ordinary space."""
_FEW = 1_000
_MOST = 5
"""Where more than `_FEW` lines and one in `_MOST` are suspect, the exact reader alone is as fast."""


class Disagreement(Exception):
    """The file cannot be cut into records by its lines; the exact reader must take all of it."""


@dataclass(frozen=True)
class LineScan:
    """The lines of a file; `replaced`: U+FFFD stands among them; `even`: all end with LF, or all with CRLF.

    `padded`: a blank may stand at an edge of a field, so that cells must be trimmed. `suspects` are the numbers of the
    suspect lines from 1, `starts` the bytes where they begin.
    """

    lines: int
    even: bool
    replaced: bool
    padded: bool
    suspects: np.ndarray
    starts: np.ndarray


@dataclass(frozen=True)
class Places:
    """Where records begin: the byte and the line (from 1) of each, in order."""

    starts: np.ndarray
    lines: np.ndarray


def scan_lines(path: Path, dialect: Dialect, body_line: int) -> LineScan:
    """Scan a UTF-8 file from its first line, noting suspects from `body_line` on; reads it once, in pieces.

    Raises Disagreement for a line that is longer than `LONGEST_LINE`, and for control characters that DuckDB gives
    a meaning of its own.
    """
    marks, backslash = dialect.quote.encode(), dialect.escape == "\\"
    lines, returns, replaced, padded, offset = 0, 0, False, False, 0
    suspects, starts = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    uneven = False
    for block in _blocks(path):
        if b"\0" in block or NEVER_IN_TEXT.encode() in block:
            raise Disagreement
        data = np.frombuffer(block, dtype=np.uint8)
        ends = data == _LINE_FEED
        count = int(np.count_nonzero(ends))
        if b"\r" in block:
            after_returns = block.count(b"\r\n")
            uneven |= after_returns != block.count(b"\r")
            returns += after_returns
        replaced = replaced or (_REPLACEMENT[:1] in block and _REPLACEMENT in block)
        padded = padded or _padded(block, data, ends, dialect)
        if marks in block:
            breaks = np.flatnonzero(ends)
            found = _suspect(data, breaks, dialect, backslash=backslash)
            suspects.append(found + lines + 1)
            starts.append(np.where(found > 0, breaks[found - 1] + 1, 0) + offset)
        lines += count
        offset += len(block)
    number, start = np.concatenate(suspects), np.concatenate(starts)
    kept = number >= body_line
    return LineScan(lines, not uneven and returns in (0, lines), replaced, padded, number[kept], start[kept])


def _padded(block: bytes, data: np.ndarray, ends: np.ndarray, dialect: Dialect) -> bool:
    """Whether a space stands at an edge of a field, or any other blank anywhere."""
    if any(sign in block for sign in _OTHER_BLANKS):
        return True
    spaces = data == _SPACE
    edges = ends | (data == ord(dialect.delimiter))
    for sign in (b"\r", dialect.quote.encode()):
        if sign in block:
            edges |= data == ord(sign)
    return bool(spaces[0] or (spaces[1:] & edges[:-1]).any() or (spaces[:-1] & edges[1:]).any())


def _blocks(path: Path) -> Iterator[bytes]:
    """The file in pieces that end with a line break, which the last one is given if it lacks it."""
    ending = b"\n"
    with path.open("rb") as source:
        while block := source.read(_CHUNK):
            if not block.endswith(b"\n"):
                block += source.readline(LONGEST_LINE)
            if not block.endswith(b"\n"):
                if source.read(1):
                    raise Disagreement
                block += _line_break(block[: block.rfind(b"\n") + 1]) or ending
            ending = _line_break(block)
            yield block


def _line_break(line: bytes) -> bytes:
    """What a line ends with: CRLF, LF or nothing."""
    return b"\r\n" if line.endswith(b"\r\n") else line[-1:] if line.endswith(b"\n") else b""


def _suspect(data: np.ndarray, breaks: np.ndarray, dialect: Dialect, *, backslash: bool) -> np.ndarray:
    """The lines of a block, from 0, whose quotes are not all in order by themselves."""
    edge = np.zeros(256, dtype=bool)
    edge[[ord(dialect.delimiter), _LINE_FEED]] = True
    mark = ord(dialect.quote)
    marks = np.flatnonzero(data == mark)
    before, after = data[marks - 1], data[marks + 1]
    line = np.searchsorted(breaks, marks)
    first = np.concatenate([[True], line[1:] != line[:-1]])
    begins = np.flatnonzero(first)
    place = np.arange(len(marks)) - np.repeat(begins, np.diff(np.append(begins, len(marks))))
    opens = edge[before] | (marks == 0)
    closes = edge[after] | (after == _CARRIAGE_RETURN)
    if not backslash:
        opens |= (before == mark) & ~first
        closes |= after == mark
    wrong = line[~np.where(place % 2 == 0, opens, closes)]
    last = np.append(begins[1:], len(marks)) - 1
    odd = line[last[place[last] % 2 == 0]]
    escaped = np.empty(0, dtype=np.int64)
    if backslash:
        escaped = np.intersect1d(line, np.searchsorted(breaks, np.flatnonzero(data == _BACKSLASH)))
    return np.unique(np.concatenate([wrong, odd, escaped]))


def read_record(source: BinaryIO, start: int, line: int, splitter: RowSplitter) -> SourceRow | None:
    """The record that begins at a byte of a UTF-8 file, which stands on `line`, or None when that line is empty."""
    source.seek(start)
    text = (piece.decode("utf-8", errors="replace") for piece in source)
    return next(read_records(physical_lines(text, line), splitter), None)


def set_aside(path: Path, dialect: Dialect, scan: LineScan, copy: Path) -> Places:
    """Write a copy of the file where suspect records are empty lines; the places of these records in the file.

    The exact reader says how many lines each takes; a suspect line inside another record is none of its own. Raises
    Disagreement when so much is suspect that setting it aside gains nothing.
    """
    if len(scan.suspects) > max(_FEW, scan.lines // _MOST):
        raise Disagreement
    splitter = RowSplitter(dialect)
    starts, lines = [], []
    read, next_line = 0, 0
    with path.open("rb") as source, path.open("rb") as whole, copy.open("wb") as target:
        for start, line in zip(scan.starts.tolist(), scan.suspects.tolist(), strict=True):
            if line < next_line:
                continue
            row = read_record(source, start, line, splitter)
            if row is None:
                raise Disagreement
            starts.append(start)
            lines.append(line)
            _copy_bytes(whole, target, start - read)
            taken = [whole.readline() for _ in range(row.raw.count("\n") + 1)]
            target.write(_line_break(taken[-1]) * len(taken))
            read, next_line = start + sum(map(len, taken)), line + len(taken)
        while piece := whole.read(_CHUNK):
            target.write(piece)
    return Places(np.array(starts, dtype=np.int64), np.array(lines, dtype=np.int64))


def _copy_bytes(source: BinaryIO, target: BinaryIO, count: int) -> None:
    while count:
        piece = source.read(min(count, _CHUNK))
        target.write(piece)
        count -= len(piece)


def find_lines(path: Path, body_line: int) -> Places:
    """The places of every line from `body_line` on that is not empty, of a file with even line breaks."""
    ends, offset = [np.empty(0, dtype=np.int64)], 0
    returns = 0
    for block in _blocks(path):
        returns = returns or block.endswith(b"\r\n")
        ends.append(np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == _LINE_FEED) + offset)
        offset += len(block)
    stops = np.concatenate(ends)
    starts = np.concatenate([[0], stops[:-1] + 1])[: len(stops)]
    held = stops - returns > starts
    held[: body_line - 1] = False
    return Places(starts[held], np.flatnonzero(held) + 1)

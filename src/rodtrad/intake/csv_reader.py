"""The exact reader of delimited text: every row with its line, its raw text and what is wrong with its quoting.

A field that begins with the quote is quoted: inside it the delimiter and line breaks are text, and a quote is written
twice or, as any character may be, behind a backslash; the dialect says which. A quote elsewhere is an ordinary
character. A row whose quoting does not hold is handed on with a fault and split at each delimiter, never skipped.
This reader is the reference. Of large files it reads only the records whose quoting could be understood in more than
one way, and the rows that DuckDB refuses.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from rodtrad.intake.dialect import Dialect
from rodtrad.intake.issues import FileProblem
from rodtrad.intake.rows import SourceRow, SourceTable, column_name

_LONGEST_RECORD = 500
"""Lines that one quoted field may run over before it counts as never closed."""


class RowSplitter:
    """Splits the text of one record into cells by a dialect."""

    def __init__(self, dialect: Dialect) -> None:
        quote, delimiter, escape = (re.escape(sign) for sign in (dialect.quote, dialect.delimiter, dialect.escape))
        self.delimiter, self.quote = dialect.delimiter, dialect.quote
        escaped = f"{quote}{quote}" if escape == quote else f"{escape}."
        body = f"(?:[^{quote}{escape}]|{escaped})*+"
        self._field = re.compile(f"{quote}({body}){quote}(?={delimiter}|\\Z)|[^{delimiter}]*", re.DOTALL)
        self._quoted_open = re.compile(f"{quote}({body})\\Z", re.DOTALL)
        self._escaped = re.compile(f"{escape}(.)", re.DOTALL)

    def split(self, text: str) -> tuple[tuple[str, ...], str | None]:
        """The cells of a record and, when its quoting does not hold, `bad_quoting` or `unclosed_quote`."""
        if self.quote not in text:
            return tuple(text.split(self.delimiter)), None
        cells = []
        at = 0
        while True:
            match = self._field.match(text, at)
            quoted = match is not None and match.group(1) is not None
            if match is None or (text.startswith(self.quote, at) and not quoted):
                fault = "unclosed_quote" if self._quoted_open.match(text, at) else "bad_quoting"
                return tuple(text.split(self.delimiter)), fault
            cells.append(self._escaped.sub(r"\1", match.group(1)) if quoted else match.group(0))
            if match.end() == len(text):
                return tuple(cells), None
            at = match.end() + 1


def physical_lines(source: Iterable[str], first: int = 1) -> Iterator[tuple[int, str]]:
    """Every line with its number, counted from `first`, without its line break (LF or CRLF)."""
    for number, line in enumerate(source, start=first):
        yield number, line.removesuffix("\n").removesuffix("\r")


def read_records(lines: Iterator[tuple[int, str]], splitter: RowSplitter) -> Iterator[SourceRow]:
    """The records that numbered lines hold; blank lines are no records."""
    waiting: deque[tuple[int, str]] = deque()

    def following() -> tuple[int, str] | None:
        return waiting.popleft() if waiting else next(lines, None)

    while (line := following()) is not None:
        number, text = line
        if not text:
            continue
        cells, fault = splitter.split(text)
        if fault == "unclosed_quote":
            whole = text
            taken: list[tuple[int, str]] = []
            while len(taken) < _LONGEST_RECORD and (line := following()) is not None:
                taken.append(line)
                whole += "\n" + line[1]
                if splitter.quote not in line[1]:
                    continue
                joined, still = splitter.split(whole)
                if still is None:
                    cells, fault, text, taken = joined, None, whole, []
                if still != "unclosed_quote":
                    break
            waiting.extendleft(reversed(taken))
        yield SourceRow(number, cells, text, fault)


def open_text(path: Path, encoding: str) -> Iterator[str]:
    """The file as lines of text; bytes that the encoding does not have become U+FFFD."""
    with path.open(encoding=encoding, errors="replace", newline="\n") as source:
        yield from source


def read_csv(path: Path, dialect: Dialect, header_row: int) -> SourceTable:
    """The table of a delimited file, read row by row. Raises FileProblem when there is no header."""
    splitter = RowSplitter(dialect)
    lines = physical_lines(open_text(path, dialect.encoding))
    skipped = list(islice(lines, header_row - 1))
    records = read_records(lines, splitter)
    head = next(records, None)
    if head is None or len(skipped) < header_row - 1:
        raise FileProblem(f"Filen har ingen overskrift på linje {header_row}. Rett file.header_row i kolonnekartet.")
    header = tuple(column_name(cell) for cell in head.cells)
    body_line = head.line + head.raw.count("\n") + 1
    return SourceTable(header, records, "csv", dialect.encoding, dialect.delimiter, body_line)

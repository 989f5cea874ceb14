"""Reads an accounting extract so that it can be written again with the same bytes.

The file is kept as it came, lines of a wrong length, empty lines and mixed line ends included. What the controls see
is its lines without line ends, empty lines left out; their numbers are counted over the lines that are left, as the
official program counts.
"""

from dataclasses import dataclass

from rodtrad.calculations.kostra.extract_record import Record, read_records
from rodtrad.facts.kostra.record_format import record_format

LINE_FEED = "\n"
CARRIAGE_RETURN = "\r"


class MalformedLine(ValueError):
    """A line is no record; `line` counts every line of the file from 1, `length` is the line's."""

    def __init__(self, line: int, length: int) -> None:
        super().__init__(f"line {line} has {length} characters, not {record_format().length}")
        self.line = line
        self.length = length


@dataclass(frozen=True)
class Extract:
    """An extract as it came: the pieces between line feeds, carriage returns kept at their ends."""

    pieces: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """The lines that the controls see: without carriage returns at the ends, empty lines left out."""
        stripped = [piece.strip(CARRIAGE_RETURN) for piece in self.pieces]
        return [line for line in stripped if line]

    @property
    def empty_lines(self) -> tuple[int, ...]:
        """The numbers of the empty lines, counting every line; the end of the file's last line is none."""
        last = len(self.pieces) - (not self.pieces[-1].strip(CARRIAGE_RETURN))
        pieces = enumerate(self.pieces[:last], start=1)
        return tuple(number for number, piece in pieces if not piece.strip(CARRIAGE_RETURN))

    @property
    def line_end(self) -> str:
        """The line end of the first line, LF when there is none."""
        return CARRIAGE_RETURN + LINE_FEED if self.pieces[0].endswith(CARRIAGE_RETURN) else LINE_FEED

    def records(self) -> list[Record]:
        """The records, amounts in thousand kroner, zero records included.

        Raises MalformedLine for the first line that is no record.
        """
        length = record_format().length
        for number, piece in enumerate(self.pieces, start=1):
            text = piece.strip(CARRIAGE_RETURN)
            if text and len(text) != length:
                raise MalformedLine(number, len(text))
        return read_records(self.lines)


def read_extract(content: bytes) -> Extract:
    """The extract in the bytes of a file (ISO-8859-1, LF or CRLF). Every file can be read; nothing is judged here."""
    return Extract(tuple(content.decode(record_format().encoding).split(LINE_FEED)))

"""Rows of text as they stand in a source, before any map has been laid over them."""

from collections.abc import Iterable
from dataclasses import dataclass


def column_name(text: str) -> str:
    """A heading as it is compared: spaces of every kind, and line breaks within it, count as one space.

    A spreadsheet wraps headings and holds their words together with U+00A0; on the screen they look the same.
    """
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row: the line where it begins, its cells, the raw text, and what the reader found wrong with it."""

    line: int
    cells: tuple[str, ...]
    raw: str
    fault: str | None = None


@dataclass(frozen=True)
class SourceTable:
    """The header of a source, and its rows in order, to be read once; `body_line` is the line after the header."""

    header: tuple[str, ...]
    rows: Iterable[SourceRow]
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    body_line: int = 1

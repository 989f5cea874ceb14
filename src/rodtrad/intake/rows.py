"""Rows of text as they stand in a source, before any map has been laid over them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row: the line where it begins, its cells, the raw text, and what the reader found wrong with it."""

    line: int
    cells: tuple[str, ...]
    raw: str
    fault: str | None = None


@dataclass(frozen=True)
class SourceTable:
    """The header of a source and its rows in order. `rows` may be read once. `decimal` overrides the map's sign."""

    header: tuple[str, ...]
    rows: Iterable[SourceRow]
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None

"""How wide a table's columns are on A4, and in which size it is set, so that no number and no word is ever divided.

Columns of numbers get what their longest number or head needs. Columns of words share what is left with the row headers
by how much they hold. The type is as large as lets the row headers keep a readable width.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from rodtrad.documents.renderers.printed import PrintedColumn, PrintedTable, even_widths

PAGE_WIDTH = 493.0
SIZES = ((9.0, 7.0, 200.0), (8.5, 5.0, 165.0), (8.0, 3.5, 130.0), (7.5, 2.5, 100.0), (7.0, 2.0, 0.0))
"""Type size, space at each side of a cell, and the width that the row headers must keep for this size to be used."""
CHARACTER = 0.63
HEAD_CHARACTER = 0.7
ROOM_FOR_EVEN_COLUMNS = 300.0
LABELS_BESIDE_WORDS = 110.0
WORDY = 24


@dataclass(frozen=True)
class Columns:
    """Each column's width, the type's size and the space at each side of a cell, all in points; the row headers take
    the rest of the page."""

    widths: tuple[float, ...]
    size: float
    padding: float


def fit_columns(table: PrintedTable, sizes: tuple[tuple[float, float, float], ...] = SIZES) -> Columns:
    """The columns in the largest of the sizes in which the row headers keep their width."""
    longest = max((len(row.label) for row in table.rows), default=0)
    wordy = any(_is_wordy(table, index, column) for index, column in enumerate(table.columns))
    for size, padding, least in sizes[:-1]:
        columns = _set_in(table, size, padding)
        needed = min(LABELS_BESIDE_WORDS if wordy else least, longest * size * CHARACTER)
        if PAGE_WIDTH - sum(columns.widths) >= needed:
            return columns
    return _set_in(table, *sizes[-1][:2])


def _set_in(table: PrintedTable, size: float, padding: float) -> Columns:
    widths = [_needed(table, index, column) * size + 2 * padding for index, column in enumerate(table.columns)]
    widths = even_widths(table, widths, ROOM_FOR_EVEN_COLUMNS)
    wordy = [index for index, column in enumerate(table.columns) if _is_wordy(table, index, column)]
    if wordy:
        shares = {index: sqrt(_held(row.cells[index].text for row in table.rows)) for index in wordy}
        labels = sqrt(_held(row.label for row in table.rows))
        room = PAGE_WIDTH - sum(width for index, width in enumerate(widths) if index not in shares)
        unit = room / (labels + sum(shares.values()))
        widths = [max(width, unit * shares[index]) if index in shares else width for index, width in enumerate(widths)]
    return Columns(tuple(round(width, 1) for width in widths), size, padding)


def _held(texts: Iterable[str]) -> float:
    """How much a column of words holds: between its mean and its longest text."""
    lengths = [len(text) for text in texts]
    return max(sum(lengths) / max(len(lengths), 1) + max(lengths, default=0), 12) / 2


def _is_wordy(table: PrintedTable, index: int, column: PrintedColumn) -> bool:
    return not column.numeric and any(len(row.cells[index].text) > WORDY for row in table.rows)


def _needed(table: PrintedTable, index: int, column: PrintedColumn) -> float:
    """What must stand on one line, in type sizes: a whole number or short text, or the longest word."""
    texts = [row.cells[index].text for row in table.rows]
    heads = [word for part in (column.phase, column.label, column.unit) for word in part.split(" ")]
    if _is_wordy(table, index, column):
        texts = [word for text in texts for word in text.split(" ")]
    return max(
        4 * CHARACTER, *(len(text) * CHARACTER for text in texts), *(len(word) * HEAD_CHARACTER for word in heads)
    )

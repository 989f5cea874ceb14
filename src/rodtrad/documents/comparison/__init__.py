"""What differs between two editions of a document: figures by their address, measures, key figures, and words."""

from rodtrad.documents.comparison.editions import Comparison, compare
from rodtrad.documents.comparison.figures import (
    CellChange,
    Change,
    KeyFigureChange,
    MeasureChange,
    RankedChange,
    TableChange,
)
from rodtrad.documents.comparison.words import Run, RunKind, TextChange

__all__ = [
    "CellChange",
    "Change",
    "Comparison",
    "KeyFigureChange",
    "MeasureChange",
    "RankedChange",
    "Run",
    "RunKind",
    "TableChange",
    "TextChange",
    "compare",
]

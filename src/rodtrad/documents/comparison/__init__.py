"""What differs between two editions of a document: figures by their address, measures, key figures, and words."""

from rodtrad.documents.comparison.areas import AreaChange, AreaChanges
from rodtrad.documents.comparison.balance import Balance, Post, sums
from rodtrad.documents.comparison.editions import Comparison, compare
from rodtrad.documents.comparison.figures import CellChange, Change, KeyFigureChange, TableChange
from rodtrad.documents.comparison.measures import Done, MeasureChange, MeasureChanges, value_of
from rodtrad.documents.comparison.words import Run, RunKind, TextChange

__all__ = [
    "AreaChange",
    "AreaChanges",
    "Balance",
    "CellChange",
    "Change",
    "Comparison",
    "Done",
    "KeyFigureChange",
    "MeasureChange",
    "MeasureChanges",
    "Post",
    "Run",
    "RunKind",
    "TableChange",
    "TextChange",
    "compare",
    "sums",
    "value_of",
]

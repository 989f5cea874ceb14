"""All differences of two editions together."""

from dataclasses import dataclass

from rodtrad.documents.comparison.figures import (
    KeyFigureChange,
    MeasureChange,
    RankedChange,
    TableChange,
    compare_key_figures,
    compare_measures,
    compare_ranked,
    compare_tables,
)
from rodtrad.documents.comparison.words import RunKind, TextChange, compare_texts
from rodtrad.documents.editions import Edition
from rodtrad.documents.nodes import RankedBars
from rodtrad.documents.tables import Column
from rodtrad.values.units import Unit


@dataclass(frozen=True)
class Comparison:
    """What differs from `before` to `after`, each kind in reading order."""

    before: Edition
    after: Edition
    measure_columns: tuple[Column, ...]
    measure_unit: Unit
    measures: tuple[MeasureChange, ...]
    ranked: tuple[tuple[RankedBars, tuple[RankedChange, ...]], ...]
    key_figures: tuple[KeyFigureChange, ...]
    tables: tuple[TableChange, ...]
    texts: tuple[TextChange, ...]

    @property
    def changed_cells(self) -> int:
        """How many table cells differ; a new or removed table counts as none."""
        return sum(len(table.cells) for table in self.tables)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.measures or self.ranked or self.key_figures or self.tables or self.texts)


def compare(before: Edition, after: Edition) -> Comparison:
    """The differences of two editions of one document, found by the stable ids of its parts.

    The words of a measure that is new or gone stand with the measure and are not among the texts.
    """
    columns, unit, measures = compare_measures(before, after)
    told = {each.measure.id for each in measures}
    return Comparison(
        before=before,
        after=after,
        measure_columns=columns,
        measure_unit=unit,
        measures=measures,
        ranked=compare_ranked(before, after),
        key_figures=compare_key_figures(before, after),
        tables=compare_tables(before, after),
        texts=tuple(
            text for text in compare_texts(before, after) if text.whole is RunKind.SAME or text.target not in told
        ),
    )

"""All differences of two editions together."""

from dataclasses import dataclass

from rodtrad.documents.comparison.areas import AreaChanges, compare_areas
from rodtrad.documents.comparison.balance import Balance, compare_balance
from rodtrad.documents.comparison.figures import KeyFigureChange, TableChange, compare_key_figures, compare_tables
from rodtrad.documents.comparison.measures import MeasureChanges, compare_measures
from rodtrad.documents.comparison.words import RunKind, TextChange, compare_texts
from rodtrad.documents.editions import Edition


@dataclass(frozen=True)
class Comparison:
    """What differs from `before` to `after`, each kind in reading order. `measures` are those of the operating budget,
    `projects` the investments; `balance` is how the operating budget's posts pay for each other."""

    before: Edition
    after: Edition
    measures: MeasureChanges
    projects: MeasureChanges
    balance: Balance
    areas: tuple[AreaChanges, ...]
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
        measures = (*self.measures.changes, *self.projects.changes)
        return not (measures or self.areas or self.key_figures or self.tables or self.texts)


def compare(before: Edition, after: Edition) -> Comparison:
    """The differences of two editions of one document, found by the stable ids of its parts.

    The words of a measure that is new or gone stand with the measure and are not among the texts.
    """
    measures = compare_measures(before, after)
    projects = compare_measures(before, after, projects=True)
    told = {each.measure.id for each in (*measures.changes, *projects.changes)}
    return Comparison(
        before=before,
        after=after,
        measures=measures,
        projects=projects,
        balance=compare_balance(before, after, measures),
        areas=compare_areas(before, after),
        key_figures=compare_key_figures(before, after),
        tables=compare_tables(before, after),
        texts=tuple(
            text for text in compare_texts(before, after) if text.whole is RunKind.SAME or text.target not in told
        ),
    )

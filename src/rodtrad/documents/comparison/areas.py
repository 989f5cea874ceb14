"""The areas before and after: the first year's frames, and how much they differ in the first and the last year."""

from dataclasses import dataclass

from rodtrad.documents.comparison.budget_tables import budget_tables
from rodtrad.documents.comparison.figures import by_column, difference, sections, shows, tables_of
from rodtrad.documents.editions import Edition
from rodtrad.documents.nodes import RankedBars
from rodtrad.documents.tables import EMPTY, Cell, Column, Row, RowRole, Table
from rodtrad.documents.walk import nodes_in


@dataclass(frozen=True)
class AreaChange:
    """One row before and after in the first column, and its differences; rows without a difference are kept, so that
    all areas are shown. `last` is empty when the table has one column."""

    row: Row
    before: Cell
    after: Cell
    first: Cell
    last: Cell


@dataclass(frozen=True)
class AreaChanges:
    """The areas of one table. `last` is None when the table has one column."""

    table: Table
    first: Column
    last: Column | None
    rows: tuple[AreaChange, ...]


def compare_areas(before: Edition, after: Edition) -> tuple[AreaChanges, ...]:
    """The frames of the areas when both editions show them and they differ; else every ranked list that differs."""
    id_ = budget_tables().areas
    old, new = tables_of(before), tables_of(after)
    if id_ in old and id_ in new:
        columns = new[id_].columns
        return _differing(_compare(old[id_], new[id_], columns[0], columns[-1] if len(columns) > 1 else None))
    ranked = {n.table.id: n.table for n in nodes_in(sections(before)) if isinstance(n, RankedBars)}
    found: list[AreaChanges] = []
    for node in nodes_in(sections(after)):
        if isinstance(node, RankedBars) and node.table.id in ranked:
            column = next(c for c in node.table.columns if c.id == node.column)
            found += _differing(_compare(ranked[node.table.id], node.table, column, None))
    return tuple(found)


def _differing(changes: AreaChanges) -> tuple[AreaChanges, ...]:
    differs = any(shows(row.before) != shows(row.after) or _differs(row.last) for row in changes.rows)
    return (changes,) if differs else ()


def _differs(cell: Cell) -> bool:
    return bool(cell.value) or cell.missing is not None


def _compare(old: Table, new: Table, first: Column, last: Column | None) -> AreaChanges:
    was = {row.id: by_column(old, row) for row in old.rows}
    rows = []
    for row in new.rows:
        if row.role is RowRole.SECTION:
            continue
        then, now = was.get(row.id, {}), by_column(new, row)
        end = difference(then.get(last.id), now.get(last.id)) if last else EMPTY
        before = then.get(first.id)
        rows.append(AreaChange(row, before or EMPTY, now[first.id], difference(before, now[first.id]), end))
    return AreaChanges(new, first, last, tuple(rows))

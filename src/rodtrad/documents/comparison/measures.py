"""Differences of measures: what was done to each, and its difference in each year.

A measure's amounts may stand in several tables, an area's share in each; they are added. A new measure whose words link
to an earlier one alters that one, and takes a cut out when the two undo each other in every year.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rodtrad.documents.comparison.budget_tables import budget_tables
from rodtrad.documents.comparison.figures import difference, sections, shows
from rodtrad.documents.editions import Edition
from rodtrad.documents.inlines import FigureReference, Link
from rodtrad.documents.nodes import Measure, Measures
from rodtrad.documents.tables import EMPTY, Cell, CellKind, Column, Table, number
from rodtrad.documents.walk import nodes_in
from rodtrad.values.units import Unit


class Done(StrEnum):
    """What was done to a post of the budget."""

    NEW = "new"
    REMOVED = "removed"
    CUT_REMOVED = "cut_removed"
    CHANGED = "changed"
    COMPUTED = "computed"
    OTHER = "other"


@dataclass(frozen=True)
class MeasureChange:
    """A measure that differs: its difference in each column, as numbers with sign. `earlier` says that the earlier
    edition is the one that has its words; `alters` is the id of the earlier measure that a new one alters."""

    measure: Measure
    done: Done
    differences: tuple[Cell, ...]
    earlier: bool = False
    alters: str = ""


@dataclass(frozen=True)
class MeasureChanges:
    """The measures that differ with the columns and the unit that they are shown in."""

    columns: tuple[Column, ...]
    unit: Unit
    changes: tuple[MeasureChange, ...]


@dataclass(frozen=True)
class _Known:
    measure: Measure
    cells: dict[str, Cell]


def compare_measures(before: Edition, after: Edition, *, projects: bool = False) -> MeasureChanges:
    """Every measure that is new, gone or has other amounts; with `projects`, every investment project instead."""
    old, old_tables = _measures(before, projects)
    new, new_tables = _measures(after, projects)
    tables = [*new_tables, *old_tables]
    if not tables:
        return MeasureChanges((), Unit.NOK, ())
    columns = tuple(c for c in tables[0].columns if tables[0].unit_of(c) is not Unit.TEXT)
    changes = tuple(
        change
        for id_ in [*new, *(i for i in old if i not in new)]
        if (change := _compare(old.get(id_), new.get(id_), columns, old))
    )
    return MeasureChanges(columns, tables[0].unit, changes)


def _measures(edition: Edition, projects: bool) -> tuple[dict[str, _Known], list[Table]]:
    found: dict[str, _Known] = {}
    tables: dict[str, Table] = {}
    for node in nodes_in(sections(edition)):
        if not isinstance(node, Measures) or node.table.id in tables:
            continue
        if node.table.id.startswith(budget_tables().projects) is not projects:
            continue
        tables[node.table.id] = node.table
        rows = {row.id: row for row in node.table.rows}
        for measure in node.measures:
            cells = {c.id: cell for c, cell in zip(node.table.columns, rows[measure.id].cells, strict=True)}
            known = found.get(measure.id)
            found[measure.id] = _Known(known.measure, _added(known.cells, cells)) if known else _Known(measure, cells)
    return found, list(tables.values())


def _added(one: dict[str, Cell], other: dict[str, Cell]) -> dict[str, Cell]:
    return {id_: _sum((one.get(id_, EMPTY), other.get(id_, EMPTY))) for id_ in {**one, **other}}


def _sum(cells: Iterable[Cell]) -> Cell:
    """The sum of the cells that hold numbers; the first one where none does."""
    listed = tuple(cells)
    values = [cell.value for cell in listed if cell.kind is CellKind.NUMBER and isinstance(cell.value, int | Decimal)]
    return number(sum(values, 0), signed=True) if values else listed[0]


def _compare(
    was: _Known | None, now: _Known | None, columns: tuple[Column, ...], old: dict[str, _Known]
) -> MeasureChange | None:
    entry = now or was
    if entry is None or (
        was and now and all(shows(was.cells.get(c.id)) == shows(now.cells.get(c.id)) for c in columns)
    ):
        return None
    cells = tuple(
        _difference(was.cells.get(c.id) if was else None, now.cells.get(c.id) if now else None) for c in columns
    )
    if now is None:
        gone = _amounts(entry, columns)
        return MeasureChange(entry.measure, Done.CUT_REMOVED if _is_cut(gone) else Done.REMOVED, cells, earlier=True)
    if was is not None:
        return MeasureChange(entry.measure, Done.CHANGED, cells)
    altered = next((id_ for id_ in _linked(entry.measure) if id_ in old), "")
    if not altered:
        return MeasureChange(entry.measure, Done.NEW, cells)
    amounts, undone = _amounts(entry, columns), _amounts(old[altered], columns)
    out = _is_cut(undone) and all(a + b == 0 for a, b in zip(amounts, undone, strict=True))
    return MeasureChange(entry.measure, Done.CUT_REMOVED if out else Done.CHANGED, cells, alters=altered)


def _difference(was: Cell | None, now: Cell | None) -> Cell:
    """As for any figure; what is missing in a measure that stands in one edition only is shown as missing there."""
    alone = (now or was) if was is None or now is None else None
    return alone if alone is not None and alone.kind is CellKind.MISSING else difference(was, now)


def _amounts(known: _Known, columns: tuple[Column, ...]) -> tuple[Decimal, ...]:
    """The numbers of a measure; a column without one counts as nothing, since only their direction is asked for."""
    return tuple(Decimal(value_of(known.cells.get(c.id, EMPTY)) or 0) for c in columns)


def _is_cut(amounts: tuple[Decimal, ...]) -> bool:
    return sum(amounts, Decimal(0)) < 0


def _linked(measure: Measure) -> Iterator[str]:
    """The ids that a measure's words link to: measures, and the rows of linked cells."""
    for part in (*measure.explanation, *measure.consequence):
        if isinstance(part, Link) and part.target.startswith("#"):
            yield part.target[1:].split(":")[-1]
        elif isinstance(part, FigureReference):
            yield from part.cell.split(":")[1:2]


def value_of(cell: Cell) -> Decimal | None:
    """A cell's number; None where it has none."""
    return Decimal(cell.value) if cell.kind is CellKind.NUMBER and isinstance(cell.value, int | Decimal) else None

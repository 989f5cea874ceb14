"""Differences of figures: table cells by their address, key figures by their id.

A figure that is missing in one edition is not taken for zero: a row that exists in one edition only differs by its
whole amount, but where one of the two cells has no number the difference has none either.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rodtrad.documents.editions import Edition
from rodtrad.documents.nodes import KeyFigure, KeyFigures, Measures, Section
from rodtrad.documents.tables import EMPTY, Cell, CellKind, Column, Missing, Row, RowRole, Table, missing, number
from rodtrad.documents.walk import nodes_in, table_of
from rodtrad.values.units import Unit


class Change(StrEnum):
    """What was done to a table."""

    NEW = "new"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class CellChange:
    """One cell that differs; `difference` is empty where a difference has no meaning (text, a status)."""

    address: str
    row: str
    column: Column
    unit: Unit
    before: Cell
    after: Cell
    difference: Cell


@dataclass(frozen=True)
class TableChange:
    """The cells of one table that differ, or the whole table when it is new or gone."""

    table: Table
    change: Change
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class KeyFigureChange:
    """A key figure that differs."""

    before: KeyFigure
    after: KeyFigure
    difference: Cell


def difference(before: Cell | None, after: Cell | None) -> Cell:
    """What is added from `before` to `after`; a row that one of the editions does not have counts with nothing."""
    old = before.value if before and before.kind is CellKind.NUMBER else None
    new = after.value if after and after.kind is CellKind.NUMBER else None
    if before is None and isinstance(new, int | Decimal):
        return number(new, signed=True)
    if after is None and isinstance(old, int | Decimal):
        return number(-old, signed=True)
    if isinstance(old, int | Decimal) and isinstance(new, int | Decimal):
        return number(new - old, signed=True)
    kinds = {cell.kind for cell in (before, after) if cell}
    return missing(Missing.NOT_POSSIBLE) if CellKind.NUMBER in kinds else EMPTY


def sections(edition: Edition) -> tuple[Section, ...]:
    """The front page and the chapters."""
    return (edition.front, *edition.chapters)


def tables_of(edition: Edition) -> dict[str, Table]:
    """Every table by its id, measures excepted; of a table that is shown twice the first is taken."""
    found: dict[str, Table] = {}
    for node in nodes_in(sections(edition)):
        table = table_of(node)
        if table is not None and not isinstance(node, Measures):
            found.setdefault(table.id, table)
    return found


def compare_tables(before: Edition, after: Edition) -> tuple[TableChange, ...]:
    """Every table that differs in a cell, in the later edition's order, then those it no longer has."""
    old, new = tables_of(before), tables_of(after)
    changes = []
    for id_, table in new.items():
        if id_ not in old:
            changes.append(TableChange(table, Change.NEW, ()))
        elif cells := tuple(_cells(old[id_], table)):
            changes.append(TableChange(table, Change.CHANGED, cells))
    changes += [TableChange(table, Change.REMOVED, ()) for id_, table in old.items() if id_ not in new]
    return tuple(changes)


def by_column(table: Table, row: Row | None) -> dict[str, Cell]:
    """A row's cells by their column's id; nothing for no row."""
    return {c.id: cell for c, cell in zip(table.columns, row.cells, strict=True)} if row else {}


def _cells(old: Table, new: Table) -> Iterator[CellChange]:
    old_rows, new_rows = {r.id: r for r in old.rows}, {r.id: r for r in new.rows}
    columns = {c.id: (new, c) for c in new.columns} | {
        c.id: (old, c) for c in old.columns if c.id not in {n.id for n in new.columns}
    }
    for id_ in [*new_rows, *(i for i in old_rows if i not in new_rows)]:
        row = new_rows.get(id_) or old_rows[id_]
        if row.role is RowRole.SECTION:
            continue
        were, are = by_column(old, old_rows.get(id_)), by_column(new, new_rows.get(id_))
        for column_id, (table, column) in columns.items():
            was, now = were.get(column_id), are.get(column_id)
            if shows(was) != shows(now):
                yield CellChange(
                    f"{new.id}:{id_}:{column_id}",
                    row.label,
                    column,
                    table.unit_of(column),
                    was or EMPTY,
                    now or EMPTY,
                    difference(was, now),
                )


def shows(cell: Cell | None) -> tuple[object, ...]:
    """What a reader sees of a cell; two cells that show the same do not differ."""
    return () if cell is None or cell.kind is CellKind.EMPTY else (cell.kind, cell.value, cell.missing, cell.status)


def compare_key_figures(before: Edition, after: Edition) -> tuple[KeyFigureChange, ...]:
    """Every key figure that both editions have and that differs."""
    old, new = (
        {f.id: f for node in nodes_in(sections(edition)) if isinstance(node, KeyFigures) for f in node.figures}
        for edition in (before, after)
    )
    return tuple(
        KeyFigureChange(old[id_], figure, difference(old[id_].cell, figure.cell))
        for id_, figure in new.items()
        if id_ in old and shows(old[id_].cell) != shows(figure.cell)
    )

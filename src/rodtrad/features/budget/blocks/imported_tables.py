"""Tables of an imported document: the file's own groups and columns in kroner, whose sums always tie to the file's.

What whole kroner change is shown as a row of its own, and a group without a code is named as such.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rodtrad.documents.slugs import slug
from rodtrad.documents.tables import Cell, Column, Missing, Note, Row, RowRole, Source, Table, missing, number
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.blocks.columns import section_row
from rodtrad.features.budget.import_view import ImportView, YearColumn, in_plan
from rodtrad.features.budget.imported_words import said
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.intake.postings import ORE_PER_KRONE, Kind
from rodtrad.values.rounding import round_half_away
from rodtrad.values.units import Unit

IMPORT = "budget.import"
OPERATING, INVESTMENT = "1", "0"
Ore = Mapping[YearColumn, int]


@dataclass(frozen=True)
class Group:
    """Rows (id, label, øre) under a heading with a sum of their own; without a heading they stand alone."""

    label: str
    rows: Sequence[tuple[str, str, Ore]]
    id: str = ""
    sum_label: str = ""


def kroner(ore: int) -> int:
    """Whole kroner of øre, halves away from zero."""
    return int(round_half_away(Decimal(ore) / ORE_PER_KRONE))


def columns_of(view: PlanView, columns: Iterable[YearColumn], language: str) -> tuple[Column, ...]:
    """The heads of the files' columns; those of the plan have the year for their id, as in every plan."""
    return tuple(
        Column(
            str(column.year) if in_plan(column, view.years) else f"{address(column.kind)}-{column.year}",
            str(column.year),
            said(f"kind_{column.kind}", language),
            budget_year=in_plan(column, view.years) and column.year == view.first,
        )
        for column in columns
    )


def cells(row: Ore, columns: Sequence[YearColumn]) -> tuple[Cell, ...]:
    """Whole kroner; a column that the group has no amounts in is missing, never zero."""
    return tuple(
        number(kroner(row[column]))
        if column in row
        else missing(Missing.NOT_AVAILABLE if column.kind == Kind.ACCOUNTS else Missing.NOT_BUDGETED)
        for column in columns
    )


def sum_ore(rows: Iterable[Ore]) -> dict[YearColumn, int]:
    """The sum of rows, øre; a column that no row has is not there."""
    sums: dict[YearColumn, int] = {}
    for row in rows:
        for column, ore in row.items():
            sums[column] = sums.get(column, 0) + ore
    return sums


def amounts_table(
    id: str,
    title: str,
    subtitle: str,
    groups: Sequence[Group],
    total: Ore,
    sum_label: str,
    view: PlanView,
    columns: Sequence[YearColumn],
    language: str,
    notes: tuple[Note, ...] = (),
) -> Table:
    """A table of groups of rows in kroner whose last row is `total`, with a rounding row where they differ by øre."""
    heads = columns_of(view, columns, language)
    rows: list[Row] = []
    taken: dict[str, int] = {}
    shown = dict.fromkeys(columns, 0)
    for group in groups:
        kept = [row for row in group.rows if any(row[2].values())]
        if not kept:
            continue
        if group.label:
            rows.append(section_row(_unique(f"gruppe-{group.id}", taken), group.label, len(heads)))
        for key, label, ore in kept:
            rows.append(Row(_unique(key, taken), label, cells(ore, columns), level=1 if group.label else 0))
        for column in columns:
            shown[column] += sum(kroner(row[2].get(column, 0)) for row in kept)
        if group.label and len(kept) > 1:
            sums = cells(sum_ore(row[2] for row in kept), columns)
            label = group.sum_label or said("sum_of", language, name=group.label)
            rows.append(Row(_unique(f"sum-{group.id}", taken), label, sums, RowRole.SUBTOTAL))
    moved = {column: kroner(total.get(column, 0)) - shown[column] for column in columns}
    if any(moved.values()):
        rounding = tuple(number(moved[column]) for column in columns)
        rows.append(Row(_unique("avrunding", taken), said("rounding", language), rounding))
    totals = tuple(number(kroner(total.get(column, 0))) for column in columns)
    rows.append(Row(_unique("sum", taken), sum_label, totals, RowRole.TOTAL))
    return Table(
        id, title, subtitle, Unit.NOK, heads, tuple(rows), files_source(view, language), said("signs", language), notes
    )


def _unique(key: str, taken: dict[str, int]) -> str:
    plain = slug(key) or "uten"
    taken[plain] = taken.get(plain, 0) + 1
    return plain if taken[plain] == 1 else f"{plain}-{taken[plain]}"


def files_source(view: PlanView, language: str) -> Source:
    """The municipality's files, with the date of the edition."""
    return Source(said("source", language), view.source_date)


def named(code: str, names: Mapping[str, str], without: str) -> str:
    """A code with its name as the file writes it; `without` for what has no code."""
    if not code:
        return without
    name = names.get(code, "")
    return f"{code} {name}" if name and name != code else code


def only_budget(column: YearColumn, view: ImportView) -> bool:
    """Whether the column is the budget year's."""
    return bool(view.plan_years) and in_plan(column, view.plan_years[:1])

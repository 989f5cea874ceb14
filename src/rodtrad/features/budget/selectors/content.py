"""Stored content as values of the ledger, a fixed number of queries whatever the size."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from django.db.models import QuerySet

from rodtrad.calculations import ledger
from rodtrad.features.budget import models

_Row = TypeVar("_Row", bound=models.Content)
_Value = TypeVar("_Value")


def changes(rows: Iterable[models.Change]) -> list[tuple[models.Change, ledger.Change]]:
    """Each row with its value, lines included; one query for all lines."""
    kept = list(rows)
    lines: dict[int, list[ledger.Line]] = defaultdict(list)
    columns = ("change_id", "entity", "account_class", "unit", "function", "art", "project", "free")
    stored = models.ChangeLine.objects.filter(change__in=[row.pk for row in kept]).order_by("change_id", "position")
    for change, *account, amounts, computation in stored.values_list(*columns, "amounts", "computation"):
        lines[change].append(ledger.Line(ledger.AccountString(*account), tuple(amounts), computation))
    return [(row, _change(row, tuple(lines[row.pk]))) for row in kept]


def _change(row: models.Change, lines: tuple[ledger.Line, ...]) -> ledger.Change:
    return ledger.Change(
        id=row.key,
        title=row.title,
        category=ledger.Category(row.category),
        lines=lines,
        explanation=row.explanation,
        consequence=row.consequence,
        internal_text=row.internal_text,
        priority=row.priority,
        permanent=row.permanent,
        full_year_effect=row.full_year_effect,
        full_year_effect_note=row.full_year_effect_note,
        fte=tuple(plain(value) for value in row.fte),
        area=row.area,
        goal=row.goal,
        project=row.project,
        source_group=row.source_group,
    )


def projects(
    rows: Iterable[models.InvestmentProject],
) -> list[tuple[models.InvestmentProject, ledger.InvestmentProject]]:
    """Each row with its value."""
    return [(row, _project(row)) for row in rows]


def _project(row: models.InvestmentProject) -> ledger.InvestmentProject:
    financing = tuple(
        ledger.OtherFinancing(part["name"], part["art"], part["function"], tuple(part["amounts"]))
        for part in row.other_financing
    )
    return ledger.InvestmentProject(
        number=row.key,
        name=row.name,
        unit=row.unit,
        function=row.function,
        art=row.art,
        yearly_cost=tuple(row.yearly_cost),
        finish_year=row.finish_year,
        entity=row.entity,
        cost_frame=row.cost_frame,
        adopted_earlier=row.adopted_earlier,
        spent_earlier=row.spent_earlier,
        carried_over=row.carried_over,
        vat_compensation=None if row.vat_compensation is None else plain(row.vat_compensation),
        other_financing=financing,
        operating_effect=tuple(row.operating_effect),
        asset_life=row.asset_life,
        depreciable=row.depreciable,
        is_new=row.is_new,
        area=row.area,
        description=row.description,
    )


def funds(rows: "QuerySet[models.Fund]", years: tuple[int, ...]) -> list[tuple[models.Fund, ledger.Fund]]:
    """Each row with its value; a year without a movement has neither deposit nor use."""
    found = []
    for row in rows.prefetch_related("movements"):
        moved = {movement.year: movement for movement in row.movements.all()}
        value = ledger.Fund(
            id=row.key,
            name=row.name,
            kind=ledger.FundKind(row.kind),
            purpose=row.purpose,
            opening_balance=row.opening_balance,
            deposits=tuple(moved[year].deposit if year in moved else 0 for year in years),
            uses=tuple(moved[year].use if year in moved else 0 for year in years),
            entity=row.entity,
            functions=tuple(row.functions),
        )
        found.append((row, value))
    return found


def parameters(rows: Iterable[models.Parameter]) -> list[tuple[models.Parameter, ledger.Parameter]]:
    """Each row with its value."""
    return [
        (
            row,
            ledger.Parameter(
                row.name,
                None if row.value is None else plain(row.value),
                row.unit,
                row.year,
                row.source,
                row.entity,
                row.status,
            ),
        )
        for row in rows
    ]


def targets(rows: Iterable[models.FinancialTarget]) -> list[tuple[models.FinancialTarget, ledger.FinancialTarget]]:
    """Each row with its value."""
    return [
        (
            row,
            ledger.FinancialTarget(row.indicator, plain(row.limit), row.lowest, row.source, row.entity, row.first_year),
        )
        for row in rows
    ]


def plain(value: Decimal) -> Decimal:
    """The same number without the database's trailing zeros, so that equal numbers are written alike."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral() else short

"""Writing values of the ledger into rows. Only the commands of the budget call this."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import F, Max

from rodtrad.calculations import ledger
from rodtrad.features.budget import models
from rodtrad.features.budget.services.refusals import Frozen, FundOverdrawn

_Row = TypeVar("_Row", bound=models.Content)


def next_revision(model: type[_Row], budget_round: models.BudgetRound, key: str) -> int:
    """The number that a new revision of `key` gets."""
    held = model._default_manager.filter(round=budget_round, key=key)
    return int(held.aggregate(last=Max("revision"))["last"] or 0) + 1


def refuse_frozen(row: models.Content, what: str) -> None:
    """Raise Frozen when an approved or published proposal holds the row."""
    holder = models.Proposal.objects.filter(**{_relation(row): row}, state__in=models.FROZEN).first()
    if holder:
        raise Frozen(what, holder.title)


def back_to_draft(row: models.Content) -> None:
    """What was checked before the row was edited must be checked again."""
    held = models.Proposal.objects.filter(**{_relation(row): row}, state=models.ProposalState.CHECKED)
    models.Proposal.objects.filter(pk__in=held.values("pk")).update(
        state=models.ProposalState.DRAFT, version=F("version") + 1
    )


def _relation(row: models.Content) -> str:
    return {
        models.Change: "changes",
        models.InvestmentProject: "projects",
        models.Fund: "funds",
        models.Parameter: "parameters",
        models.FinancialTarget: "targets",
    }[type(row)]


def fill_change(row: models.Change, value: ledger.Change) -> models.Change:
    """Save a row with a value's fields and lines; former lines are replaced."""
    row.key = value.id
    for name in (
        "title", "explanation", "consequence", "internal_text", "priority", "permanent", "full_year_effect",
        "full_year_effect_note", "area", "goal", "project", "source_group",
    ):  # fmt: skip
        setattr(row, name, getattr(value, name))
    row.category, row.fte = value.category.value, list(value.fte)
    row.save()
    row.lines.all().delete()
    models.ChangeLine.objects.bulk_create(
        [
            models.ChangeLine(
                change=row,
                position=position,
                entity=line.account.entity,
                account_class=line.account.account_class,
                unit=line.account.unit,
                function=line.account.function,
                art=line.account.art,
                project=line.account.project,
                free=line.account.free,
                computation=line.computation,
                amounts=list(line.amounts),
            )
            for position, line in enumerate(value.lines)
        ]
    )
    return row


def fill_project(row: models.InvestmentProject, value: ledger.InvestmentProject) -> models.InvestmentProject:
    """Save a row with a value's fields."""
    row.key = value.number
    for name in (
        "name", "unit", "function", "art", "finish_year", "entity", "cost_frame", "adopted_earlier", "spent_earlier",
        "carried_over", "vat_compensation", "asset_life", "depreciable", "is_new", "area", "description",
    ):  # fmt: skip
        setattr(row, name, getattr(value, name))
    row.yearly_cost, row.operating_effect = list(value.yearly_cost), list(value.operating_effect)
    row.other_financing = [
        {"name": part.name, "art": part.art, "function": part.function, "amounts": list(part.amounts)}
        for part in value.other_financing
    ]
    row.save()
    return row


def fill_fund(row: models.Fund, value: ledger.Fund, years: Sequence[int]) -> models.Fund:
    """Save a row with a value's fields and a movement per year. Raises FundOverdrawn when it falls below zero."""
    if any(value.overdrawn):
        raise FundOverdrawn(value, years)
    row.key, row.kind, row.functions = value.id, value.kind.value, list(value.functions)
    for name in ("name", "entity", "purpose", "opening_balance"):
        setattr(row, name, getattr(value, name))
    row.save()
    row.movements.all().delete()
    models.FundMovement.objects.bulk_create(
        [
            models.FundMovement(fund=row, year=year, deposit=deposit, use=use)
            for year, deposit, use in zip(years, value.deposits, value.uses, strict=True)
        ]
    )
    return row


def fill_parameter(row: models.Parameter, value: ledger.Parameter) -> models.Parameter:
    """Save a row with a value's fields."""
    row.key, row.name = parameter_key(value), value.key
    for name in ("value", "unit", "year", "source", "entity", "status"):
        setattr(row, name, getattr(value, name))
    row.save()
    return row


def fill_target(row: models.FinancialTarget, value: ledger.FinancialTarget) -> models.FinancialTarget:
    """Save a row with a value's fields."""
    row.key = target_key(value)
    for name in ("indicator", "limit", "lowest", "source", "entity", "first_year"):
        setattr(row, name, getattr(value, name))
    row.save()
    return row


def parameter_key(value: ledger.Parameter) -> str:
    """What tells one stated parameter from another: its name, first year and entity."""
    return f"{value.key}:{value.year}:{value.entity}"


def target_key(value: ledger.FinancialTarget) -> str:
    """What tells one target from another: its indicator, entity and first year."""
    return f"{value.indicator}:{value.entity}:{value.first_year or ''}"


def stored_areas(areas: Sequence[ledger.Area]) -> list[Any]:
    """Areas and units in their stored form."""
    return [[area.code, area.name, [[unit.code, unit.name] for unit in area.units]] for area in areas]

"""Proposals as values of the ledger, and what they are made of."""

from typing import Any

from django.db.models import QuerySet

from rodtrad.calculations import ledger
from rodtrad.features.budget import models
from rodtrad.features.budget.selectors import content


def proposals(round_key: str) -> "QuerySet[models.Proposal]":
    """The proposals of a round, in the order they were made."""
    return models.Proposal.objects.filter(round__key=round_key).select_related("round")


def stored_proposal(key: str) -> models.Proposal:
    """The stored proposal with this key. Raises Proposal.DoesNotExist."""
    return models.Proposal.objects.select_related("round").get(key=key)


def proposal(key: str) -> ledger.Proposal:
    """The proposal with this key as a value, in nine queries whatever its size. Raises Proposal.DoesNotExist."""
    return proposal_value(stored_proposal(key))


def proposal_value(row: models.Proposal) -> ledger.Proposal:
    """A stored proposal as a value, equal (and of equal hash) to the one it was loaded from."""
    ordered = [entry.change for entry in row.entries.select_related("change").order_by("position")]
    held = [value for _, value in content.changes(ordered)]
    opening = next((value for value in held if value.category is ledger.Category.OPENING), None)
    if opening is None:
        raise ValueError(
            f"forslaget «{row.title}» har ingen inngående balanse: legg til en endring av typen vedtatt budsjett"
        )
    return ledger.Proposal(
        id=row.key,
        title=row.title,
        opening=opening,
        changes=tuple(value for value in held if value is not opening),
        years=row.round.years,
        projects=tuple(value for _, value in content.projects(row.projects.all())),
        funds=tuple(value for _, value in content.funds(row.funds.all(), row.round.years)),
        parameters=tuple(value for _, value in content.parameters(row.parameters.all())),
        targets=tuple(value for _, value in content.targets(row.targets.all())),
        areas=areas_from(row.areas),
        price_basis=tuple(row.round.price_basis),
        appropriation_level=row.round.appropriation_level,
        kind=ledger.ProposalKind(row.kind),
        base=row.base,
        finance_unit=row.round.finance_unit,
        adopted_on=row.adopted_on,
        notes=tuple(row.notes),
    )


def areas_from(stored: list[Any]) -> tuple[ledger.Area, ...]:
    """Areas and units from their stored form, [code, name, [[code, name], ...]]."""
    return tuple(
        ledger.Area(code, name, tuple(ledger.BudgetUnit(*unit) for unit in units)) for code, name, units in stored
    )


def changes(round_key: str) -> "QuerySet[models.Change]":
    """The changes of a round, every revision."""
    return models.Change.objects.filter(round__key=round_key)

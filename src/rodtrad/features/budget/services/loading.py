"""Loading a whole proposal from a value of the ledger, for loaders and imports. Doing it twice changes nothing."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from rodtrad.calculations import ledger
from rodtrad.features.budget import models
from rodtrad.features.budget.selectors import content
from rodtrad.features.budget.selectors.proposals import proposal_value
from rodtrad.features.budget.services.proposals import Contents, set_contents
from rodtrad.features.budget.services.refusals import BudgetRefusal, Frozen
from rodtrad.features.budget.services.storing import (
    fill_change,
    fill_fund,
    fill_parameter,
    fill_project,
    fill_target,
    parameter_key,
    stored_areas,
    target_key,
)
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import command

_Row = TypeVar("_Row", bound=models.Content)
_Value = TypeVar("_Value")


@command("budget.proposal.load")
def load_proposal(round_key: str, value: ledger.Proposal, *, by: Actor) -> models.Proposal:
    """Store a whole proposal in a round under its id; what the round already holds with equal content is reused.

    What differs from every stored revision becomes a new revision. The stored proposal read back has the value's hash.
    Raises Frozen when the stored proposal is approved or published with another content, FundOverdrawn, and
    BudgetRefusal when years, price basis, level or finance unit are not the round's.
    """
    budget_round = models.BudgetRound.objects.select_for_update().get(key=round_key)
    _refuse_other_round(budget_round, value)
    row = models.Proposal.objects.select_for_update().filter(key=value.id).first()
    if row is not None:
        if row.round_id != budget_round.pk:
            raise BudgetRefusal(f"Forslaget «{value.id}» finnes i en annen budsjettrunde. Gi det et annet navn.")
        if proposal_value(row).hash == value.hash:
            return row
        if row.frozen:
            raise Frozen("Forslaget", row.title)
        row.version += 1
    else:
        row = models.Proposal(round=budget_round, key=value.id)
    row.title, row.kind, row.base = value.title, value.kind.value, value.base
    row.areas, row.notes, row.adopted_on = stored_areas(value.areas), list(value.notes), value.adopted_on
    row.state = models.ProposalState.DRAFT
    row.save()
    set_contents(row, _stored_contents(budget_round, value))
    return row


def _refuse_other_round(budget_round: models.BudgetRound, value: ledger.Proposal) -> None:
    same = (
        budget_round.years == value.years
        and tuple(budget_round.price_basis) == value.price_basis
        and budget_round.appropriation_level == value.appropriation_level
        and budget_round.finance_unit == value.finance_unit
    )
    if not same:
        raise BudgetRefusal(
            f"Forslaget «{value.title}» har andre år, prisgrunnlag, vedtaksnivå eller finansansvar enn budsjettrunden "
            f"«{budget_round.title}»."
        )


def _stored_contents(budget_round: models.BudgetRound, value: ledger.Proposal) -> Contents:
    rounds = {"round": budget_round}
    years = budget_round.years

    def new_change(position: int, number: int, item: ledger.Change) -> models.Change:
        return fill_change(models.Change(**rounds, revision=number, position=position), item)

    def new_project(position: int, number: int, item: ledger.InvestmentProject) -> models.InvestmentProject:
        return fill_project(models.InvestmentProject(**rounds, revision=number, position=position), item)

    def new_fund(position: int, number: int, item: ledger.Fund) -> models.Fund:
        return fill_fund(models.Fund(**rounds, revision=number, position=position), item, years)

    def new_parameter(position: int, number: int, item: ledger.Parameter) -> models.Parameter:
        return fill_parameter(models.Parameter(**rounds, revision=number, position=position), item)

    def new_target(position: int, number: int, item: ledger.FinancialTarget) -> models.FinancialTarget:
        return fill_target(models.FinancialTarget(**rounds, revision=number, position=position), item)

    changes = content.changes(models.Change.objects.filter(**rounds))
    projects = content.projects(models.InvestmentProject.objects.filter(**rounds))
    funds = content.funds(models.Fund.objects.filter(**rounds), years)
    parameters = content.parameters(models.Parameter.objects.filter(**rounds))
    targets = content.targets(models.FinancialTarget.objects.filter(**rounds))
    return Contents(
        changes=_ids(changes, value.all_changes, lambda item: item.id, new_change),
        projects=_ids(projects, value.projects, lambda item: item.number, new_project),
        funds=_ids(funds, value.funds, lambda item: item.id, new_fund),
        parameters=_ids(parameters, value.parameters, parameter_key, new_parameter),
        targets=_ids(targets, value.targets, target_key, new_target),
    )


def _ids(
    stored: Iterable[tuple[_Row, _Value]],
    wanted: Iterable[_Value],
    key_of: Callable[[_Value], str],
    create: Callable[[int, int, _Value], _Row],
) -> list[int]:
    """The row of each wanted value: a stored revision that equals it, else a new one."""
    revisions: dict[str, list[tuple[_Row, _Value]]] = {}
    for row, value in stored:
        revisions.setdefault(row.key, []).append((row, value))
    ids = []
    for position, value in enumerate(wanted):
        held = revisions.get(key_of(value), [])
        equal = next((row for row, other in held if other == value), None)
        if equal is None:
            equal = create(position, max((row.revision for row, _ in held), default=0) + 1, value)
        ids.append(equal.pk)
    return ids

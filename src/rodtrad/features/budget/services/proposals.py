"""Making a proposal, choosing what it holds, and leading it from draft to published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rodtrad.calculations import ledger
from rodtrad.calculations.finance.capital_cost_lines import with_capital_cost
from rodtrad.features.budget import models
from rodtrad.features.budget.models import Proposal, ProposalChange, ProposalState
from rodtrad.features.budget.selectors.proposals import proposal_value
from rodtrad.features.budget.services.refusals import AlreadyThere, BudgetRefusal, Frozen, NotBalanced, WrongState
from rodtrad.features.budget.services.storing import fill_change, next_revision, refuse_frozen, stored_areas
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import claim, command


@dataclass(frozen=True)
class Contents:
    """What a proposal holds, as ids of stored rows; `changes` in order, the opening change first."""

    changes: Sequence[int]
    projects: Sequence[int] = ()
    funds: Sequence[int] = ()
    parameters: Sequence[int] = ()
    targets: Sequence[int] = ()


@command("budget.proposal.create")
def create_proposal(
    round_key: str,
    key: str,
    title: str,
    kind: ledger.ProposalKind,
    contents: Contents,
    *,
    base: str = "",
    areas: Sequence[ledger.Area] = (),
    notes: Sequence[str] = (),
    adopted_on: date | None = None,
    by: Actor,
) -> Proposal:
    """Make a draft proposal of a base edition and an ordered set of changes.

    Raises AlreadyThere, and BudgetRefusal when the contents belong to another round or do not fit together.
    """
    if Proposal.objects.filter(key=key).exists():
        raise AlreadyThere("Forslaget", key)
    row = Proposal.objects.create(
        round=models.BudgetRound.objects.get(key=round_key),
        key=key,
        title=title,
        kind=kind.value,
        base=base,
        areas=stored_areas(areas),
        notes=list(notes),
        adopted_on=adopted_on,
    )
    set_contents(row, contents)
    return row


@command("budget.proposal.arrange")
def arrange_proposal(proposal_id: int, version: int, contents: Contents, *, by: Actor) -> Proposal:
    """Choose and order what a proposal holds; a checked one goes back to draft. Raises StaleVersion and Frozen."""
    row = _editable(proposal_id, version)
    row.state = ProposalState.DRAFT
    row.save()
    set_contents(row, contents)
    return row


@command("budget.proposal.compute")
def compute_capital_cost(proposal_id: int, version: int, *, by: Actor) -> Proposal:
    """Compute the capital cost of every project in the proposal anew into the changes that decide them.

    A change that another proposal holds too gets a revision of its own here. Raises StaleVersion and Frozen.
    """
    row = _editable(proposal_id, version)
    before = proposal_value(row)
    after = with_capital_cost(before)
    held = {entry.key: entry for entry in row.entries.select_related("change__round")}
    for old, new in zip(before.changes, after.changes, strict=True):
        if old.lines == new.lines:
            continue
        entry = held[new.id]
        shared = ProposalChange.objects.filter(change=entry.change).exclude(proposal=row).exists()
        if shared:
            number = next_revision(models.Change, entry.change.round, new.id)
            copy = models.Change(round=entry.change.round, revision=number, unit_path=entry.change.unit_path)
            entry.change = fill_change(copy, new)
            entry.save()
        else:
            found = claim(models.Change, entry.change_id, entry.change.version)
            refuse_frozen(found, f"Endringen «{found.title}»")
            fill_change(found, new)
    row.state = ProposalState.DRAFT
    row.save()
    return row


@command("budget.proposal.ready")
def mark_ready(proposal_id: int, version: int, *, by: Actor) -> Proposal:
    """Mark a draft as checked. Raises NotBalanced with each year and amount when it does not balance."""
    row = _in_state(proposal_id, version, ProposalState.DRAFT)
    _refuse_imbalance(row)
    return _moved(row, ProposalState.CHECKED)


@command("budget.proposal.reopen")
def reopen(proposal_id: int, version: int, *, by: Actor) -> Proposal:
    """Take a checked proposal back to draft."""
    return _moved(_in_state(proposal_id, version, ProposalState.CHECKED), ProposalState.DRAFT)


@command("budget.proposal.approve")
def approve(proposal_id: int, version: int, *, by: Actor) -> Proposal:
    """Approve a checked proposal; from now on nothing in it can be edited. Raises NotBalanced and StaleVersion."""
    row = _in_state(proposal_id, version, ProposalState.CHECKED)
    for held in (row.changes, row.projects, row.funds, row.parameters, row.targets):
        list(held.select_for_update().order_by("pk").values_list("pk", flat=True))
    _refuse_imbalance(row)
    return _moved(row, ProposalState.APPROVED)


@command("budget.proposal.publish")
def mark_published(proposal_id: int, version: int, edition: str, *, by: Actor) -> Proposal:
    """Mark an approved proposal as published in `edition`; an earlier one of the same round and kind is superseded.

    Raises NotBalanced, WrongState and StaleVersion.
    """
    row = _in_state(proposal_id, version, ProposalState.APPROVED)
    if not edition:
        raise BudgetRefusal("Oppgi utgaven som forslaget er publisert i.")
    _refuse_imbalance(row)
    former = Proposal.objects.filter(round=row.round, kind=row.kind, state=ProposalState.PUBLISHED)
    for other in former.select_for_update():
        other.version += 1
        _moved(other, ProposalState.SUPERSEDED)
    row.edition = edition
    return _moved(row, ProposalState.PUBLISHED)


def set_contents(row: Proposal, contents: Contents) -> None:
    """Replace what a proposal holds. Raises BudgetRefusal when rows are of another round or do not fit together."""
    chosen = {change.pk: change for change in models.Change.objects.filter(pk__in=contents.changes, round=row.round)}
    if len(chosen) != len(set(contents.changes)) or len(chosen) != len(contents.changes):
        raise BudgetRefusal("Hver endring må finnes i budsjettrunden, og kan bare være med én gang.")
    keys = [chosen[pk].key for pk in contents.changes]
    for key in keys:
        if keys.count(key) > 1:
            raise BudgetRefusal(f"Forslaget kan bare ha én utgave av endringen «{key}».")
    row.entries.all().delete()
    ProposalChange.objects.bulk_create(
        [
            ProposalChange(proposal=row, change=chosen[pk], key=chosen[pk].key, position=position)
            for position, pk in enumerate(contents.changes)
        ]
    )
    for held, ids in (
        (row.projects, contents.projects),
        (row.funds, contents.funds),
        (row.parameters, contents.parameters),
        (row.targets, contents.targets),
    ):
        if held.model._default_manager.filter(pk__in=list(ids), round=row.round).count() != len(ids):
            raise BudgetRefusal("Alt i forslaget må høre til samme budsjettrunde.")
        held.set(list(ids))
    try:
        proposal_value(row)
    except ValueError as problem:
        raise BudgetRefusal(f"Innholdet passer ikke sammen: {problem}") from problem


def _editable(proposal_id: int, version: int) -> Proposal:
    row = claim(Proposal, proposal_id, version)
    if row.frozen:
        raise Frozen("Forslaget", row.title)
    return row


def _in_state(proposal_id: int, version: int, state: ProposalState) -> Proposal:
    row = claim(Proposal, proposal_id, version)
    if row.state != state:
        raise WrongState(row.title, row.get_state_display(), state.label)
    return row


def _moved(row: Proposal, state: ProposalState) -> Proposal:
    row.state = state
    row.save()
    return row


def _refuse_imbalance(row: Proposal) -> None:
    """An imported document may be out of balance, and says so on its front page; nothing else may."""
    if row.kind == ledger.ProposalKind.IMPORTED.value:
        return
    obstacles: Iterable[ledger.Obstacle] = ledger.publication_obstacles(proposal_value(row))
    if obstacles:
        raise NotBalanced(list(obstacles))

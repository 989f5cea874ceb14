"""Adding, editing and removing changes."""

from collections.abc import Iterable

from rodtrad.calculations import ledger
from rodtrad.features.budget.models import BudgetRound, Change, ProposalChange
from rodtrad.features.budget.services.refusals import AlreadyThere, BudgetRefusal, OutsideUnit
from rodtrad.features.budget.services.storing import back_to_draft, fill_change, next_revision, refuse_frozen
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import claim, command
from rodtrad.foundation.organisation.models import Unit


@command("budget.change.add")
def add_change(
    round_key: str, change: ledger.Change, *, revision_of: bool = False, unit_path: str = "", by: Actor
) -> Change:
    """Add a change to a round, or with `revision_of` another revision of the one with the same id.

    `unit_path` is the unit that the actor acts for; every line must be booked below it.
    Raises AlreadyThere, OutsideUnit and BudgetRefusal when the amounts do not cover the plan's years.
    """
    budget_round = BudgetRound.objects.get(key=round_key)
    _refuse_wrong_width(budget_round, change)
    _refuse_outside(budget_round, unit_path, (line.account.unit for line in change.lines))
    revision = next_revision(Change, budget_round, change.id)
    if revision > 1 and not revision_of:
        raise AlreadyThere("Endringen", change.id)
    if revision == 1 and revision_of:
        raise BudgetRefusal(f"Det finnes ingen endring «{change.id}» å lage en ny utgave av.")
    return fill_change(Change(round=budget_round, revision=revision, unit_path=unit_path), change)


@command("budget.change.edit")
def edit_change(change_id: int, version: int, change: ledger.Change, *, unit_path: str = "", by: Actor) -> Change:
    """Save a change over the version that was read; its key stays. Checked proposals go back to draft.

    Raises StaleVersion when somebody saved it meanwhile, Frozen, OutsideUnit and BudgetRefusal as `add_change`.
    """
    row = claim(Change, change_id, version)
    if change.id != row.key:
        raise BudgetRefusal(f"Endringen «{row.key}» kan ikke få nytt navn. Legg inn en ny endring i stedet.")
    _refuse_others(row, unit_path)
    _refuse_wrong_width(row.round, change)
    _refuse_outside(row.round, unit_path, (line.account.unit for line in change.lines))
    refuse_frozen(row, f"Endringen «{row.title}»")
    back_to_draft(row)
    return fill_change(row, change)


@command("budget.change.remove")
def remove_change(change_id: int, version: int, *, unit_path: str = "", by: Actor) -> Change:
    """Remove a change from its round and from the drafts that hold it. Raises StaleVersion, Frozen and OutsideUnit."""
    row = claim(Change, change_id, version)
    _refuse_others(row, unit_path)
    refuse_frozen(row, f"Endringen «{row.title}»")
    back_to_draft(row)
    ProposalChange.objects.filter(change=row).delete()
    row.delete()
    row.pk = change_id
    return row


def _refuse_others(row: Change, unit_path: str) -> None:
    if unit_path and not (row.unit_path == unit_path or row.unit_path.startswith(unit_path + "/")):
        raise OutsideUnit(row.unit_path)


def _refuse_outside(budget_round: BudgetRound, unit_path: str, units: Iterable[str]) -> None:
    if not unit_path:
        return
    wanted = set(units)
    paths = Unit.objects.filter(budget_year=budget_round.years[0], code__in=wanted).values_list("code", "path")
    inside = {code for code, path in paths if path == unit_path or path.startswith(unit_path + "/")}
    for unit in sorted(wanted - inside):
        raise OutsideUnit(unit)


def _refuse_wrong_width(budget_round: BudgetRound, change: ledger.Change) -> None:
    count = budget_round.year_count
    if any(len(line.amounts) != count for line in change.lines) or len(change.fte) not in (0, count):
        raise BudgetRefusal(f"Endringen «{change.title}» må ha ett beløp for hvert av de {count} årene i planen.")

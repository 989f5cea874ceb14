"""Changes are edited against the version that was read, inside one's own unit, and never in what is approved."""

import datetime
import threading
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from tests.calculations.ledger.plans import line
from tests.features.budget.conftest import BY, MEASURE

from rodtrad.calculations import ledger
from rodtrad.features.budget.models import BudgetRound, Change, ChangeLine, Proposal
from rodtrad.features.budget.services.changes import add_change, edit_change, remove_change
from rodtrad.features.budget.services.loading import load_proposal
from rodtrad.features.budget.services.proposals import approve, mark_ready
from rodtrad.features.budget.services.refusals import AlreadyThere, BudgetRefusal, Frozen, OutsideUnit
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import Refused, StaleVersion
from rodtrad.foundation.access.models import RoleAssignment
from rodtrad.foundation.audit.models import Event
from rodtrad.foundation.organisation.services.structure import UnitRow, load_structure

pytestmark = pytest.mark.django_db


def test_a_change_is_added_with_its_lines_and_an_event(budget_round: BudgetRound) -> None:
    row = add_change("2027", MEASURE, by=BY)
    assert list(row.lines.values_list("art", flat=True)) == ["010", "540"]
    event = Event.objects.latest("sequence")
    assert (event.action, event.object_id) == ("budget.change.add", f"budget.change:{row.pk}")


@pytest.mark.database
def test_a_stale_version_overwrites_nothing(budget_round: BudgetRound) -> None:
    row = add_change("2027", MEASURE, by=BY)
    edit_change(row.pk, 1, replace(MEASURE, title="Første"), by=BY)
    with pytest.raises(StaleVersion) as refusal:
        edit_change(row.pk, 1, replace(MEASURE, title="Andre"), by=BY)
    assert refusal.value.current == 2
    assert Change.objects.get().title == "Første"


def test_the_same_change_cannot_be_added_twice_but_gets_revisions(budget_round: BudgetRound) -> None:
    add_change("2027", MEASURE, by=BY)
    with pytest.raises(AlreadyThere, match="laerere"):
        add_change("2027", MEASURE, by=BY)
    assert add_change("2027", MEASURE, revision_of=True, by=BY).revision == 2


def test_a_change_must_cover_every_year(budget_round: BudgetRound) -> None:
    account = MEASURE.lines[0].account
    with pytest.raises(BudgetRefusal, match="ett beløp for hvert av de 4 årene"):
        add_change("2027", replace(MEASURE, lines=(ledger.Line(account, (1, 2)),)), by=BY)


def test_editing_takes_a_checked_proposal_back_to_draft(budget_round: BudgetRound, plan: ledger.Proposal) -> None:
    stored = load_proposal("2027", plan, by=BY)
    mark_ready(stored.pk, 1, by=BY)
    row = Change.objects.get(key="laerere")
    edit_change(row.pk, row.version, replace(MEASURE, title="Nytt navn"), by=BY)
    assert Proposal.objects.get().state == "draft"


def test_approved_plan_cannot_be_edited(budget_round: BudgetRound, plan: ledger.Proposal) -> None:
    stored = load_proposal("2027", plan, by=BY)
    mark_ready(stored.pk, 1, by=BY)
    approve(stored.pk, 2, by=BY)
    row = Change.objects.get(key="laerere")
    with pytest.raises(Frozen, match="godkjent eller publisert"):
        edit_change(row.pk, row.version, MEASURE, by=BY)
    with pytest.raises(Frozen):
        remove_change(row.pk, row.version, by=BY)


def test_removing_a_change_takes_it_out_of_drafts(budget_round: BudgetRound, plan: ledger.Proposal) -> None:
    stored = load_proposal("2027", plan, by=BY)
    row = Change.objects.get(key="laerere")
    remove_change(row.pk, row.version, by=BY)
    assert "laerere" not in stored.entries.values_list("key", flat=True)
    assert Event.objects.latest("sequence").object_id == f"budget.change:{row.pk}"


def unit_leader() -> Actor:
    load_structure(
        {"number": "9998", "name": "Fjellvik"},
        2027,
        [UnitRow("1", "Oppvekst"), UnitRow("2000", "Skole", "1"), UnitRow("3000", "Hjemmetjeneste")],
        by=BY,
    )
    RoleAssignment.objects.create(
        actor="person:1", role="enhetsleder", unit_path="1/2000", valid_from=datetime.date(2020, 1, 1)
    )
    return Actor("person:1", "enhetsleder")


def test_a_unit_leader_books_on_the_own_unit_only(budget_round: BudgetRound) -> None:
    leader = unit_leader()
    own = replace(MEASURE, lines=MEASURE.lines[:1])
    row = add_change("2027", own, unit_path="1/2000", by=leader)
    assert row.unit_path == "1/2000"
    with pytest.raises(OutsideUnit, match="9000"):
        add_change("2027", replace(MEASURE, id="b"), unit_path="1/2000", by=leader)
    with pytest.raises(Refused):
        add_change("2027", replace(own, id="c"), unit_path="3000", by=leader)
    with pytest.raises(Refused):
        add_change("2027", replace(own, id="d"), by=leader)


def test_a_unit_leader_cannot_touch_the_changes_of_others(budget_round: BudgetRound) -> None:
    leader = unit_leader()
    row = add_change("2027", replace(MEASURE, lines=(line("3000", "254", "010", 1),)), by=BY)
    with pytest.raises(OutsideUnit):
        edit_change(row.pk, 1, replace(MEASURE, lines=()), unit_path="1/2000", by=leader)


@pytest.mark.database
@pytest.mark.parametrize(
    "values",
    [{"account_class": "balance"}, {"function": "20"}, {"art": "ABC"}, {"amounts": []}, {"amounts": [1] * 11}],
)
def test_the_database_refuses_lines_that_are_not_budget_lines(
    budget_round: BudgetRound, values: dict[str, object]
) -> None:
    row = add_change("2027", MEASURE, by=BY)
    given = {"change": row, "position": 9, "entity": "treasury", "account_class": "operating", "amounts": [1]}
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeLine.objects.create(**(given | values))


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_time_exactly_one_wins(budget_round: BudgetRound) -> None:
    row = add_change("2027", MEASURE, by=BY)
    barrier = threading.Barrier(2)
    outcomes: list[str] = []

    def save(title: str) -> None:
        barrier.wait(timeout=10)
        try:
            edit_change(row.pk, 1, replace(MEASURE, title=title), by=BY)
            outcomes.append(title)
        except StaleVersion:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(title,)) for title in ("Første", "Andre")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    stored = Change.objects.get()
    assert sorted(outcomes) == sorted([stored.title, "stale"])
    assert stored.version == 2

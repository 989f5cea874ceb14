"""Commands deny by default, log what they did and refused, and protect what two people edit."""

import datetime

import pytest

from rodtrad.foundation.access.actors import Actor, matches, may, operator
from rodtrad.foundation.access.commands import Refused
from rodtrad.foundation.access.models import RoleAssignment
from rodtrad.foundation.audit.models import Event, Outcome
from rodtrad.foundation.organisation.models import Municipality
from rodtrad.foundation.organisation.selectors.units import areas, municipality, units
from rodtrad.foundation.organisation.services.structure import UnitRow, load_structure

pytestmark = pytest.mark.django_db
FJELLVIK = {"number": "9998", "name": "Fjellvik"}
ROWS = [UnitRow("1", "Oppvekst"), UnitRow("2100", "Fjellvik skole", "1")]


@pytest.mark.parametrize(
    ("action", "pattern", "expected"),
    [
        ("budget.change.edit", "budget.*", True),
        ("budget.change.edit", "budget.change.edit", True),
        ("budgetary.change", "budget.*", False),
        ("budget", "budget.*", False),
    ],
)
def test_a_pattern_covers_only_the_actions_below_it(action: str, pattern: str, expected: bool) -> None:
    assert matches(action, pattern) is expected


def test_a_command_by_the_operator_is_done_and_logged() -> None:
    load_structure(FJELLVIK, 2027, ROWS, by=operator("test"))
    assert municipality().name == "Fjellvik"
    assert [u.path for u in units(2027)] == ["1/2100"]
    assert [a.code for a in areas(2027)] == ["1"]
    event = Event.objects.get()
    assert (event.action, event.object_id, event.outcome) == (
        "organisation.structure.load", "organisation.municipality:9998", Outcome.DONE,
    )  # fmt: skip


def test_a_command_without_the_permission_changes_nothing_and_is_logged_as_refused() -> None:
    with pytest.raises(Refused):
        load_structure(FJELLVIK, 2027, ROWS, by=Actor("person:7", "controller"))
    assert not Municipality.objects.exists()
    assert Event.objects.get().outcome == Outcome.REFUSED


def test_a_unit_that_comes_before_its_parent_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="2100 Fjellvik skole"):
        load_structure(FJELLVIK, 2027, list(reversed(ROWS)), by=operator("test"))
    assert not Municipality.objects.exists()


def test_a_role_counts_only_inside_its_dates_and_below_its_unit() -> None:
    today = datetime.date.today()
    day = datetime.timedelta(days=1)
    RoleAssignment.objects.create(actor="p:1", role="enhetsleder", unit_path="1", valid_from=today - day)
    RoleAssignment.objects.create(
        actor="p:2", role="enhetsleder", unit_path="", valid_from=today - 9 * day, valid_to=today - day
    )
    assert may(Actor("p:1", "enhetsleder"), "budget.change.edit", "1/2100")
    assert not may(Actor("p:1", "enhetsleder"), "budget.change.edit", "12")
    assert not may(Actor("p:1", "enhetsleder"), "budget.plan.adopt", "1")
    assert not may(Actor("p:2", "enhetsleder"), "budget.change.edit", "1")


def test_nobody_but_the_machines_own_command_line_wears_the_operators_hat() -> None:
    assert not may(Actor("person:7", "operator"), "budget.change.edit")

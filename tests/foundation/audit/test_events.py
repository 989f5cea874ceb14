"""The log is append-only, sealed in a chain, and tells when somebody has tampered with it."""

import pytest
from django.db import DatabaseError, connection, transaction

from rodtrad.foundation.audit.models import Event, Outcome
from rodtrad.foundation.audit.services.events import record, seal, verify

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def write(count: int) -> None:
    for number in range(count):
        record(actor="operator:test", hat="operator", action="x.y", object_id=str(number), outcome=Outcome.DONE)


def test_an_event_can_neither_be_changed_nor_removed() -> None:
    write(1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.update(action="other")
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.all().delete()


def test_sealed_events_verify_and_the_unsealed_tail_is_counted() -> None:
    write(3)
    assert seal() is not None
    write(2)
    result = verify()
    assert result.holds
    assert result.unsealed == 2


def test_sealing_nothing_makes_no_seal() -> None:
    assert seal() is None


def test_a_change_behind_the_triggers_back_is_detected() -> None:
    write(3)
    sealed = seal()
    assert sealed is not None
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_event SET object_id = 'forged' WHERE sequence = %s", [sealed.last_sequence])
    assert verify().broken == (sealed.first_sequence,)

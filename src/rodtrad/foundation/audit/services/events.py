"""Writing events, sealing them in a chain, and verifying the chain."""

import hashlib
import json
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from rodtrad.foundation.audit.models import Event, Outcome, Seal

GENESIS = "0" * 64
_LOCK = 7_203_911


@dataclass(frozen=True)
class Verification:
    """What `verify` found: broken seals (by first sequence) and how many events are not sealed yet."""

    broken: tuple[int, ...]
    unsealed: int

    @property
    def holds(self) -> bool:
        """True when no seal is broken."""
        return not self.broken


def record(*, actor: str, hat: str, action: str, object_id: str, outcome: Outcome) -> Event:
    """Append one event to the log, in the caller's transaction."""
    return Event.objects.create(
        occurred_at=timezone.now(), actor=actor, hat=hat, action=action, object_id=object_id, outcome=outcome
    )


def _digest(previous: str, first: int, last: int) -> tuple[str, int]:
    digest, count = hashlib.sha256(previous.encode()), 0
    events = Event.objects.filter(sequence__range=(first, last)).order_by("sequence")
    for event in events.iterator():
        fields = [event.sequence, event.occurred_at.isoformat(), event.actor, event.hat]
        fields += [event.action, event.object_id, event.outcome]
        digest.update(json.dumps(fields, ensure_ascii=False).encode())
        count += 1
    return digest.hexdigest(), count


def seal() -> Seal | None:
    """Seal every event since the last seal, under a lock; None when there is nothing to seal."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        former = Seal.objects.order_by("-last_sequence").first()
        first = former.last_sequence + 1 if former else 1
        newest = Event.objects.filter(sequence__gte=first).order_by("-sequence").first()
        if newest is None:
            return None
        previous = former.hash if former else GENESIS
        digest, count = _digest(previous, first, newest.sequence)
        return Seal.objects.create(
            first_sequence=first,
            last_sequence=newest.sequence,
            event_count=count,
            previous_hash=previous,
            hash=digest,
            sealed_at=timezone.now(),
        )


def verify() -> Verification:
    """Recompute the whole chain."""
    broken, previous, last = [], GENESIS, 0
    for sealed in Seal.objects.order_by("first_sequence"):
        digest, count = _digest(previous, sealed.first_sequence, sealed.last_sequence)
        unchanged = (sealed.previous_hash, sealed.hash, sealed.event_count) == (previous, digest, count)
        if not unchanged or sealed.first_sequence != last + 1:
            broken.append(sealed.first_sequence)
        previous, last = sealed.hash, sealed.last_sequence
    return Verification(tuple(broken), Event.objects.filter(sequence__gt=last).count())

"""Events are appended in sequence and never changed; seals chain them in batches so that tampering shows."""

import pgtrigger
from django.db import models


class Outcome(models.TextChoices):
    """How a command ended."""

    DONE = "done", "Utført"
    REFUSED = "refused", "Avvist"


class Event(models.Model):
    """One command: actor and hat as text ids, the action, the object's id, the time and the outcome."""

    sequence = models.BigAutoField(primary_key=True)
    occurred_at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    hat = models.CharField(max_length=100)
    action = models.CharField(max_length=200)
    object_id = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)

    class Meta:
        indexes = [models.Index(fields=["object_id", "sequence"])]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.outcome}"


class Seal(models.Model):
    """The hash over the events up to `last_sequence`, chained to the seal before it."""

    first_sequence = models.BigIntegerField(unique=True)
    last_sequence = models.BigIntegerField(unique=True)
    event_count = models.BigIntegerField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="seal_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.first_sequence}-{self.last_sequence} {self.hash[:12]}"

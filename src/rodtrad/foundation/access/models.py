"""Role assignments with dates, and the version that every editable object carries."""

import pghistory
from django.db import models


@pghistory.track()
class RoleAssignment(models.Model):
    """`actor` holds `role` for the unit at `unit_path` and everything below it, from one date to another.

    The unit is stored as its path and the actor as its id, both text, so that access needs no layer above it. An empty
    path is the whole municipality.
    """

    actor = models.CharField(max_length=200)
    role = models.CharField(max_length=100)
    unit_path = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["actor", "role"])]

    def __str__(self) -> str:
        return f"{self.actor} {self.role} {self.unit_path or '(hele kommunen)'}"


class Versioned(models.Model):
    """Base of everything that two people can edit: each save raises `version`, a stale one is refused."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

"""Goals by area, and their indicators with measured values and targets per year."""

import pghistory
from django.db import models

from rodtrad.foundation.access.models import Versioned


@pghistory.track()
class Goal(Versioned):
    """A goal that an area works towards in one document."""

    document = models.CharField(max_length=100)
    key = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    area = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "key"], name="one_goal_for_each_key")]
        ordering = ["document", "position", "key"]

    def __str__(self) -> str:
        return self.title


class Direction(models.TextChoices):
    """Which way is better; set by people, never guessed."""

    HIGHER = "higher", "Høyere er bedre"
    LOWER = "lower", "Lavere er bedre"


class State(models.TextChoices):
    """How it goes, judged by people."""

    ON_TRACK = "on_track", "I rute"
    DEVIATION = "deviation", "Avvik"


@pghistory.track()
class Indicator(Versioned):
    """A number that tells how far a goal is reached. `values` and `targets` map a year to a decimal text or null."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="indicators")
    key = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    unit = models.CharField(max_length=30)
    direction = models.CharField(max_length=10, choices=Direction.choices)
    source = models.CharField(max_length=300)
    values = models.JSONField(default=dict)
    targets = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=State.choices)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "key"], name="one_indicator_for_each_key")]
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.title

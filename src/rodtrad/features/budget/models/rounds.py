"""The budget round: the years that are planned together (kommuneloven § 14-4: at least four)."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from rodtrad.foundation.access.models import Versioned

SHORTEST, LONGEST = 1, 10


@pghistory.track()
class BudgetRound(Versioned):
    """A round with its base year, plan years, level of appropriation and the price basis of each year.

    `price_basis` is, per plan year, the year whose prices the amounts are in. A round that is made for an imported
    plan may have fewer years than the law asks of a plan.
    """

    key = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=200)
    base_year = models.PositiveSmallIntegerField()
    year_count = models.PositiveSmallIntegerField(default=4)
    imported = models.BooleanField(default=False)
    appropriation_level = models.CharField(
        max_length=20, default="area", choices=[("area", "Område"), ("unit", "Enhet")]
    )
    finance_unit = models.CharField(max_length=20, blank=True)
    price_basis = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(year_count__range=(4, LONGEST))
                | models.Q(imported=True, year_count__range=(SHORTEST, LONGEST)),
                name="budget_round_years",
            ),
        ]
        ordering = ["-base_year", "key"]

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> tuple[int, ...]:
        """The plan years; the first is the budget year."""
        return tuple(range(self.base_year + 1, self.base_year + 1 + self.year_count))

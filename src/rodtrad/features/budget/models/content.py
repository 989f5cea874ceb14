"""What proposals are made of: changes with lines, investment projects, funds, parameters and targets."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from rodtrad.calculations.ledger import Category
from rodtrad.calculations.ledger import FundKind as Kind
from rodtrad.features.budget.models.rounds import BudgetRound
from rodtrad.foundation.access.models import Versioned

CATEGORY_NAMES = {
    Category.OPENING: "Vedtatt budsjett",
    Category.EARLIER_DECISIONS: "Tidligere vedtak",
    Category.COMPENSATION: "Lønns- og priskompensasjon",
    Category.TECHNICAL: "Tekniske endringer",
    Category.DEMOGRAPHY: "Demografi",
    Category.NEW_MEASURE: "Nye tiltak",
    Category.SAVING: "Innsparinger",
    Category.POLITICAL: "Politiske endringer",
    Category.PREMISE: "Endrede forutsetninger",
}
KIND_NAMES = {
    Kind.GENERAL: "Disposisjonsfond",
    Kind.BOUND_OPERATING: "Bundet driftsfond",
    Kind.FREE_INVESTMENT: "Ubundet investeringsfond",
    Kind.BOUND_INVESTMENT: "Bundet investeringsfond",
}


class Content(Versioned):
    """Base of what a proposal holds: one row is one revision of the thing that `key` names in the round.

    `position` is its place in lists.
    """

    round = models.ForeignKey(BudgetRound, on_delete=models.PROTECT, related_name="%(class)ss")
    key = models.CharField(max_length=200)
    revision = models.PositiveIntegerField(default=1)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["round", "key", "revision"], name="%(class)s_once_a_round"),
        ]
        ordering = ["position", "key", "revision"]

    def __str__(self) -> str:
        return f"{self.key} (utgave {self.revision})"


@pghistory.track()
class Change(Content):
    """A titled, explained set of lines. `unit_path` is the unit that may edit it; empty is the whole municipality."""

    title = models.CharField(max_length=300)
    category = models.CharField(max_length=20, choices=[(own.value, name) for own, name in CATEGORY_NAMES.items()])
    explanation = models.TextField(blank=True)
    consequence = models.TextField(blank=True)
    internal_text = models.TextField(blank=True)
    priority = models.IntegerField(null=True, blank=True)
    permanent = models.BooleanField(default=True)
    full_year_effect = models.BigIntegerField(null=True, blank=True)
    full_year_effect_note = models.TextField(blank=True)
    fte = ArrayField(models.DecimalField(max_digits=9, decimal_places=3), default=list, blank=True)
    area = models.CharField(max_length=100, blank=True)
    goal = models.CharField(max_length=200, blank=True)
    project = models.CharField(max_length=100, blank=True)
    source_group = models.CharField(max_length=100, blank=True)
    unit_path = models.CharField(max_length=300, blank=True)


@pghistory.track()
class ChangeLine(models.Model):
    """A line of a change. The amounts of all years are one array, since they are always read and saved together."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    entity = models.CharField(max_length=60)
    account_class = models.CharField(max_length=12)
    unit = models.CharField(max_length=20, blank=True)
    function = models.CharField(max_length=3, blank=True)
    art = models.CharField(max_length=3, blank=True)
    project = models.CharField(max_length=100, blank=True)
    free = models.CharField(max_length=200, blank=True)
    computation = models.CharField(max_length=100, blank=True)
    amounts = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "position"], name="change_line_once_a_place"),
            models.CheckConstraint(
                condition=models.Q(account_class__in=["operating", "investment"]), name="change_line_account_class"
            ),
            models.CheckConstraint(
                condition=models.Q(function="") | models.Q(function__regex=r"^\d{3}$"), name="change_line_function"
            ),
            models.CheckConstraint(
                condition=models.Q(art="") | models.Q(art__regex=r"^\d{3}$"), name="change_line_art"
            ),
            models.CheckConstraint(condition=models.Q(amounts__len__range=(1, 10)), name="change_line_years"),
        ]
        ordering = ["change_id", "position"]

    def __str__(self) -> str:
        return f"{self.change_id}:{self.position}"


@pghistory.track()
class InvestmentProject(Content):
    """An investment project; `key` is its number. `other_financing` lists name, art, function and yearly amounts."""

    name = models.CharField(max_length=300)
    entity = models.CharField(max_length=60)
    unit = models.CharField(max_length=20)
    function = models.CharField(max_length=3)
    art = models.CharField(max_length=3)
    yearly_cost = ArrayField(models.BigIntegerField())
    finish_year = models.PositiveSmallIntegerField()
    cost_frame = models.BigIntegerField(null=True, blank=True)
    adopted_earlier = models.BigIntegerField(default=0)
    spent_earlier = models.BigIntegerField(default=0)
    carried_over = models.BigIntegerField(default=0)
    vat_compensation = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    other_financing = models.JSONField(default=list, blank=True)
    operating_effect = ArrayField(models.BigIntegerField(), default=list, blank=True)
    asset_life = models.PositiveSmallIntegerField(null=True, blank=True)
    depreciable = models.BooleanField(default=True)
    is_new = models.BooleanField(default=False)
    area = models.CharField(max_length=100, blank=True)
    description = models.TextField(blank=True)

    class Meta(Content.Meta):
        constraints = [
            *Content.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(vat_compensation=None) | models.Q(vat_compensation__gte=0, vat_compensation__lt=1),
                name="project_vat_is_a_share",
            ),
        ]


@pghistory.track()
class Fund(Content):
    """A fund with its balance before the plan; the movements of each year are rows of their own."""

    name = models.CharField(max_length=200)
    entity = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=[(own.value, name) for own, name in KIND_NAMES.items()])
    purpose = models.TextField(blank=True)
    functions = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    opening_balance = models.BigIntegerField()

    class Meta(Content.Meta):
        constraints = [
            *Content.Meta.constraints,
            models.CheckConstraint(condition=models.Q(opening_balance__gte=0), name="fund_opens_above_zero"),
        ]


@pghistory.track()
class FundMovement(models.Model):
    """Deposit to and use of a fund in one year, both positive."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="movements")
    year = models.PositiveSmallIntegerField()
    deposit = models.BigIntegerField(default=0)
    use = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "year"], name="fund_movement_once_a_year"),
            models.CheckConstraint(condition=models.Q(deposit__gte=0, use__gte=0), name="fund_movement_positive"),
        ]
        ordering = ["fund_id", "year"]

    def __str__(self) -> str:
        return f"{self.fund_id} {self.year}"


@pghistory.track()
class Parameter(Content):
    """A stated parameter; `key` is "name:year:entity". A value that nobody has entered is null, never zero."""

    name = models.CharField(max_length=100)
    value = models.DecimalField(max_digits=24, decimal_places=8, null=True, blank=True)
    unit = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=500)
    entity = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=20, default="proposed")


@pghistory.track()
class FinancialTarget(Content):
    """The council's own limit for an indicator in percent; `key` is "indicator:entity:first year"."""

    indicator = models.CharField(max_length=50)
    limit = models.DecimalField(max_digits=9, decimal_places=4)
    lowest = models.BooleanField()
    source = models.CharField(max_length=500)
    entity = models.CharField(max_length=60)
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)

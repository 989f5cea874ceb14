"""The proposal: which revisions of changes, projects, funds, parameters and targets it holds, and its state."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from rodtrad.calculations.ledger import ProposalKind
from rodtrad.features.budget.models.content import Change, FinancialTarget, Fund, InvestmentProject, Parameter
from rodtrad.features.budget.models.rounds import BudgetRound
from rodtrad.foundation.access.models import Versioned

KIND_NAMES = {
    ProposalKind.CHIEF_EXECUTIVE: "Kommunedirektørens forslag",
    ProposalKind.ALTERNATIVE: "Alternativt forslag",
    ProposalKind.RECOMMENDATION: "Formannskapets innstilling",
    ProposalKind.ADOPTED: "Vedtatt budsjett og økonomiplan",
    ProposalKind.IMPORTED: "Importert dokument",
}


class ProposalState(models.TextChoices):
    """How far a proposal has come. Nothing leads back from approved."""

    DRAFT = "draft", "Utkast"
    CHECKED = "checked", "Kontrollert"
    APPROVED = "approved", "Godkjent"
    PUBLISHED = "published", "Publisert"
    SUPERSEDED = "superseded", "Erstattet"


FROZEN = (ProposalState.APPROVED, ProposalState.PUBLISHED, ProposalState.SUPERSEDED)
"""The states in which what the proposal holds can no longer be edited."""


@pghistory.track()
class Proposal(Versioned):
    """A proposal in a round. `areas` restates the areas and units as they were when it was made.

    `edition` is the id of the edition that published it, `base` that of the edition its opening change restates.
    """

    round = models.ForeignKey(BudgetRound, on_delete=models.PROTECT, related_name="proposals")
    key = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=[(own.value, name) for own, name in KIND_NAMES.items()])
    state = models.CharField(max_length=12, choices=ProposalState.choices, default=ProposalState.DRAFT)
    base = models.CharField(max_length=200, blank=True)
    edition = models.CharField(max_length=200, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    areas = models.JSONField(default=list, blank=True)
    notes = ArrayField(models.TextField(), default=list, blank=True)
    changes = models.ManyToManyField(Change, through="ProposalChange", related_name="proposals")
    projects = models.ManyToManyField(InvestmentProject, related_name="proposals", blank=True)
    funds = models.ManyToManyField(Fund, related_name="proposals", blank=True)
    parameters = models.ManyToManyField(Parameter, related_name="proposals", blank=True)
    targets = models.ManyToManyField(FinancialTarget, related_name="proposals", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=[ProposalState.PUBLISHED, ProposalState.SUPERSEDED])
                | ~models.Q(edition=""),
                name="published_proposal_names_its_edition",
            ),
        ]
        ordering = ["round_id", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def frozen(self) -> bool:
        """True when what the proposal holds can no longer be edited."""
        return self.state in FROZEN


@pghistory.track()
class ProposalChange(models.Model):
    """A change in a proposal, at its place; `key` repeats the change's key, so that only one revision of it fits."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="entries")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="entries")
    key = models.CharField(max_length=200)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "key"], name="one_revision_of_a_change_in_a_proposal"),
        ]
        ordering = ["proposal_id", "position"]

    def __str__(self) -> str:
        return f"{self.proposal_id}:{self.position} {self.key}"

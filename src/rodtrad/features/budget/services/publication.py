"""Publishing a plan: the gate, the edition, and the state of the proposal afterwards."""

from pathlib import Path

from rodtrad.features.budget.documents import Publication, plan_edition
from rodtrad.features.budget.models import Proposal, ProposalState
from rodtrad.features.budget.services.proposals import approve, mark_published, mark_ready
from rodtrad.features.publishing.selectors.editions import published_edition
from rodtrad.features.publishing.services.publish import publish_edition
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import command


@command("budget.plan.publish")
def publish_plan(proposal_key: str, publication: Publication, data: Path, *, by: Actor) -> Proposal:
    """Check, approve, freeze and publish a proposal.

    One that is published in this edition already is not composed anew; its publication is completed if it was cut off.
    Raises NotBalanced (with each year and amount), CompositionError, and what publishing raises; then nothing is
    published and the proposal keeps its state.
    """
    row = Proposal.objects.get(key=proposal_key)
    if row.edition == publication.edition and row.frozen:
        publish_edition(published_edition(data, row.edition), data, by=by)
        return row
    if row.state == ProposalState.DRAFT:
        row = mark_ready(row.pk, row.version, by=by)
    if row.state == ProposalState.CHECKED:
        row = approve(row.pk, row.version, by=by)
    edition = plan_edition(proposal_key, publication, by=by)
    if row.state == ProposalState.APPROVED:
        row = mark_published(row.pk, row.version, edition.id, by=by)
    publish_edition(edition, data, by=by)
    return row

"""What an imported plan must say on its front page: what does not balance, and which overviews cannot be computed."""

from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.ledger import NotComputable, publication_obstacles
from rodtrad.calculations.ledger.proposals import ProposalKind
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import Callout, CalloutKind, ListNode, Node, Paragraph
from rodtrad.features.budget.blocks.columns import PLAN
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import format_number

OVERVIEWS = ("5-4-1", "5-5-1", "5-6")


@block("budget.warnings", "Forbehold", requires=[PLAN])
def warnings(request: Request, view: PlanView) -> Output:
    """The imported document's reservations; nothing for a plan that is published as the municipality's own."""
    if view.proposal.kind is not ProposalKind.IMPORTED:
        return Output()
    language = request.language
    children: list[Node] = [Paragraph((Text(text("imported_intro", language)),))]
    obstacles = publication_obstacles(view.proposal)
    if obstacles:
        items = tuple(
            (
                Text(
                    text(
                        "imported_obstacle",
                        language,
                        year=obstacle.year,
                        side=text(f"side_{obstacle.side}", language),
                        amount=format_number(abs(obstacle.amount)),
                        direction=text("lacks_cover" if obstacle.amount > 0 else "not_disposed", language),
                    )
                ),
            )
            for obstacle in sorted(obstacles, key=lambda one: (one.side, one.year))
        )
        children += [Paragraph((Text(text("imported_unbalanced", language)),)), ListNode(items)]
    else:
        children.append(Paragraph((Text(text("imported_balanced", language)),)))
    lacking = _not_computable(view, language)
    if lacking:
        children += [Paragraph((Text(text("imported_lacking", language)),)), ListNode(lacking)]
    children += [Paragraph((Text(note),)) for note in view.proposal.notes]
    return Output((Callout("forbehold", CalloutKind.WARNING, text("imported_title", language), tuple(children)),))


def _not_computable(view: PlanView, language: str) -> tuple[tuple[Text, ...], ...]:
    found = []
    for overview in OVERVIEWS:
        reasons = [
            statement.reason
            for entity in view.proposal.entities
            if isinstance(statement := EntityPlan(view.proposal, entity).statement(overview), NotComputable)
        ]
        if reasons:
            name = text(f"statement_title_{overview}", language)
            found.append((Text(text("imported_reason", language, name=name, reason=" ".join(dict.fromkeys(reasons)))),))
    return tuple(found)

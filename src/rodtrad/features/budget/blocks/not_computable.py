"""What cannot be computed for an imported plan: the reason, and the notice that stands where the overview would."""

from collections.abc import Sequence

from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.ledger import NotComputable
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import Callout, CalloutKind, Paragraph
from rodtrad.documents.tables import Cell, Missing, missing
from rodtrad.features.budget.blocks.columns import money
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.wording import joined, worded


def obstacle(view: PlanView, statement_id: str) -> str:
    """Why a statement cannot be computed for some entity of the plan; "" when it can for all of them."""
    reasons = [
        statement.reason
        for entity in view.proposal.entities
        if isinstance(statement := EntityPlan(view.proposal, entity).statement(statement_id), NotComputable)
    ]
    return joined(dict.fromkeys(reasons))


def not_read(view: PlanView, account_class: str) -> frozenset[int]:
    """The places of the years before the plan that no amount of an account class was read for."""
    return frozenset(
        place
        for place, year in enumerate(view.history)
        if not any(key.account_class == account_class for key in year.amounts)
    )


def line_cells(
    amounts: Sequence[int],
    account_class: str,
    reason: str,
    view: PlanView,
    language: str,
    explanation: str | None = None,
) -> tuple[Cell, ...]:
    """The cells of a statement's line over history and plan; what is not read or not computable says so, never zero."""
    before, lacking = len(view.history), not_read(view, account_class)
    cells = list(money(amounts, explanation=explanation, at=before))
    for place in lacking:
        cells[place] = missing(Missing.NOT_AVAILABLE, text("year_not_read", language))
    if reason:
        cells[before:] = [missing(Missing.NOT_POSSIBLE, worded(reason, language))] * len(view.years)
    return tuple(cells)


def notice(id: str, name: str, reason: str, language: str) -> Callout:
    """A message in the place of an overview that cannot be computed."""
    return Callout(id, CalloutKind.NOTE, name, (Paragraph((Text(worded(reason, language)),)),))

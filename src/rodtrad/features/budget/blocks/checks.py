"""Every check of every entity: what the law or the council asks, and whether the plan keeps it."""

from collections.abc import Sequence

from rodtrad.calculations.checks.results import CheckResult, State
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.nodes import TableNode
from rodtrad.documents.slugs import slug
from rodtrad.documents.tables import Column, Row, Status, Table, status, words
from rodtrad.features.budget.blocks.address_words import address
from rodtrad.features.budget.blocks.columns import PLAN, budget_source, listed
from rodtrad.features.budget.blocks.targets import TREASURY
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.units import Unit
from rodtrad.values.wording import worded

STATES = {State.HOLDS: Status.HOLDS, State.BROKEN: Status.BROKEN, State.NOT_COMPUTABLE: Status.NOT_COMPUTABLE}


@block("budget.checks", "Kontroll mot loven", requires=[PLAN])
def checks(request: Request, view: PlanView) -> Output:
    """Each check with its state, its finding in words, and its provision; nothing for a plan that was not checked."""
    language = request.language
    if not view.checks:
        return Output()
    ordered = sorted(view.checks, key=lambda result: (result.entity != TREASURY, result.entity))
    table = Table(
        "tab-kontroll",
        _title([result.state for result in ordered], language),
        text("checks_subtitle", language),
        Unit.TEXT,
        (
            Column("status", text("status", language), unit=Unit.TEXT),
            Column("forklaring", text("what_we_found", language), unit=Unit.TEXT),
            Column("hjemmel", text("law", language), unit=Unit.TEXT),
        ),
        tuple(_row(result, view, language, ordered) for result in ordered),
        budget_source(view, language),
    )
    return Output((TableNode(table),))


def _title(states: list[State], language: str) -> str:
    held = states.count(State.HOLDS)
    if held == len(states):
        return text("checks_all_hold", language, count=held)
    others = [
        text(f"checks_{state.value}", language, count=states.count(state))
        for state in (State.BROKEN, State.NOT_COMPUTABLE)
        if state in states
    ]
    return listed([text("checks_hold", language, held=held, total=len(states)), *others], language)


def _id(result: CheckResult, ordered: Sequence[CheckResult]) -> str:
    """The check, the side and the entity; with a number where a check says more than one thing about them."""
    about = (result.id, result.side, result.entity)
    same = [one for one in ordered if (one.id, one.side, one.entity) == about]
    place = next(place for place, one in enumerate(same) if one is result)
    side = [address(result.side)] if result.side else []
    entity = [slug(result.entity)] if result.entity != TREASURY else []
    return "-".join([address(result.id), *side, *entity, *([str(place + 1)] if place else [])])


def _row(result: CheckResult, view: PlanView, language: str, ordered: Sequence[CheckResult]) -> Row:
    law = worded(result.law_reference, language)
    if not result.verified:
        law = text("law_unverified", language, law=law)
    explained = f"{worded(result.message, language)} {worded(result.note, language)}".strip()
    side = f" ({text(f'side_{result.side}', language)})" if result.side else ""
    owner = (
        ""
        if result.entity == TREASURY
        else f" – {worded(EntityPlan(view.proposal, result.entity).entity_name, language)}"
    )
    return Row(
        _id(result, ordered),
        f"{worded(result.title, language)}{side}{owner}",
        (status(text(f"state_{result.state.value}", language), STATES[result.state]), words(explained), words(law)),
    )

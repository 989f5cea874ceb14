"""What the areas' frames are made of, and the short facts that open an area's chapter."""

from rodtrad.calculations.ledger.accounts import OPERATING, Line
from rodtrad.calculations.ledger.changes import Category, Change
from rodtrad.calculations.ledger.index import Amounts
from rodtrad.calculations.ledger.totals import full_time_equivalents, totals
from rodtrad.calculations.statements.evaluation import line_of_account
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.nodes import Facts
from rodtrad.features.budget.blocks.columns import PLAN, change_in_words, in_words
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import format_number

APPROPRIATIONS_LINE = "6"


def in_frame(function: str, art: str) -> bool:
    """Whether an operating account is part of the frames: § 5-4 line 6, and what an imported plan gives no art."""
    return not art or line_of_account("5-4-1", function, art) == APPROPRIATIONS_LINE


def frame_amounts(view: PlanView, by: tuple[str, ...], **where: str) -> dict[tuple[str, ...], Amounts]:
    """Net operating appropriations (§ 5-4 line 6) by any dimensions: what the areas' frames are made of."""
    sums: dict[tuple[str, ...], Amounts] = {}
    for key, amounts in totals(view.proposal, (*by, "function", "art"), {"account_class": OPERATING, **where}).items():
        if in_frame(*key[-2:]):
            kept = key[:-2]
            sums[kept] = tuple(map(int.__add__, sums.get(kept, (0,) * len(amounts)), amounts))
    return sums


def frame_of(view: PlanView, **where: str) -> Amounts:
    """One sum of `frame_amounts`; zeros where no line is kept."""
    return frame_amounts(view, (), **where).get((), (0,) * len(view.years))


def lines_in_frame(view: PlanView, change: Change, area: str) -> list[Line]:
    """The lines of one change that are in one area's frame."""
    owner = view.proposal.area_of_unit
    return [
        line
        for line in change.lines
        if line.account.account_class == OPERATING
        and in_frame(line.account.function, line.account.art)
        and (owner.get(line.account.unit) or change.area) == area
    ]


def appropriated(view: PlanView) -> tuple[str, ...]:
    """The codes of the areas that have a frame of their own, in their order."""
    named = tuple(area.code for area in view.proposal.areas if area.code not in view.general_areas)
    return named or tuple(key[0] for key in frame_amounts(view, ("area",)) if key[0])


@block("budget.area_facts", "Kort om området", requires=[PLAN])
def area_facts(request: Request, view: PlanView) -> Output:
    """Three facts of one area (`area`): its frame, its investments, and its change in full-time equivalents."""
    area, language = str(request.options["area"]), request.language
    frame = frame_of(view, area=area)[0]
    before = frame_of(view, area=area, category=Category.OPENING.value)[0]
    projects = [project for project in view.proposal.projects if project.area == area]
    invested = sum(project.yearly_cost[0] for project in projects)
    items = [
        (
            text("net_frame_year", language, year=view.first),
            in_words(frame, language),
            change_in_words(before, frame, language),
        ),
        (
            text("investments_year", language, year=view.first),
            in_words(invested, language),
            text("projects_count" if projects else "projects_none", language, count=len(projects)),
        ),
    ]
    positions = full_time_equivalents(view.proposal, "area").get(area)
    if positions is not None:
        items.append(
            (
                text("positions_year", language, year=view.first),
                format_number(positions[0], 1, signed=True),
                text("positions_words", language),
            )
        )
    return Output((Facts(f"fakta-{area}", tuple(items)),))

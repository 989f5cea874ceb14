"""Which areas the council appropriates to, and the short facts that open an area's chapter."""

from rodtrad.calculations.ledger.changes import Category
from rodtrad.calculations.ledger.index import Amounts
from rodtrad.calculations.ledger.totals import full_time_equivalents, totals
from rodtrad.calculations.statements.evaluation import line_of_account
from rodtrad.documents.blocks import Output, Request, block
from rodtrad.documents.nodes import Facts
from rodtrad.features.budget.blocks.columns import PLAN, change_in_words, million
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import format_number

APPROPRIATIONS_LINE = "6"


def frame_amounts(view: PlanView, by: tuple[str, ...], **where: str) -> dict[tuple[str, ...], Amounts]:
    """Net operating appropriations (§ 5-4 line 6) by any dimensions: what the areas' frames are made of.

    An imported plan whose lines have no art counts all its operating lines instead.
    """
    sums: dict[tuple[str, ...], Amounts] = {}
    grouped = totals(view.proposal, (*by, "function", "art"), {"account_class": "operating", **where})
    without_art = all(not key[-1] for key in grouped)
    for key, amounts in grouped.items():
        function, art = key[-2:]
        if without_art or line_of_account("5-4-1", function, art) == APPROPRIATIONS_LINE:
            kept = key[:-2]
            sums[kept] = tuple(map(int.__add__, sums.get(kept, (0,) * len(amounts)), amounts))
    return sums


def frame_of(view: PlanView, **where: str) -> Amounts:
    """One sum of `frame_amounts`; zeros where no line is kept."""
    return frame_amounts(view, (), **where).get((), (0,) * len(view.years))


def appropriated(view: PlanView) -> tuple[str, ...]:
    """The codes of the areas that the council appropriates to, in their order."""
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
        (text("net_frame_year", language, year=view.first), million(frame), change_in_words(before, frame, language)),
        (
            text("investments_year", language, year=view.first),
            million(invested),
            text("projects_count", language, count=len(projects)),
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

"""Answers to "how is this calculated?": the parts of a number, each with its amount, and the facts it rests on."""

from collections.abc import Sequence

from rodtrad.calculations.ledger.changes import Change
from rodtrad.documents.editions import Explanation, ExplanationStep, FactUsed
from rodtrad.facts.kostra.art_groups import art_groups
from rodtrad.features.budget.blocks.areas import lines_in_frame
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import format_in_unit
from rodtrad.values.units import Unit

MOST_LINES = 12
Part = tuple[str, int]


def sum_explanation(
    id: str,
    title: str,
    formula: str,
    parts: Sequence[Part],
    view: PlanView,
    language: str,
    *,
    facts: tuple[FactUsed, ...] = (),
    data: str = "",
    formula_id: str = "budget.totals",
    year: int | None = None,
) -> Explanation:
    """A number in `year` (the budget year if not stated) that is the sum of `parts`, each signed, in whole kroner."""
    steps = tuple(ExplanationStep(label, format_in_unit(amount, Unit.NOK, signed=True)) for label, amount in parts)
    total = ExplanationStep(text("sum", language), format_in_unit(sum(amount for _, amount in parts), Unit.NOK))
    return Explanation(
        id=id,
        title=title,
        formula=formula,
        steps=(*steps, total),
        unit=text("unit_nok_of_year", language, year=year or view.first),
        facts=facts,
        data=data or text("data_budget", language),
        formula_id=formula_id,
    )


def change_explanation(id: str, change: Change, area: str, place: int, view: PlanView, language: str) -> Explanation:
    """The account lines that one change has in one area's frame in the plan year in place `place`.

    Many lines are added up by unit and group of arts.
    """
    lines = [line for line in lines_in_frame(view, change, area) if line.amounts[place]]
    names = view.unit_names
    if len(lines) <= MOST_LINES:
        parts = [
            (
                text(
                    "line_of_change" if line.account.art else "line_without_art", language,
                    unit=names.get(line.account.unit) or line.account.unit or text("no_unit", language),
                    function=line.account.function, art=line.account.art,
                ),
                line.amounts[place],
            )
            for line in lines
        ]  # fmt: skip
    else:
        sums: dict[str, int] = {}
        for line in lines:
            unit = names.get(line.account.unit) or line.account.unit or text("no_unit", language)
            label = text("lines_of_unit", language, unit=unit, arts=_art_group(line.account.art, language))
            sums[label] = sums.get(label, 0) + line.amounts[place]
        parts = list(sums.items())
    category = text(f"category_{change.category.value}", language)
    return sum_explanation(
        id, change.title, text("formula_change", language), parts, view, language,
        data=text("data_change", language, category=category), year=view.years[place],
    )  # fmt: skip


def _art_group(art: str, language: str) -> str:
    for group in (*art_groups("expenditure"), *art_groups("income")):
        if art in group.arts:
            return text(f"arts_{group.id}", language).lower()
    return text("arts_other", language).lower()

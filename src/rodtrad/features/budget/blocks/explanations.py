"""Answers to "how is this calculated?": the parts of a number, each with its amount, and the facts it rests on."""

from collections.abc import Sequence

from rodtrad.calculations.ledger.accounts import AccountString
from rodtrad.calculations.ledger.changes import Change
from rodtrad.documents.editions import Explanation, ExplanationStep, FactUsed
from rodtrad.facts.kostra.art_groups import art_groups
from rodtrad.features.budget.blocks.areas import lines_in_frame
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.features.budget.words import text
from rodtrad.values.numbers import format_in_unit
from rodtrad.values.units import Unit

MOST_PARTS = 12
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

    Many lines are added up: by unit and group of arts, or by unit alone when that too is many.
    """
    lines = [line for line in lines_in_frame(view, change, area) if line.amounts[place]]
    sums: dict[str, int] = {}
    for label in (_account, _unit_and_arts, _unit):
        sums = {}
        for line in lines:
            name = label(line.account, view, language)
            sums[name] = sums.get(name, 0) + line.amounts[place]
        if len(sums) <= MOST_PARTS:
            break
    category = text(f"category_{change.category.value}", language)
    return sum_explanation(
        id, change.title, text("formula_change", language), list(sums.items()), view, language,
        data=text("data_change", language, category=category), year=view.years[place],
    )  # fmt: skip


def _unit(account: AccountString, view: PlanView, language: str) -> str:
    return view.unit_names.get(account.unit) or account.unit or text("no_unit", language)


def _unit_and_arts(account: AccountString, view: PlanView, language: str) -> str:
    unit = _unit(account, view, language)
    return text("lines_of_unit", language, unit=unit, arts=_art_group(account.art, language))


def _account(account: AccountString, view: PlanView, language: str) -> str:
    unit, key = _unit(account, view, language), "line_of_change" if account.art else "line_without_art"
    return text(key, language, unit=unit, function=account.function, art=account.art)


def _art_group(art: str, language: str) -> str:
    for group in (*art_groups("expenditure"), *art_groups("income")):
        if art in group.arts:
            return text(f"arts_{group.id}", language).lower()
    return text("arts_other", language).lower()

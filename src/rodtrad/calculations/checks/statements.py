"""The two parts and the two sides of the statements agree (forskrift §§ 5-4 and 5-5; KOSTRA controls 140 and 155)."""

from collections.abc import Iterator

from rodtrad.calculations.checks.registry import check
from rodtrad.calculations.checks.results import Verdict, by_year, judged
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.ledger import INVESTMENT, OPERATING, Amounts, NotComputable
from rodtrad.calculations.sentences import sentence

_PARTS = {OPERATING: ("5-4-1", "5-4-2"), INVESTMENT: ("5-5-1", "5-5-2")}


@check("SUM_PART2")
def second_parts_agree(plan: EntityPlan) -> Iterator[Verdict]:
    """Every appropriation belongs to an area or project, and together they are the first part's lines."""
    for side, (first_id, second_id) in _PARTS.items():
        obstacle = plan.obstacle(first_id)
        years = judged(plan.years, obstacle or plan.unassigned(second_id))
        yield Verdict(
            years,
            sentence(f"{side}_parts_agree"),
            sentence(f"{side}_parts_unowned", parts=by_year(years)),
            side,
        )


@check("DRIFT_TO_INV")
def transfer_is_equal(plan: EntityPlan) -> Iterator[Verdict]:
    """What the operating budget transfers to investment is what the investment budget receives."""
    years = judged(plan.years, _difference(plan, "transfer_to_investment", "transfer_from_operating"))
    yield Verdict(
        years,
        sentence("transfer_equal"),
        sentence("transfer_unequal", parts=by_year(years)),
    )


@check("DEPRECIATION_NEUTRAL")
def depreciation_is_neutral(plan: EntityPlan) -> Iterator[Verdict]:
    """Depreciation and its counter entry cancel, so that it does not change the result."""
    years = judged(plan.years, _difference(plan, "depreciation", "depreciation_counter_entry"))
    yield Verdict(
        years,
        sentence("depreciation_neutral"),
        sentence("depreciation_unequal", parts=by_year(years)),
        OPERATING,
    )


def _difference(plan: EntityPlan, one: str, other: str) -> Amounts | NotComputable:
    first, second = plan.figure(one), plan.figure(other)
    if isinstance(first, NotComputable):
        return first
    if isinstance(second, NotComputable):
        return second
    return tuple(abs(a - b) for a, b in zip(first, second, strict=True))

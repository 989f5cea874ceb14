"""The two parts and the two sides of the statements agree (forskrift §§ 5-4 and 5-5; KOSTRA controls 140 and 155)."""

from collections.abc import Iterator

from rodtrad.calculations.checks.registry import check
from rodtrad.calculations.checks.results import Verdict, by_year, judged
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.ledger import INVESTMENT, OPERATING, Amounts, NotComputable

_PARTS = {
    OPERATING: ("5-4-1", "5-4-2", "område", "Bevilgningene til områdene er til sammen lik linje 6 i § 5-4."),
    INVESTMENT: ("5-5-1", "5-5-2", "prosjekt eller område", "Investeringene er til sammen lik linje 1-4 i § 5-5."),
}


@check("SUM_PART2")
def second_parts_agree(plan: EntityPlan) -> Iterator[Verdict]:
    """Every appropriation belongs to an area or project, and together they are the first part's lines."""
    for side, (first_id, second_id, owner, holds) in _PARTS.items():
        obstacle = plan.obstacle(first_id)
        years = judged(plan.years, obstacle or plan.unassigned(second_id))
        yield Verdict(
            years,
            holds,
            f"Disse beløpene hører ikke til noe {owner}: {by_year(years)}. Knytt linjene til {owner}.",
            side,
        )


@check("DRIFT_TO_INV")
def transfer_is_equal(plan: EntityPlan) -> Iterator[Verdict]:
    """What the operating budget transfers to investment is what the investment budget receives."""
    years = judged(plan.years, _difference(plan, "transfer_to_investment", "transfer_from_operating"))
    yield Verdict(
        years,
        "Overføringen fra drift til investering er lik på begge sider.",
        f"Overføringen fra drift og det investeringsbudsjettet får, er ulike med {by_year(years)}. Rett den ene siden.",
    )


@check("DEPRECIATION_NEUTRAL")
def depreciation_is_neutral(plan: EntityPlan) -> Iterator[Verdict]:
    """Depreciation and its counter entry cancel, so that it does not change the result."""
    years = judged(plan.years, _difference(plan, "depreciation", "depreciation_counter_entry"))
    yield Verdict(
        years,
        "Avskrivningene har like stor motpost og påvirker ikke resultatet.",
        f"Avskrivningene og motposten er ulike med {by_year(years)}. Rett motposten.",
        OPERATING,
    )


def _difference(plan: EntityPlan, one: str, other: str) -> Amounts | NotComputable:
    first, second = plan.figure(one), plan.figure(other)
    if isinstance(first, NotComputable):
        return first
    if isinstance(second, NotComputable):
        return second
    return tuple(abs(a - b) for a, b in zip(first, second, strict=True))

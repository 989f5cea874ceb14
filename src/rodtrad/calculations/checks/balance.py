"""Balance each year on both sides, and no surplus left over (kommuneloven §§ 14-4 and 14-10; forskrift § 4-3)."""

from collections.abc import Iterator

from rodtrad.calculations.checks.registry import check
from rodtrad.calculations.checks.results import State, Verdict, by_year, judged
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.ledger import INVESTMENT, OPERATING, Amounts, balance
from rodtrad.calculations.sentences import sentence
from rodtrad.calculations.sentences.phrases import kroner, listed


def differences(plan: EntityPlan, side: str) -> Amounts | None:
    """Expenditure less income per plan year of one side, None when the entity has no lines there."""
    return balance(plan.proposal).get((plan.entity, side))


@check("BALANCE_PLAN")
def balance_each_year(plan: EntityPlan) -> Iterator[Verdict]:
    """Expenditure equals income in every year, the operating and the investment side each on its own."""
    for side in (OPERATING, INVESTMENT):
        amounts = differences(plan, side)
        if amounts is None:
            continue
        years = judged(plan.years, amounts)
        parts = [
            sentence("lacks_cover" if year.amount > 0 else "not_allocated", amount=kroner(year.amount), year=year.year)
            for year in years
            if year.state is State.BROKEN and year.amount is not None
        ]
        yield Verdict(
            years,
            sentence(f"{side}_balanced"),
            sentence(f"{side}_unbalanced", parts=listed(parts)),
            side,
        )


@check("SURPLUS_TO_FUND")
def surplus_to_fund(plan: EntityPlan) -> Iterator[Verdict]:
    """Nothing is left over in the operating budget that is not set aside."""
    amounts = differences(plan, OPERATING)
    if amounts is None:
        return
    years = judged(plan.years, tuple(max(0, -amount) for amount in amounts))
    yield Verdict(
        years,
        sentence("surplus_set_aside"),
        sentence("surplus_left", parts=by_year(years)),
        OPERATING,
    )

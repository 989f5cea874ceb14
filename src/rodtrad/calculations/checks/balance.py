"""Balance each year on both sides, and no surplus left over (kommuneloven §§ 14-4 and 14-10; forskrift § 4-3)."""

from collections.abc import Iterator

from rodtrad.calculations.checks.registry import check
from rodtrad.calculations.checks.results import State, Verdict, judged, kroner, listed
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.ledger import INVESTMENT, OPERATING, Amounts, balance

_NAMES = {OPERATING: "Driftsbudsjettet", INVESTMENT: "Investeringsbudsjettet"}


def differences(plan: EntityPlan, side: str) -> Amounts | None:
    """Expenditure less income per plan year of one side, None when the entity has no lines there."""
    return balance(plan.proposal).get((plan.entity, side))


@check("BALANCE_PLAN")
def balance_each_year(plan: EntityPlan) -> Iterator[Verdict]:
    """Expenditure equals income in every year, the operating and the investment side each on its own."""
    for side, name in _NAMES.items():
        amounts = differences(plan, side)
        if amounts is None:
            continue
        years = judged(plan.years, amounts)
        parts = [
            f"{kroner(year.amount)} {'mangler dekning' if year.amount > 0 else 'er ikke disponert'} i {year.year}"
            for year in years
            if year.state is State.BROKEN and year.amount is not None
        ]
        yield Verdict(
            years,
            f"{name} går i balanse hvert år.",
            f"{name} går ikke i balanse: {listed(parts)}. Endre inntekter, utgifter eller fond med beløpet.",
            side,
        )


@check("SURPLUS_TO_FUND")
def surplus_to_fund(plan: EntityPlan) -> Iterator[Verdict]:
    """Nothing is left over in the operating budget that is not set aside."""
    amounts = differences(plan, OPERATING)
    if amounts is None:
        return
    years = judged(plan.years, tuple(max(0, -amount) for amount in amounts))
    parts = [f"{kroner(year.amount or 0)} i {year.year}" for year in years if year.state is State.BROKEN]
    yield Verdict(
        years,
        "Alt som blir til overs i driften, er satt av til fond.",
        f"Driftsbudsjettet har {listed(parts)} som ikke er satt av. Sett beløpet av til disposisjonsfondet.",
        OPERATING,
    )

"""No fund beyond its balance, bound funds for their purpose only, movements as budgeted (forskrift chapter 4)."""

from collections.abc import Iterator

from rodtrad.calculations.checks.registry import check
from rodtrad.calculations.checks.results import CheckYear, State, Verdict, by_year, judged
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.ledger import INVESTMENT, OPERATING, AccountClass, Fund, FundKind, NotComputable
from rodtrad.calculations.sentences import sentence
from rodtrad.calculations.sentences.phrases import kroner, listed

_SIDES: dict[FundKind, AccountClass] = {
    FundKind.GENERAL: OPERATING,
    FundKind.BOUND_OPERATING: OPERATING,
    FundKind.FREE_INVESTMENT: INVESTMENT,
    FundKind.BOUND_INVESTMENT: INVESTMENT,
}


def _funds(plan: EntityPlan) -> list[Fund]:
    return [fund for fund in plan.proposal.funds if fund.entity == plan.entity]


@check("FUND_BALANCE")
def no_fund_below_zero(plan: EntityPlan) -> Iterator[Verdict]:
    """No fund is used beyond what stands in it at the end of any year."""
    funds = _funds(plan)
    moved = _moved_without_list(plan) if not funds else None
    if moved is not None:
        yield Verdict(judged(plan.years, moved), sentence("no_funds_used"))
        return
    years = judged(plan.years, [sum(f.overdrawn[place] for f in funds) for place in range(len(plan.years))])
    parts = [
        sentence("fund_lacks", fund=fund.name, amount=kroner(short), year=year)
        for fund in funds
        for year, short in zip(plan.years, fund.overdrawn, strict=True)
        if short
    ]
    yield Verdict(
        years,
        sentence("funds_within_balance"),
        sentence("funds_overdrawn", parts=listed(parts)),
    )


def _moved_without_list(plan: EntityPlan) -> list[int] | NotComputable:
    for side in (OPERATING, INVESTMENT):
        for group in ("free_fund_deposit", "free_fund_use", "bound_fund_deposit", "bound_fund_use"):
            amounts = plan.art_sum(side, group)
            if isinstance(amounts, NotComputable):
                return amounts
            if any(amounts):
                return NotComputable(sentence("fund_list_missing"))
    return [0] * len(plan.years)


@check("FUND_MOVEMENTS")
def movements_as_budgeted(plan: EntityPlan) -> Iterator[Verdict]:
    """Deposits to and uses of funds in the budget's lines are those of the list of funds."""
    funds = _funds(plan)
    if not funds:
        return
    for side in (OPERATING, INVESTMENT):
        deviation = [0] * len(plan.years)
        obstacle = None
        for kind in (kind for kind in FundKind if _SIDES[kind] == side):
            freedom = "bound" if kind.bound else "free"
            of_kind = [fund for fund in funds if fund.kind is kind]
            for group, sign, movements in (
                (f"{freedom}_fund_deposit", 1, [fund.deposits for fund in of_kind]),
                (f"{freedom}_fund_use", -1, [fund.uses for fund in of_kind]),
            ):
                lines = plan.art_sum(side, group)
                if isinstance(lines, NotComputable):
                    obstacle = lines
                    continue
                for place in range(len(plan.years)):
                    deviation[place] += abs(sign * lines[place] - sum(row[place] for row in movements))
        years = judged(plan.years, obstacle or deviation)
        yield Verdict(
            years,
            sentence("movements_agree"),
            sentence("movements_deviate", parts=by_year(years)),
            side,
        )


@check("BUNDNE_FOND")
def bound_funds_for_their_purpose(plan: EntityPlan) -> Iterator[Verdict]:
    """Bound funds are used only on the functions that their purpose covers, and no more there than the funds give."""
    for side in (OPERATING, INVESTMENT):
        bound = [fund for fund in _funds(plan) if fund.kind.bound and _SIDES[fund.kind] == side]
        used = plan.art_sums_by_function(side, "bound_fund_use")
        if isinstance(used, dict) and not any(any(amounts) for amounts in used.values()):
            if bound:
                yield Verdict(judged(plan.years, [0] * len(plan.years)), sentence("no_bound_funds_used"), side=side)
            continue
        years = [_purpose_year(plan, bound, used, place) for place in range(len(plan.years))]
        yield Verdict(
            tuple(years),
            sentence("bound_for_purpose"),
            sentence("bound_outside_purpose", parts=by_year(years)),
            side,
        )


def _purpose_year(
    plan: EntityPlan, bound: list[Fund], used: dict[str, tuple[int, ...]] | NotComputable, place: int
) -> CheckYear:
    year = plan.years[place]
    if isinstance(used, NotComputable):
        return CheckYear(year, State.NOT_COMPUTABLE, reason=used.reason)
    unclear = [fund.name for fund in bound if fund.uses[place] and not (fund.functions and fund.purpose)]
    if unclear:
        reason = sentence("purpose_unclear", funds=listed(unclear))
        return CheckYear(year, State.NOT_COMPUTABLE, reason=reason)
    outside = 0
    for function, amounts in used.items():
        given = sum(fund.uses[place] for fund in bound if function in fund.functions)
        outside += max(0, -amounts[place] - given)
    return CheckYear(year, State.BROKEN if outside else State.HOLDS, outside)

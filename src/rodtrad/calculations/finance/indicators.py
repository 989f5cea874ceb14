"""The indicators that a council sets financial targets for (kommuneloven § 14-2): percent of operating income."""

from decimal import Decimal

from rodtrad.calculations.finance.debt import debt_development
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.ledger import Amounts, FundKind, NotComputable
from rodtrad.calculations.sentences import sentence

INDICATORS = ("net_operating_result", "general_fund", "debt")


def indicator_amounts(plan: EntityPlan, indicator: str) -> Amounts | NotComputable:
    """The numerator in whole kroner per plan year: the result, or the balance of fund or debt at the year's end."""
    if indicator == "net_operating_result":
        return plan.figure("net_operating_result")
    if indicator == "general_fund":
        funds = [f for f in plan.proposal.funds if f.kind is FundKind.GENERAL and f.entity == plan.entity]
        if not funds:
            return NotComputable(sentence("general_fund_not_listed", entity=plan.entity_name))
        return tuple(sum(parts) for parts in zip(*(fund.closing_balances for fund in funds), strict=True))
    if indicator == "debt":
        development = debt_development(plan)
        return development if isinstance(development, NotComputable) else development.closing
    raise ValueError(f"unknown indicator {indicator!r}; known are {', '.join(INDICATORS)}")


def indicator_percent(plan: EntityPlan, indicator: str) -> tuple[Decimal | NotComputable, ...]:
    """The indicator in percent of operating income per plan year, unrounded."""
    amounts, income = indicator_amounts(plan, indicator), plan.figure("operating_income")
    for figure in (amounts, income):
        if isinstance(figure, NotComputable):
            return (figure,) * len(plan.years)
    assert not isinstance(amounts, NotComputable) and not isinstance(income, NotComputable)
    return tuple(
        Decimal(amount) * 100 / earned if earned > 0 else NotComputable(sentence("no_operating_income", year=year))
        for year, amount, earned in zip(plan.years, amounts, income, strict=True)
    )

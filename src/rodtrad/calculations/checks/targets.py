"""The municipality's own financial targets, in percent of operating income (kommuneloven § 14-2)."""

from collections.abc import Iterator
from decimal import Decimal

from rodtrad.calculations.checks.registry import check
from rodtrad.calculations.checks.results import CheckYear, State, Verdict, judged
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.finance.indicators import indicator_amounts, indicator_percent
from rodtrad.calculations.ledger import FinancialTarget, NotComputable
from rodtrad.calculations.sentences import sentence
from rodtrad.calculations.sentences.phrases import kroner, listed
from rodtrad.values.numbers import format_number
from rodtrad.values.rounding import round_half_away


@check("TARGET_NET_OPERATING_RESULT")
def net_operating_result_reaches_target(plan: EntityPlan) -> Iterator[Verdict]:
    """Net operating result against the council's own limit."""
    return _against_target(plan, "net_operating_result")


@check("TARGET_GENERAL_FUND")
def general_fund_reaches_target(plan: EntityPlan) -> Iterator[Verdict]:
    """The general fund at the end of each year against the council's own limit."""
    return _against_target(plan, "general_fund")


@check("TARGET_DEBT")
def debt_keeps_target(plan: EntityPlan) -> Iterator[Verdict]:
    """Loan debt without on-lending at the end of each year against the council's own limit."""
    return _against_target(plan, "debt")


def _against_target(plan: EntityPlan, indicator: str) -> Iterator[Verdict]:
    targets = [t for t in plan.proposal.targets if t.indicator == indicator and t.entity == plan.entity]
    holds = sentence(f"target_met_{indicator}")
    if not targets:
        if plan.entity == "treasury":
            reason = NotComputable(sentence(f"target_not_set_{indicator}"))
            yield Verdict(judged(plan.years, reason), holds, unit="percent")
        return
    amounts, income = indicator_amounts(plan, indicator), plan.figure("operating_income")
    percents = indicator_percent(plan, indicator)
    years, parts = [], []
    for place, (year, value) in enumerate(zip(plan.years, percents, strict=True)):
        target = _target_of(targets, year)
        if isinstance(value, NotComputable) or target is None:
            reason = (
                value if isinstance(value, NotComputable) else NotComputable(sentence("target_not_valid", year=year))
            )
            years.append(CheckYear(year, State.NOT_COMPUTABLE, reason=reason.reason))
            continue
        assert not isinstance(amounts, NotComputable) and not isinstance(income, NotComputable)
        wanted = Decimal(income[place]) * target.limit / 100
        short = wanted - amounts[place] if target.lowest else amounts[place] - wanted
        broken = short > 0
        off = max(1, int(round_half_away(short))) if broken else 0
        years.append(CheckYear(year, State.BROKEN if broken else State.HOLDS, off, value, target.limit))
        if broken:
            found = {"value": format_number(value, 2), "limit": _shown(target.limit), "amount": kroner(off)}
            parts.append(sentence("below_target" if target.lowest else "above_target", year=year, **found))
    yield Verdict(
        tuple(years),
        holds,
        sentence(f"target_missed_{indicator}", parts=listed(parts)),
        unit="percent",
    )


def _target_of(targets: list[FinancialTarget], year: int) -> FinancialTarget | None:
    valid = [target for target in targets if target.first_year is None or target.first_year <= year]
    return max(valid, key=lambda target: target.first_year or 0, default=None)


def _shown(limit: Decimal) -> str:
    exponent = limit.normalize().as_tuple().exponent
    return format_number(limit, max(0, -exponent) if isinstance(exponent, int) else 0)

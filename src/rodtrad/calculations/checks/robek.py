"""The grounds for the state's register of municipalities under control, foreseen (kommuneloven § 28-1)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rodtrad.calculations.checks.balance import differences
from rodtrad.calculations.checks.registry import check
from rodtrad.calculations.checks.results import CheckYear, State, Verdict, by_year, judged
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.ledger import OPERATING, NotComputable, Parameter
from rodtrad.calculations.sentences import sentence
from rodtrad.calculations.sentences.phrases import kroner
from rodtrad.facts.municipal_act.checks import check_definitions
from rodtrad.facts.municipal_act.rules import rule
from rodtrad.facts.reader import FactMissing
from rodtrad.values.numbers import format_number
from rodtrad.values.rounding import round_half_away


@check("ROBEK_A")
def budget_without_shortfall(plan: EntityPlan) -> Iterator[Verdict]:
    """The annual budget has no shortfall."""
    amounts = differences(plan, OPERATING)
    if amounts is not None:
        years = judged(plan.years[:1], [max(0, amounts[0])])
        yield Verdict(
            years,
            sentence("budget_without_shortfall"),
            sentence("budget_with_shortfall", parts=by_year(years)),
            OPERATING,
        )


@check("ROBEK_B")
def plan_without_shortfall(plan: EntityPlan) -> Iterator[Verdict]:
    """No year of the economic plan has a shortfall."""
    amounts = differences(plan, OPERATING)
    if amounts is not None:
        years = judged(plan.years, [max(0, amount) for amount in amounts])
        yield Verdict(
            years,
            sentence("plan_without_shortfall"),
            sentence("plan_with_shortfall", parts=by_year(years)),
            OPERATING,
        )


def _shortfall(plan: EntityPlan) -> Parameter | NotComputable:
    stated = plan.proposal.parameter("accumulated_shortfall", plan.years[0], plan.entity)
    if stated is None or stated.value is None:
        return NotComputable(sentence("shortfall_not_stated", entity=plan.entity_name))
    return stated


@check("ROBEK_C")
def accumulated_shortfall_is_small(plan: EntityPlan) -> Iterator[Verdict]:
    """The shortfall of the last accounts is below the share of operating income that the law names."""
    threshold = check_definitions()["ROBEK_C"].threshold_percent_of_operating_income
    stated, income = _shortfall(plan), plan.figure("operating_income")
    year, first = plan.years[0], sentence("earlier_shortfall_small")
    if threshold is None or isinstance(stated, NotComputable) or isinstance(income, NotComputable):
        found = stated if isinstance(stated, NotComputable) else income
        reason = found if isinstance(found, NotComputable) else NotComputable(sentence("shortfall_limit_not_known"))
        yield Verdict(judged((year,), reason), first)
        return
    assert stated.value is not None
    limit = int(round_half_away(Decimal(income[0]) * threshold / 100))
    over = max(0, int(stated.value) - limit)
    years = (CheckYear(year, State.BROKEN if over else State.HOLDS, over, stated.value, Decimal(limit)),)
    percent = format_number(threshold, 0)
    yield Verdict(
        years,
        first,
        sentence("earlier_shortfall_large", amount=kroner(int(stated.value)), over=kroner(over), percent=percent),
    )


@check("ROBEK_D")
def shortfall_covered_in_time(plan: EntityPlan) -> Iterator[Verdict]:
    """An earlier shortfall is covered by the year that the law or the council's decision says."""
    stated = _shortfall(plan)
    holds = sentence("no_shortfall_due")
    if isinstance(stated, NotComputable):
        yield Verdict(judged(plan.years[:1], stated), holds)
        return
    due = plan.proposal.parameter("shortfall_covered_by", plan.years[-1], plan.entity)
    coverage = plan.art_sum(OPERATING, "coverage_of_shortfall")
    assert stated.value is not None
    if stated.value == 0:
        yield Verdict(judged(plan.years[:1], [0]), holds)
    elif due is None or due.value is None:
        yield Verdict(judged(plan.years[:1], NotComputable(sentence("cover_deadline_not_stated"))), holds)
    elif isinstance(coverage, NotComputable):
        yield Verdict(judged(plan.years[:1], coverage), holds)
    else:
        last = int(due.value)
        covered = sum(amount for year, amount in zip(plan.years, coverage, strict=True) if year <= last)
        left = max(0, int(stated.value) - covered)
        years = (CheckYear(last, State.BROKEN if left else State.HOLDS, left),)
        yield Verdict(years, holds, sentence("shortfall_not_covered", amount=kroner(left), year=last))


@check("ROBEK_E")
def adopted_in_time(plan: EntityPlan) -> Iterator[Verdict]:
    """Budget and plan are adopted before the deadline."""
    if plan.entity != "treasury":
        return
    year = plan.years[0]
    try:
        month, day = map(int, rule("adoption_deadline_month_day", year).fact.text.split("-"))
    except FactMissing:
        yield Verdict(judged((year,), NotComputable(sentence("adoption_deadline_not_known", year=year))), "")
        return
    deadline = date(year - 1, month, day)
    adopted = plan.proposal.adopted_on
    shown = f"{deadline.day}.{deadline.month}.{deadline.year}"
    if adopted is None:
        yield Verdict(judged((year,), NotComputable(sentence("not_adopted_yet", deadline=shown))), "")
        return
    state = State.BROKEN if adopted > deadline else State.HOLDS
    days = (adopted - deadline).days
    yield Verdict(
        (CheckYear(year, state, None if days > 0 else 0),),
        sentence("adopted_in_time", deadline=shown),
        sentence("adopted_a_day_late" if days == 1 else "adopted_late", days=days, deadline=shown),
    )

"""Loans for investment only, and instalments at least as the law asks (kommuneloven §§ 14-10, 14-14 and 14-18)."""

from collections.abc import Iterator
from decimal import Decimal

from rodtrad.calculations.checks.registry import check
from rodtrad.calculations.checks.results import CheckYear, State, Verdict, by_year, judged
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.finance.minimum_instalment import minimum_instalments
from rodtrad.calculations.ledger import INVESTMENT, OPERATING, NotComputable
from rodtrad.calculations.sentences import sentence
from rodtrad.facts.municipal_act.rules import rule
from rodtrad.facts.reader import FactMissing


@check("DRIFT_NOT_LOAN")
def loans_for_investment_only(plan: EntityPlan) -> Iterator[Verdict]:
    """No use of loan in the operating budget, and no more borrowed than is invested or lent on."""
    in_operating = plan.art_sum(OPERATING, "loans")
    amounts = (
        in_operating if isinstance(in_operating, NotComputable) else tuple(max(0, -amount) for amount in in_operating)
    )
    years = judged(plan.years, amounts)
    yield Verdict(
        years,
        sentence("no_loan_in_operating"),
        sentence("loan_in_operating", parts=by_year(years)),
        OPERATING,
    )
    pairs = [
        (plan.figure("loans"), plan.figure("investments")),
        (plan.figure("loans_for_on_lending"), plan.figure("on_lending")),
    ]
    excess: list[int] | NotComputable = [0] * len(plan.years)
    for borrowed, spent in pairs:
        if isinstance(borrowed, NotComputable) or isinstance(spent, NotComputable):
            excess = borrowed if isinstance(borrowed, NotComputable) else NotComputable("")
            break
        assert not isinstance(excess, NotComputable)
        excess = [over + max(0, loan - use) for over, loan, use in zip(excess, borrowed, spent, strict=True)]
    years = judged(plan.years, excess)
    yield Verdict(
        years,
        sentence("loans_within_need"),
        sentence("loans_beyond_need", parts=by_year(years)),
        INVESTMENT,
    )


@check("MINIMUMSAVDRAG")
def instalments_reach_the_minimum(plan: EntityPlan) -> Iterator[Verdict]:
    """The instalments in the operating budget are at least the minimum instalment."""
    try:
        known = rule("minimum_instalment_method", plan.years[0])
        note = known.note
        least: tuple[int | NotComputable, ...] = minimum_instalments(plan)
    except FactMissing as missing:
        note = ""
        least = (NotComputable(sentence("instalment_rule_not_known", year=missing.year)),) * len(plan.years)
    paid = plan.figure("instalments")
    years = []
    for place, (year, limit) in enumerate(zip(plan.years, least, strict=True)):
        if isinstance(paid, NotComputable) or isinstance(limit, NotComputable):
            reason = limit if isinstance(limit, NotComputable) else paid
            assert isinstance(reason, NotComputable)
            years.append(CheckYear(year, State.NOT_COMPUTABLE, reason=reason.reason))
            continue
        short = max(0, limit - paid[place])
        state = State.BROKEN if short else State.HOLDS
        years.append(CheckYear(year, state, short, Decimal(paid[place]), Decimal(limit)))
    yield Verdict(
        tuple(years),
        sentence("instalments_reach_minimum"),
        sentence("instalments_too_small", parts=by_year(years)),
        OPERATING,
        note=note,
    )

"""How the loan debt develops through the plan, without loans for on-lending (kommuneloven §§ 14-4 and 14-18)."""

from dataclasses import dataclass

from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.ledger import Amounts, NotComputable
from rodtrad.calculations.sentences import sentence


@dataclass(frozen=True, slots=True)
class DebtDevelopment:
    """Whole kroner per plan year: debt at the beginning, loans taken, instalments paid, debt at the end."""

    opening: Amounts
    loans: Amounts
    instalments: Amounts
    closing: Amounts


def debt_development(plan: EntityPlan) -> DebtDevelopment | NotComputable:
    """Debt rolled forward from the newest stated parameter `debt` by the plan's own loans and instalments."""
    loans, paid = plan.figure("loans"), plan.figure("instalments")
    paid_in_investment = plan.figure("instalments_in_investment")
    for figure in (loans, paid, paid_in_investment):
        if isinstance(figure, NotComputable):
            return figure
    assert not isinstance(loans, NotComputable) and not isinstance(paid, NotComputable)
    assert not isinstance(paid_in_investment, NotComputable)
    instalments = tuple(map(int.__add__, paid, paid_in_investment))
    changes = tuple(map(int.__sub__, loans, instalments))
    opening = rolled_forward(plan, "debt", changes)
    for amount in opening:
        if isinstance(amount, NotComputable):
            return amount
    known = tuple(amount for amount in opening if isinstance(amount, int))
    return DebtDevelopment(known, loans, instalments, tuple(map(int.__add__, known, changes)))


def rolled_forward(plan: EntityPlan, key: str, changes: Amounts) -> tuple[int | NotComputable, ...]:
    """The value of a balance parameter on 1 January of each year: as stated for the year, else last year's and change.

    NotComputable in the years before the first stated value.
    """
    values: list[int | NotComputable] = []
    for place, year in enumerate(plan.years):
        stated = plan.proposal.parameter(key, year, plan.entity)
        last = values[-1] if values else None
        if stated is not None and stated.value is not None and (stated.year == year or not isinstance(last, int)):
            values.append(int(stated.value))
        elif isinstance(last, int):
            values.append(last + changes[place - 1])
        else:
            values.append(NotComputable(sentence(f"{key}_not_stated", year=year, entity=plan.entity_name)))
    return tuple(values)

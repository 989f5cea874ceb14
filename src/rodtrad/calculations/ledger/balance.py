"""Balance in each year on both sides, per legal entity (kommuneloven §§ 14-4 and 14-10)."""

from dataclasses import dataclass

from rodtrad.calculations.ledger.accounts import AccountClass
from rodtrad.calculations.ledger.index import Amounts
from rodtrad.calculations.ledger.proposals import Proposal
from rodtrad.calculations.ledger.totals import totals
from rodtrad.facts.municipal_act.account_groups import account_group
from rodtrad.facts.reader import FactMissing


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a proposal cannot be published: `amount` kroner lack cover (+) or are not disposed of (-) in `year`."""

    year: int
    side: AccountClass
    amount: int
    entity: str


def balance(proposal: Proposal) -> dict[tuple[str, str], Amounts]:
    """For each (entity, account class) with lines: expenditure less income per plan year; zero is balance.

    The closing entries that carry a shortfall or a surplus forward are left out, so that a plan cannot be balanced by
    them. For years before these arts are known every line counts.
    """
    sums: dict[tuple[str, str], Amounts] = {}
    for (entity, side, art), amounts in totals(proposal, ("entity", "account_class", "art")).items():
        held = sums.get((entity, side), (0,) * len(amounts))
        counted = held if _carries_forward(art, proposal.years[0]) else tuple(map(int.__add__, held, amounts))
        sums[entity, side] = counted
    return sums


def _carries_forward(art: str, year: int) -> bool:
    try:
        return art in account_group("carried_forward", year)
    except FactMissing:
        return False


def publication_obstacles(proposal: Proposal) -> list[Obstacle]:
    """Every year and side that does not balance; empty exactly when the proposal may be published as such."""
    return [
        Obstacle(year, "operating" if side == "operating" else "investment", amount, entity)
        for (entity, side), amounts in balance(proposal).items()
        for year, amount in zip(proposal.years, amounts, strict=True)
        if amount
    ]

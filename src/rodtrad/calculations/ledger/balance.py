"""Balance in each year on both sides, per legal entity (kommuneloven §§ 14-4 and 14-10)."""

from dataclasses import dataclass

from rodtrad.calculations.ledger.accounts import AccountClass
from rodtrad.calculations.ledger.index import Amounts
from rodtrad.calculations.ledger.proposals import Proposal
from rodtrad.calculations.ledger.totals import totals


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a proposal cannot be published: `amount` kroner lack cover (+) or are not disposed of (-) in `year`."""

    year: int
    side: AccountClass
    amount: int
    entity: str


def balance(proposal: Proposal) -> dict[tuple[str, str], Amounts]:
    """For each (entity, account class) with lines: expenditure less income per plan year; zero is balance."""
    return {(key[0], key[1]): amounts for key, amounts in totals(proposal, ("entity", "account_class")).items()}


def publication_obstacles(proposal: Proposal) -> list[Obstacle]:
    """Every year and side that does not balance; empty exactly when the proposal may be published as such."""
    return [
        Obstacle(year, "operating" if side == "operating" else "investment", amount, entity)
        for (entity, side), amounts in balance(proposal).items()
        for year, amount in zip(proposal.years, amounts, strict=True)
        if amount
    ]

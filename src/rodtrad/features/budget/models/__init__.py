"""What the budget stores. Amounts are whole kroner in 64-bit integers, never floating point.

Everything that people edit has a `version` that counts its saves, so that a stale edit is refused. Content (changes,
projects, funds, parameters, targets) also has a `revision`: the chief executive's and the council's measure with the
same key are two revisions of it, and a proposal holds one of them.
"""

from rodtrad.features.budget.models.content import (
    Change,
    ChangeLine,
    Content,
    FinancialTarget,
    Fund,
    FundMovement,
    InvestmentProject,
    Parameter,
)
from rodtrad.features.budget.models.proposals import FROZEN, Proposal, ProposalChange, ProposalState
from rodtrad.features.budget.models.rounds import BudgetRound

__all__ = [
    "FROZEN",
    "BudgetRound",
    "Change",
    "ChangeLine",
    "Content",
    "FinancialTarget",
    "Fund",
    "FundMovement",
    "InvestmentProject",
    "Parameter",
    "Proposal",
    "ProposalChange",
    "ProposalState",
]

"""The ledger of decisions: changes of lines that add up to a budget and a four-year plan, as plain values."""

from rodtrad.calculations.ledger.accounts import (
    ACCOUNT_CLASSES,
    INVESTMENT,
    OPERATING,
    AccountClass,
    AccountString,
    Line,
)
from rodtrad.calculations.ledger.balance import Obstacle, balance, publication_obstacles
from rodtrad.calculations.ledger.changes import CONSEQUENCE_ADJUSTED, Category, Change
from rodtrad.calculations.ledger.comparison import (
    ChangeDifference,
    Comparison,
    Difference,
    LineDifference,
    compare,
)
from rodtrad.calculations.ledger.funds import Fund, FundKind
from rodtrad.calculations.ledger.imported import ChangeGroup, ImportedRow, imported_proposal
from rodtrad.calculations.ledger.index import Amounts, Key, UnknownDimension
from rodtrad.calculations.ledger.not_computable import NotComputable
from rodtrad.calculations.ledger.parameters import FinancialTarget, Parameter
from rodtrad.calculations.ledger.projects import InvestmentProject, OtherFinancing
from rodtrad.calculations.ledger.proposals import Area, BudgetUnit, Proposal, ProposalKind
from rodtrad.calculations.ledger.totals import full_time_equivalents, total, totals

__all__ = [
    "ACCOUNT_CLASSES",
    "CONSEQUENCE_ADJUSTED",
    "INVESTMENT",
    "OPERATING",
    "AccountClass",
    "AccountString",
    "Amounts",
    "Area",
    "BudgetUnit",
    "Category",
    "Change",
    "ChangeDifference",
    "ChangeGroup",
    "Comparison",
    "Difference",
    "FinancialTarget",
    "Fund",
    "FundKind",
    "ImportedRow",
    "InvestmentProject",
    "Key",
    "Line",
    "LineDifference",
    "NotComputable",
    "Obstacle",
    "OtherFinancing",
    "Parameter",
    "Proposal",
    "ProposalKind",
    "UnknownDimension",
    "balance",
    "compare",
    "full_time_equivalents",
    "imported_proposal",
    "publication_obstacles",
    "total",
    "totals",
]

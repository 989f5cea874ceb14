"""Balances at the end of a closed year, read from the year's balance sheet (forskrift FOR-2019-06-07-714 § 5-8)."""

from collections.abc import Mapping

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.statements.evaluation import compute
from rodtrad.facts.municipal_act.account_groups import balance_figure


def closing_balance(name: str, balance: Mapping[tuple[str, str], int]) -> int:
    """The balance `name` ("general_fund" or "debt") of a balance sheet given by chapter and sector.

    `balance` has the signs of the accounts (equity and debt negative); the answer is positive, in the same unit.
    Raises KeyError for another name.
    """
    figure = balance_figure(name)
    kept = {
        AccountKey("B", chapter, sector): amount
        for (chapter, sector), amount in balance.items()
        if sector not in figure.without_sectors
    }
    statement = compute(figure.statement, kept, 1)
    return sum(term.sign * statement.line(term.reference).amounts[0] for term in figure.terms)

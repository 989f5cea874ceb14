"""Funds: money set aside, free or bound to a purpose, never below zero (forskrift chapter 4)."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate


class FundKind(StrEnum):
    """The four kinds of fund in a municipality's balance."""

    GENERAL = "general"
    BOUND_OPERATING = "bound_operating"
    FREE_INVESTMENT = "free_investment"
    BOUND_INVESTMENT = "bound_investment"

    @property
    def bound(self) -> bool:
        """True when the fund may be used for its purpose only."""
        return self in (FundKind.BOUND_OPERATING, FundKind.BOUND_INVESTMENT)


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund with its balance before the first plan year, deposits and uses per year (positive whole kroner).

    `functions` are the KOSTRA functions that a bound fund's purpose covers.
    """

    id: str
    name: str
    kind: FundKind
    purpose: str
    opening_balance: int
    deposits: tuple[int, ...]
    uses: tuple[int, ...]
    entity: str = "treasury"
    functions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.deposits) != len(self.uses):
            raise ValueError(f"fund {self.id}: deposits and uses must cover the same years")
        if any(amount < 0 for amount in (*self.deposits, *self.uses)):
            raise ValueError(f"fund {self.id}: deposits and uses are positive amounts")

    @property
    def closing_balances(self) -> tuple[int, ...]:
        """The balance at the end of each plan year; negative shows a fund used beyond what it holds."""
        movements = (deposit - use for deposit, use in zip(self.deposits, self.uses, strict=True))
        return tuple(accumulate(movements, initial=self.opening_balance))[1:]

    @property
    def overdrawn(self) -> tuple[int, ...]:
        """How far below zero the fund is at the end of each plan year, 0 where it is not."""
        return tuple(max(0, -balance) for balance in self.closing_balances)

"""What the budget's blocks read: the proposal, last year's accounts and budget beside it, and the checks.

A plain value without the database, so that blocks are pure and the same for a proposal, an adopted budget, a party's
alternative and an imported plan.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.checks.results import CheckResult
from rodtrad.calculations.ledger.index import Amounts
from rodtrad.calculations.ledger.proposals import Proposal
from rodtrad.calculations.ledger.totals import totals
from rodtrad.calculations.statements.evaluation import compute
from rodtrad.calculations.statements.statement import Statement

STATEMENT_CLASS = {"operating": "D", "investment": "I"}


class HistoricKey(NamedTuple):
    """Unit (ansvar), account class, function and art of an amount in accounts or an earlier budget."""

    unit: str
    account_class: str
    function: str
    art: str


@dataclass(frozen=True)
class HistoricYear:
    """A year before the plan: its accounts or its budget, in whole kroner with KOSTRA signs."""

    year: int
    phase: str
    amounts: Mapping[HistoricKey, int]
    balance: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True)
class PlanView:
    """One proposal with its surroundings.

    `history` is in order of year; `former` is the proposal that this one was made from; `general_areas` hold tax,
    grants and finance, which the council does not appropriate to.
    """

    proposal: Proposal
    history: tuple[HistoricYear, ...] = ()
    checks: tuple[CheckResult, ...] = ()
    goal_titles: Mapping[str, str] = field(default_factory=dict)
    inhabitants: Mapping[int, int] = field(default_factory=dict)
    former: Proposal | None = None
    source_date: str = ""
    area_descriptions: Mapping[str, str] = field(default_factory=dict)
    general_areas: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, ...]:
        """The plan's years; the first is the budget year."""
        return self.proposal.years

    @property
    def first(self) -> int:
        """The budget year."""
        return self.proposal.years[0]

    @cached_property
    def area_names(self) -> dict[str, str]:
        """The name of each area by its code."""
        return {area.code: area.name for area in self.proposal.areas}

    @cached_property
    def unit_names(self) -> dict[str, str]:
        """The name of each unit by its code."""
        return {unit.code: unit.name for area in self.proposal.areas for unit in area.units}

    @cached_property
    def statement_amounts(self) -> dict[AccountKey, Amounts]:
        """Every account of the history and the plan, one column for each historic year and each plan year."""
        before = len(self.history)
        columns = before + len(self.years)
        rows: dict[AccountKey, list[int]] = {}
        for place, year in enumerate(self.history):
            for key, amount in year.amounts.items():
                account = AccountKey(STATEMENT_CLASS[key.account_class], key.function, key.art)
                rows.setdefault(account, [0] * columns)[place] += amount
        for (side, function, art), amounts in totals(self.proposal, ("account_class", "function", "art")).items():
            row = rows.setdefault(AccountKey(STATEMENT_CLASS[side], function, art), [0] * columns)
            for place, amount in enumerate(amounts):
                row[before + place] += amount
        return {account: tuple(row) for account, row in rows.items()}

    def statement(self, statement_id: str) -> Statement:
        """A statutory statement over the history and the plan."""
        letter = "I" if statement_id.startswith("5-5") else "D"
        kept = {key: row for key, row in self.statement_amounts.items() if key.account_class == letter}
        return compute(statement_id, kept, len(self.history) + len(self.years))

    def historic_sum(self, place: int, units: Iterable[str], account_class: str = "operating") -> int:
        """The net sum of one historic year for some units."""
        wanted = frozenset(units)
        year = self.history[place]
        return sum(v for k, v in year.amounts.items() if k.unit in wanted and k.account_class == account_class)

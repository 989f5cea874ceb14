"""The years before a plan: last accounts and this year's budget, read from the imported amounts.

A year's version is a checksum over the amounts that were read, never over the files that hold them: how a file is
encoded may differ from one version of the database library to the next, and the published figures do not.
"""

import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from django.conf import settings

from rodtrad.features.accounts.selectors.amounts import Filter, amounts
from rodtrad.features.accounts.selectors.files import counting_files
from rodtrad.features.budget.plan_view import HistoricKey, HistoricYear
from rodtrad.intake.postings import Kind
from rodtrad.values.rounding import round_half_away

ACCOUNTS_DATA_SET = "regnskap"
BUDGET_DATA_SET = "budsjett"
CLASSES = {"1": "operating", "0": "investment"}
BALANCE_CLASS = "2"
TREASURY = "treasury"
_ORE = 100


def before(first: int) -> tuple[tuple[HistoricYear, str], ...]:
    """The newest closed accounts before the plan and the adjusted budget of the year before, each with its version.

    A year that is not imported is left out. Amounts are whole kroner, rounded half away from zero per account.
    """
    found = [
        _year([ACCOUNTS_DATA_SET], first - 2, "accounts", Kind.ACCOUNTS),
        _year([BUDGET_DATA_SET], first - 1, "budget", Kind.ADJUSTED_BUDGET),
    ]
    return tuple((year, version_of(year)) for year in found if year.amounts)


def of_data_sets(data_sets: Sequence[str], first: int) -> tuple[tuple[HistoricYear, str], ...]:
    """The accounts and the budget of each year before the plan that an imported document's own files hold, by year.

    Where a year has several budgets it is the adjusted one, else the original one, else the plan's.
    """
    files = counting_files(data_sets)
    held = {(file.year, Kind(one["kind"])) for file in files for one in file.totals if file.year < first}
    chosen: dict[tuple[int, str], Kind] = {}
    for kind in (Kind.PLAN, Kind.ORIGINAL_BUDGET, Kind.ADJUSTED_BUDGET, Kind.ACCOUNTS):
        phase = "accounts" if kind is Kind.ACCOUNTS else "budget"
        chosen |= {(year, phase): kind for year, other in held if other is kind}
    years = [_year(data_sets, year, phase, kind) for (year, phase), kind in sorted(chosen.items())]
    return tuple((year, version_of(year)) for year in years if year.amounts)


def version_of(year: HistoricYear) -> str:
    """A checksum over what was read of a year, the same for the same amounts whatever file they were read from."""
    content = [
        year.year,
        year.phase,
        sorted([*key, amount] for key, amount in year.amounts.items()),
        sorted([*key, amount] for key, amount in year.balance.items()),
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _year(data_sets: Sequence[str], year: int, phase: str, kind: Kind) -> HistoricYear:
    return HistoricYear(year, phase, _accounts(data_sets, year, kind), _balance(data_sets, year, kind))


def _accounts(data_sets: Sequence[str], year: int, kind: Kind) -> dict[HistoricKey, int]:
    where: Filter = {"year": year, "account_class": tuple(CLASSES), "kind": kind.value}
    found = _kroner(data_sets, ("unit", "account_class", "function", "art"), where)
    return {
        HistoricKey(unit, CLASSES[account_class], function, art): amount
        for (unit, account_class, function, art), amount in found.items()
    }


def _balance(data_sets: Sequence[str], year: int, kind: Kind) -> dict[tuple[str, str], int]:
    """The treasury's balance at the end of the year by chapter and sector, which postings hold as function and art."""
    where: Filter = {"year": year, "account_class": BALANCE_CLASS, "kind": kind.value, "entity": TREASURY}
    found = _kroner(data_sets, ("function", "art"), where)
    return {(chapter, sector): amount for (chapter, sector), amount in found.items()}


def _kroner(data_sets: Sequence[str], by: tuple[str, ...], where: Filter) -> dict[tuple[str, ...], int]:
    kroner: dict[tuple[str, ...], int] = {}
    for key, ore in amounts(Path(settings.DATA_FOLDER), data_sets, by, where).ore.items():
        amount = int(round_half_away(Decimal(ore) / _ORE))
        if amount:
            kroner[tuple(str(part or "") for part in key)] = amount
    return kroner

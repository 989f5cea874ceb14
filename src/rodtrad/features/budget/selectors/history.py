"""The years before a plan: last accounts and this year's budget, read from the imported amounts."""

import hashlib
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
_ORE = 100


def before(first: int) -> tuple[tuple[HistoricYear, str], ...]:
    """The newest closed accounts before the plan and the adjusted budget of the year before, each with its version.

    A year that is not imported is left out. Amounts are whole kroner, rounded half away from zero per account.
    """
    found = [
        _year(first - 2, "accounts", ACCOUNTS_DATA_SET, Kind.ACCOUNTS),
        _year(first - 1, "budget", BUDGET_DATA_SET, Kind.ADJUSTED_BUDGET),
    ]
    return tuple(one for one in found if one is not None)


def of_data_sets(data_sets: Sequence[str], first: int) -> tuple[tuple[HistoricYear, str], ...]:
    """The accounts and the budget of each year before the plan that an imported document's own files hold, by year.

    Where a year has several budgets it is the adjusted one, else the original one, else the plan's.
    """
    files = counting_files(data_sets)
    version = hashlib.sha256("".join(sorted(file.sha256 for file in files)).encode()).hexdigest()
    held = {(file.year, Kind(one["kind"])) for file in files for one in file.totals if file.year < first}
    chosen: dict[tuple[int, str], Kind] = {}
    for kind in (Kind.PLAN, Kind.ORIGINAL_BUDGET, Kind.ADJUSTED_BUDGET, Kind.ACCOUNTS):
        phase = "accounts" if kind is Kind.ACCOUNTS else "budget"
        chosen |= {(year, phase): kind for year, other in held if other is kind}
    years = [
        HistoricYear(year, phase, _kroner(data_sets, year, kind)) for (year, phase), kind in sorted(chosen.items())
    ]
    return tuple((year, version) for year in years if year.amounts)


def _year(year: int, phase: str, data_set: str, kind: Kind) -> tuple[HistoricYear, str] | None:
    files = counting_files([data_set], [year])
    kroner = _kroner([data_set], year, kind) if files else {}
    if not kroner:
        return None
    version = hashlib.sha256("".join(sorted(file.sha256 for file in files)).encode()).hexdigest()
    return HistoricYear(year, phase, kroner), version


def _kroner(data_sets: Sequence[str], year: int, kind: Kind) -> dict[HistoricKey, int]:
    where: Filter = {"year": year, "account_class": tuple(CLASSES), "kind": kind.value}
    by = ("unit", "account_class", "function", "art")
    kroner: dict[HistoricKey, int] = {}
    for key, ore in amounts(Path(settings.DATA_FOLDER), data_sets, by, where).ore.items():
        unit, account_class, function, art = (str(part or "") for part in key)
        amount = int(round_half_away(Decimal(ore) / _ORE))
        if amount:
            kroner[HistoricKey(unit, CLASSES[account_class], function, art)] = amount
    return kroner

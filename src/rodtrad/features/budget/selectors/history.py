"""The years before a plan: last accounts and this year's budget, read from the imported amounts."""

import hashlib
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


def _year(year: int, phase: str, data_set: str, kind: Kind) -> tuple[HistoricYear, str] | None:
    files = counting_files([data_set], [year])
    if not files:
        return None
    where: Filter = {"year": year, "account_class": tuple(CLASSES), "kind": kind.value}
    by = ("unit", "account_class", "function", "art")
    rows = amounts(Path(settings.DATA_FOLDER), [data_set], by, where).ore
    kroner: dict[HistoricKey, int] = {}
    for key, ore in rows.items():
        unit, account_class, function, art = (str(part or "") for part in key)
        amount = int(round_half_away(Decimal(ore) / _ORE))
        if amount:
            kroner[HistoricKey(unit, CLASSES[account_class], function, art)] = amount
    if not kroner:
        return None
    version = hashlib.sha256("".join(sorted(file.sha256 for file in files)).encode()).hexdigest()
    return HistoricYear(year, phase, kroner), version

"""Fjellvik's operating account by unit, function and art: the accounts of a year, or the budget 2026.

Built from services.csv (gross cost, spread on arts by cost_profiles.yaml), income.csv, depreciation.csv, finance.csv
and funds.yaml. Expenditure is +, income -. Accounts are in øre, budgets in whole kroner rounded to thousands.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from rodtrad.demo.apportionment import split_by, swing, swung
from rodtrad.demo.reading import Row, document, table, thousands

ORE_PER_THOUSAND = 100_000
IRREGULARITY_PER_MILLE = 60
FINANCE_UNIT = "9100"
GENERAL_FUND_FUNCTION = "880"
EXACT_ARTS = {"510", "570"}


class Key(NamedTuple):
    """Unit (ansvar), KOSTRA function and art of an operating amount."""

    unit: str
    function: str
    art: str


GENERAL_FUND_DEPOSIT = Key(FINANCE_UNIT, GENERAL_FUND_FUNCTION, "540")


def accounts(year: int) -> dict[Key, int]:
    """The operating accounts of 2024 or 2025 in øre, closed: what is left of the year is on the general fund."""
    column = f"accounts_{year}"
    sums: defaultdict[Key, int] = defaultdict(int)
    for key, amount in _accounted(column):
        sums[key] += amount
    for key, amount in fund_movements("operating", lambda fund: fund["accounts"][year]):
        sums[key] += amount * 100
    sums[GENERAL_FUND_DEPOSIT] += surplus(sums)
    return {key: amount for key, amount in sorted(sums.items()) if amount}


def budget() -> dict[Key, int]:
    """The original operating budget 2026 in whole kroner, balanced by its deposit to the general fund."""
    column = "budget_2026"
    sums: defaultdict[Key, int] = defaultdict(int)
    for row in table("services.csv"):
        for key, amount in _service(row, thousands(row, column), 1, column, sick_pay_share=(1, 2)):
            sums[key] += amount * 1000
    for row in table("income.csv"):
        sums[Key(row["unit"], row["function"], row["art"])] -= thousands(row, column) * 1000
    for row in table("depreciation.csv"):
        sums[Key(row["unit"], row["function"], "590")] += thousands(row, column) * 1000
        sums[Key(FINANCE_UNIT, "860", "990")] -= thousands(row, column) * 1000
    for row in table("finance.csv"):
        sums[Key(row["unit"], row["function"], row["art"])] += signed(row["art"], thousands(row, column)) * 1000
    reserve = document("budget_2026.yaml")["pay_reserve"]
    for art, amount in pay_split(reserve["amount"]).items():
        sums[Key(reserve["unit"], reserve["function"], art)] += amount
    for key, amount in fund_movements("operating", lambda fund: fund["budget_2026"]):
        sums[key] += amount
    sums[GENERAL_FUND_DEPOSIT] += surplus(sums)
    return {key: amount for key, amount in sorted(sums.items()) if amount}


def surplus(sums: dict[Key, int]) -> int:
    """What income leaves over expenditure. Raises ValueError for a shortfall: the demo's data then do not hold."""
    left = -sum(sums.values())
    if left < 0:
        raise ValueError(f"the demo's operating account lacks {-left}; change income.csv or services.csv")
    return left


def signed(art: str, amount: int) -> int:
    """An amount stated positive with the sign of KOSTRA: arts from 600 are income."""
    return -amount if art >= "600" else amount


def pay_split(amount: int) -> dict[str, int]:
    """Pay on fixed pay (010), pension (090) and employer's contribution (099), adding up to `amount`."""
    shares = document("parameters.yaml")["pay_split_per_mille"]
    return split_by(amount, {"010": 1000 - sum(shares.values()), **shares})


def fund_movements(side: str, stated: Any) -> Iterator[tuple[Key, int]]:
    """Deposits (540, 550) and uses (940, 950) of the funds of one side, as `stated(fund)` says, in whole kroner.

    A deposit stated as `remainder` is left to whoever balances the account.
    """
    for fund in document("funds.yaml")["funds"]:
        if fund["side"] != side:
            continue
        bound = fund["kind"].startswith("bound")
        movement = stated(fund)
        if movement["deposit"] != "remainder":
            yield Key(fund["unit"], fund["function"], "550" if bound else "540"), movement["deposit"]
        yield Key(fund["unit"], fund["function"], "950" if bound else "940"), -movement["use"]


def _accounted(column: str) -> Iterator[tuple[Key, int]]:
    for row in table("services.csv"):
        yield from _service(row, thousands(row, column), ORE_PER_THOUSAND, column)
    for row in table("income.csv"):
        key = Key(row["unit"], row["function"], row["art"])
        yield key, -_irregular(thousands(row, column), f"{column}/{'/'.join(key)}")
    for row in table("depreciation.csv"):
        amount = _irregular(thousands(row, column), f"{column}/{row['unit']}/{row['function']}/590")
        yield Key(row["unit"], row["function"], "590"), amount
        yield Key(FINANCE_UNIT, "860", "990"), -amount
    for row in table("finance.csv"):
        amount = thousands(row, column)
        exact = row["art"] in EXACT_ARTS
        size = amount * ORE_PER_THOUSAND if exact else _irregular(amount, f"{column}/finance/{row['art']}")
        yield Key(row["unit"], row["function"], row["art"]), signed(row["art"], size)


def _service(
    row: Row, gross: int, scale: int, column: str, *, sick_pay_share: tuple[int, int] = (1, 1)
) -> Iterator[tuple[Key, int]]:
    unit, function, profile = row["unit"], row["function"], document("cost_profiles.yaml")[row["profile"]]
    name = f"{column}/{unit}/{function}"
    irregular = scale > 1
    size = _irregular(gross, name) if irregular else gross
    weights = swung(profile["arts"], name, IRREGULARITY_PER_MILLE) if irregular else profile["arts"]
    for art, amount in split_by(size, weights).items():
        yield Key(unit, function, art), amount
        if art == "429":
            yield Key(unit, function, "729"), -amount
    if profile["sick_pay_refund"]:
        numerator, denominator = sick_pay_share
        refund = size * profile["sick_pay_refund"] * numerator // (1000 * denominator)
        yield Key(unit, function, "710"), -refund


def _irregular(amount_in_thousands: int, key: str) -> int:
    if not amount_in_thousands:
        return 0
    return amount_in_thousands * ORE_PER_THOUSAND + swing(key, 49_999)

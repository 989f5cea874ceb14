"""Fjellvik's balance sheet: what the accounts of a year do to funds, debt, assets and the capital account.

Every chapter follows from the year's flows or is stated in balance.yaml; the bank account is what remains, so that
assets equal equity and liabilities to the øre. Assets are +, equity and liabilities -, amounts in øre.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from rodtrad.demo import investment, operating
from rodtrad.demo.reading import document

Balance = dict[tuple[str, str], int]
FIRST_YEAR = 2024
FIXED_ASSETS = {"20", "21", "22", "24", "27"}
LONG_TERM_DEBT = {"40", "451"}
MEMORIA = {"9100", "9999"}
BANK, CAPITAL, UNUSED_LOANS, MEMORIA_COUNTER = ("10", "320"), ("5990", "000"), ("9100", "000"), ("9999", "000")
EQUIPMENT_ARTS = {"200", "210"}
NOT_CAPITALISED = {"429", "470", "512", "522", "529", "540", "550"}


@cache
def closing(year: int) -> Balance:
    """The balance on 31 December of 2023, 2024 or 2025: (chapter, sector) -> øre. Do not change it."""
    return _opening() if year < FIRST_YEAR else _closing(year, closing(year - 1))


def fund_balances(year: int) -> dict[str, int]:
    """Fund id -> balance in øre on 31 December of 2023, 2024 or 2025; the general fund holds the years' surpluses."""
    balances = {fund["id"]: fund["opening_2024"] * 100 for fund in document("funds.yaml")["funds"]}
    for past in range(FIRST_YEAR, year + 1):
        for fund in document("funds.yaml")["funds"]:
            movement = fund["accounts"][past]
            balances[fund["id"]] += (movement["deposit"] - movement["use"]) * 100
        balances["disposisjonsfond"] += surplus(past)
    return balances


def surplus(year: int) -> int:
    """What the year's operating account put in the general fund beyond what was planned, in øre."""
    deposited = operating.accounts(year)[operating.GENERAL_FUND_DEPOSIT]
    general = next(fund for fund in document("funds.yaml")["funds"] if fund["kind"] == "general")
    return deposited - int(general["accounts"][year]["deposit"]) * 100


def chapter_sum(balance: Balance, chapters: Collection[str]) -> int:
    """The sum of some chapters of a balance, in øre."""
    return sum(amount for (chapter, _), amount in balance.items() if chapter in chapters)


def _opening() -> Balance:
    stated = document("balance.yaml")["opening"]
    balance = _stated(stated["assets"], 100) | _stated(stated["liabilities"], -100)
    return _settled(balance, stated["unused_loans"] * 100, FIRST_YEAR - 1)


def _closing(year: int, before: Balance) -> Balance:
    stated = document("balance.yaml")["years"][year]
    flows = operating.accounts(year)
    projects = investment.accounts(year)
    balance = {key: before[key] for key in before if key[0] in FIXED_ASSETS | LONG_TERM_DEBT or key == ("19", "550")}
    balance |= _stated(stated["assets"], 100) | _stated(stated["liabilities"], -100)
    balance["19", "550"] -= sum(amount for key, amount in flows.items() if key.function in ("170", "171"))
    balance["21", "550"] += _by_art(projects, {"529"})
    balance["22", "890"] += _by_art(projects, {"522", "922"})
    equipment_wear = stated["depreciation_of_equipment"] * 100
    balance["24", "000"] += _by_art(projects, EQUIPMENT_ARTS) - equipment_wear
    built = {key.art for key in projects if key.art < "600"} - NOT_CAPITALISED - EQUIPMENT_ARTS
    balance["27", "000"] += _by_art(projects, built | {"670"}) - _by_art(flows, {"590"}) + equipment_wear
    new_loans = {sector: amount * 100 for sector, amount in stated["new_loans"].items()}
    balance["451", "355"] += _by_art(flows, {"510"}) - new_loans["355"]
    balance["451", "395"] += _by_art(projects, {"512"}) - new_loans["395"]
    unused = before[UNUSED_LOANS] + sum(new_loans.values()) + _by_art(projects, {"910", "912"})
    return _settled(balance, unused, year)


def _settled(balance: Balance, unused_loans: int, year: int) -> Balance:
    funds: defaultdict[str, int] = defaultdict(int)
    held = fund_balances(year)
    for fund in document("funds.yaml")["funds"]:
        funds[fund["chapter"]] += held[fund["id"]]
    balance |= {(chapter, "000"): -amount for chapter, amount in funds.items()}
    balance[CAPITAL] = -(chapter_sum(balance, FIXED_ASSETS) + chapter_sum(balance, LONG_TERM_DEBT) + unused_loans)
    balance[BANK] = -sum(balance.values())
    balance[UNUSED_LOANS], balance[MEMORIA_COUNTER] = unused_loans, -unused_loans
    return dict(sorted(balance.items()))


def _stated(chapters: Mapping[str, Mapping[str, int]], factor: int) -> Balance:
    return {
        (chapter, sector): amount * factor
        for chapter, sectors in chapters.items()
        for sector, amount in sectors.items()
    }


def _by_art(amounts: Mapping[Any, int], arts: Collection[str]) -> int:
    return sum(amount for key, amount in amounts.items() if key.art in arts)

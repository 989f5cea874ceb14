"""Which accounts a budget check reads and which accounts computed lines are booked on (forskrift §§ 5-4 to 5-6)."""

from dataclasses import dataclass
from functools import cache

from rodtrad.facts.code_intervals import CodeIntervals
from rodtrad.facts.reader import FactMissing, read_yaml

_PATH = "municipal_act/accounts.yaml"


@dataclass(frozen=True, slots=True)
class AccountGroup:
    """The arts of one concept in an account class ("operating", "investment" or "both").

    `functions` is empty where every function counts.
    """

    name: str
    account_class: str
    arts: CodeIntervals
    functions: CodeIntervals


@dataclass(frozen=True, slots=True)
class Booking:
    """The account that a computed line is booked on; `function` is empty where the project's own is used."""

    account_class: str
    art: str
    function: str


@cache
def account_group(name: str, year: int) -> AccountGroup:
    """The group of accounts in `year`. Raises FactMissing for years before the arts are known."""
    content = read_yaml(_PATH)
    entry = content["groups"][name]
    if year < content["valid_from"]:
        raise FactMissing(f"account group {name}", year)
    arts, functions = CodeIntervals.parse(entry["arts"]), CodeIntervals.parse(entry.get("functions", ()))
    return AccountGroup(name, entry["account_class"], arts, functions)


@cache
def booking(name: str, year: int) -> Booking:
    """The account of a computed line in `year`. Raises FactMissing for years before the arts are known."""
    content = read_yaml(_PATH)
    entry = content["bookings"][name]
    if year < content["valid_from"]:
        raise FactMissing(f"booking {name}", year)
    return Booking(entry["account_class"], entry["art"], entry.get("function", ""))

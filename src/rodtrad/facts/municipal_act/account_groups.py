"""Which statement lines and accounts a budget check reads, and which accounts computed lines are booked on."""

from dataclasses import dataclass
from functools import cache

from rodtrad.facts.code_intervals import CodeIntervals
from rodtrad.facts.reader import Certainty, FactMissing, read_yaml
from rodtrad.facts.signed_sums import Term, parse_signed_sum

_PATH = "municipal_act/accounts.yaml"


@dataclass(frozen=True, slots=True)
class StatementFigure:
    """A figure of a plan: a signed sum of lines of one statutory statement, with the signs the statement shows."""

    name: str
    statement: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class BalanceFigure:
    """A balance at the end of a year: a signed sum of lines of the balance sheet, without some sectors' amounts.

    `verified` is False when it is not confirmed that those sectors are what must be left out.
    """

    name: str
    statement: str
    terms: tuple[Term, ...]
    without_sectors: frozenset[str]
    verified: bool


@dataclass(frozen=True, slots=True)
class Booking:
    """The account that a computed line is booked on; `function` is empty where the project's own is used."""

    account_class: str
    art: str
    function: str


@cache
def statement_figure(name: str) -> StatementFigure:
    """The lines that make up a figure. Raises KeyError for an unknown figure."""
    entry = read_yaml(_PATH)["figures"][name]
    return StatementFigure(name, entry["statement"], parse_signed_sum(entry["lines"]))


@cache
def balance_figure(name: str) -> BalanceFigure:
    """The lines of the balance sheet that make up a balance. Raises KeyError for an unknown one."""
    entry = read_yaml(_PATH)["balances"][name]
    return BalanceFigure(
        name,
        entry["statement"],
        parse_signed_sum(entry["lines"]),
        frozenset(entry.get("without_sectors", ())),
        Certainty(entry.get("certainty", Certainty.IMPLIED)) is not Certainty.UNVERIFIED,
    )


@cache
def account_group(name: str, year: int) -> CodeIntervals:
    """The arts of a group of accounts in `year`. Raises FactMissing for years before the arts are known."""
    content = read_yaml(_PATH)
    if year < content["valid_from"]:
        raise FactMissing(f"account group {name}", year)
    return CodeIntervals.parse(content["groups"][name])


@cache
def booking(name: str, year: int) -> Booking:
    """The account of a computed line in `year`. Raises FactMissing for years before the arts are known."""
    content = read_yaml(_PATH)
    entry = content["bookings"][name]
    if year < content["valid_from"]:
        raise FactMissing(f"booking {name}", year)
    return Booking(entry["account_class"], entry["art"], entry.get("function", ""))

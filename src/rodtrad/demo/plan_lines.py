"""Turns the readable lines of measures.yaml, premises.yaml and amendments.yaml into lines of the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rodtrad.calculations.ledger import OPERATING, AccountString, Line
from rodtrad.demo.apportionment import split_by
from rodtrad.demo.operating import Key, budget, pay_split
from rodtrad.demo.reading import area_of_unit, document, population
from rodtrad.values.rounding import round_half_away

ENTITY = "treasury"
BASE_YEAR = 2026
YEARS = (2027, 2028, 2029, 2030)
NOK_PER_THOUSAND = 1000


def operating_line(key: Key, amounts: Sequence[int]) -> Line:
    """A line of the operating budget with one amount per plan year, whole kroner."""
    return Line(AccountString(ENTITY, OPERATING, key.unit, key.function, key.art), tuple(amounts))


def lines_of(entry: Mapping[str, Any]) -> tuple[Line, ...]:
    """The lines of one entry of the data files, added up by account string; all-zero ones are left out."""
    sums: defaultdict[Key, list[int]] = defaultdict(lambda: [0] * len(YEARS))
    if entry.get("computed") == "compensation":
        stated: Iterable[tuple[Key, Sequence[int]]] = compensation(entry["area"])
    else:
        stated = (part for line in entry["lines"] for part in _stated(entry, line))
    for key, amounts in stated:
        sums[key] = [held + amount for held, amount in zip(sums[key], amounts, strict=True)]
    return tuple(operating_line(key, amounts) for key, amounts in sums.items() if any(amounts))


def person_change(group: str) -> tuple[int, ...]:
    """How many more (or fewer) inhabitants an age group has on 1 January of each plan year than in the base year."""
    return tuple(population(year)[group] - population(BASE_YEAR)[group] for year in YEARS)


def compensation(area: str) -> Iterable[tuple[Key, tuple[int, ...]]]:
    """Pay and price growth on an area's budget 2026, rounded half away from zero to whole thousands."""
    parameters = document("parameters.yaml")
    first = YEARS[0]
    rates = {
        "pay": Decimal(parameters["wage_growth_percent"][first]),
        "prices": Decimal(parameters["price_growth_percent"][first]),
        "fees": Decimal(parameters["fee_growth_percent"][first]),
    }
    areas = area_of_unit()
    for key, amount in budget().items():
        kind = _compensated(key.art, parameters["compensation"])
        if areas[key.unit] == area and kind:
            growth = amount * rates[kind] / 100
            thousands = int(round_half_away(growth / NOK_PER_THOUSAND)) * NOK_PER_THOUSAND
            yield key, (thousands,) * len(YEARS)


def _compensated(art: str, intervals: Mapping[str, Sequence[Sequence[str]]]) -> str:
    for kind, spans in intervals.items():
        if any(first <= art <= last for first, last in spans):
            return kind
    return ""


def _stated(entry: Mapping[str, Any], line: Mapping[str, Any]) -> Iterable[tuple[Key, Sequence[int]]]:
    unit, function = line.get("unit", entry["unit"]), line["function"]
    amounts = line["amounts"] if "amounts" in line else _per_person(entry, line)
    if not line.get("pay"):
        yield Key(unit, function, line["art"]), amounts
        return
    for art, parts in _pay_by_year(amounts).items():
        yield Key(unit, function, art), parts


def _per_person(entry: Mapping[str, Any], line: Mapping[str, Any]) -> list[int]:
    rule = entry["per_person"]
    shares = {place: other["share"] for place, other in enumerate(entry["lines"])}
    mine = next(place for place, other in enumerate(entry["lines"]) if other is line)
    return [split_by(persons * rule["kroner"], shares)[mine] for persons in person_change(rule["group"])]


def _pay_by_year(amounts: Sequence[int]) -> dict[str, list[int]]:
    by_year = [pay_split(amount) for amount in amounts]
    return {art: [split[art] for split in by_year] for art in by_year[0]}

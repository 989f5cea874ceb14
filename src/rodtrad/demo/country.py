"""The invented country around Fjellvik: every municipality's criteria and tax, made from the classes of country.yaml.

The equalisation compares a municipality with all the others (Grønt hefte), so one alone cannot be computed. Nothing is
random: a municipality differs from the middle of its class by its own number, so every run gives the same files.
"""

import csv
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from math import exp, log
from pathlib import Path

from rodtrad.calculations.income_system.official import CriteriaInput, TaxInput
from rodtrad.calculations.income_system.premises import Premises
from rodtrad.demo.apportionment import split_by, swing
from rodtrad.demo.operating import budget
from rodtrad.demo.reading import document, population, table
from rodtrad.facts.income_system.keys import POPULATION, cost_key
from rodtrad.features.forecasts.income_data import IncomeData

FJELLVIK = "9998"
CRITERIA_FILE, TAX_FILE = "inntektssystem-{year}-kriterier.csv", "inntektssystem-{year}-skatt.csv"
TAX_ART, TAX_FUNCTION = "870", "800"
_SHARES = 10_000
_SPLIT_AGES = {"innb_6_12": (6, 12), "innb_13_15": (13, 15), "innb_16_22": (16, 22), "innb_23_24": (23, 24),
               "innb_25_66": (25, 66)}  # fmt: skip
_WHOLE_AGES = {"innb_0": "age_0", "innb_1_5": "age_1_5", "innb_67_79": "age_67_79", "innb_80_89": "age_80_89",
               "innb_90_plus": "age_90_plus"}  # fmt: skip


def year() -> int:
    """The grant year that the country is made for."""
    return int(document("country.yaml")["year"])


def source() -> str:
    """How the invented country is named wherever its numbers are shown."""
    return str(document("country.yaml")["source"])


def premises() -> Premises:
    """The facts of the year, overlaid by the invented national amounts that the facts do not have."""
    values = document("country.yaml")["parameters"]
    return Premises(year()).with_values({name: Decimal(value) for name, value in values.items()}, source())


def figures() -> IncomeData:
    """All of it, as a municipality's own files are stored."""
    return IncomeData(FJELLVIK, source(), criteria(), tax(), premises())


@cache
def criteria() -> CriteriaInput:
    """Every municipality's counts in the order of the year's cost key, Fjellvik last; inhabitants on 1 July."""
    key = tuple(cost_key(year()).weights)
    people = inhabitants_in_july()
    rows = [_fjellvik() if name == FJELLVIK else _counts(name, count) for name, count in people.items()]
    return CriteriaInput(
        tuple(people),
        key,
        tuple(tuple(Decimal(row[criterion]) for criterion in key) for row in rows),
        tuple(people.values()),
    )


@cache
def tax() -> TaxInput:
    """Every municipality's tax in whole thousand kroner and inhabitants on 1 January, Fjellvik as in its own budget."""
    people = {name: _in_january(name, count) for name, count in inhabitants_in_july().items()}
    own = fjellvik_tax()
    levels = {name: _level(name) * count for name, count in people.items() if name != FJELLVIK}
    percent = Decimal(document("country.yaml")["fjellvik_percent_of_country"])
    average = Decimal(own) / people[FJELLVIK] * 100 / percent
    others = average * sum(people.values()) - own
    unit = others / sum(levels.values())
    paid = {name: (level * unit / 1000).to_integral_value() * 1000 for name, level in levels.items()}
    return TaxInput(tuple(people), (*paid.values(), Decimal(own)), tuple(people.values()))


def fjellvik_tax() -> int:
    """Income and wealth tax of the adopted budget 2026, kroner."""
    return -sum(amount for key, amount in budget().items() if (key.function, key.art) == (TAX_FUNCTION, TAX_ART))


@cache
def inhabitants_in_july() -> Mapping[str, int]:
    """Inhabitants on 1 July of the year before by municipality: each class from its smallest to its largest."""
    stated, found = document("country.yaml"), {}
    number = stated["first_number"]
    for entry in stated["classes"]:
        steps = max(1, entry["municipalities"] - 1)
        growth = log(entry["largest"] / entry["smallest"]) / steps
        for place in range(entry["municipalities"]):
            name = str(number)
            middle = round(entry["smallest"] * exp(growth * place))
            found[name] = middle * (1000 + swing(f"{name}/size", 18)) // 1000
            number += 1
    before, after = population(stated["year"] - 1)["total"], population(stated["year"])["total"]
    return {**found, FJELLVIK: (before + after) // 2}


def write_country_files(folder: Path) -> tuple[Path, Path]:
    """Writes criteria and tax as `rodtrad income-system compute` reads them; the same bytes on every run."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / CRITERIA_FILE.format(year=year()), folder / TAX_FILE.format(year=year())
    _write(paths[0], ("municipality", "criterion", "count"), _criteria_rows())
    given = tax()
    rows = zip(given.municipalities, map(str, given.population), map(str, given.tax_nok), strict=True)
    _write(paths[1], ("municipality", "population", "tax_nok"), rows)
    return paths


def _criteria_rows() -> Iterator[Sequence[str]]:
    given = criteria()
    for name, people, counts in zip(given.municipalities, given.population, given.counts, strict=True):
        yield name, POPULATION, str(people)
        for criterion, count in zip(given.criteria, counts, strict=True):
            yield name, criterion, str(count)


def _write(path: Path, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)


def _in_january(name: str, july: int) -> int:
    if name == FJELLVIK:
        return population(year())["total"]
    return july * (1000 + swing(f"{name}/growth", 9)) // 1000


def _level(name: str) -> Decimal:
    """Tax per inhabitant in percent of a middle municipality: somewhere on the line that the class is given."""
    points = _class_of(name)["tax"]
    where = zlib.crc32(f"{name}/tax".encode()) % _SHARES * (len(points) - 1)
    place, share = divmod(where, _SHARES)
    return points[place] + (points[place + 1] - points[place]) * Decimal(share) / _SHARES


def _class_of(name: str) -> Mapping[str, list[int]]:
    stated = document("country.yaml")
    place = int(name) - stated["first_number"]
    for entry in stated["classes"]:
        if place < entry["municipalities"]:
            return dict(entry)
        place -= entry["municipalities"]
    raise KeyError(name)


def _counts(name: str, people: int) -> dict[str, int]:
    stated = document("country.yaml")
    ages = {id: _per_million(name, people, id, entry) for id, entry in stated["ages"].items()}
    counted = {
        id: max(1, people * _per_million(name, people, id, entry) // 1_000_000)
        for id, entry in stated["criteria"].items()
    }
    return split_by(people, ages) | counted | dict.fromkeys(stated["per_municipality"], 1)


def _per_million(name: str, people: int, id: str, entry: Mapping[str, int]) -> int:
    """Counts for each million inhabitants: between small and large by the logarithm of the size, with its own swing."""
    classes = document("country.yaml")["classes"]
    smallest, largest = log(classes[0]["smallest"]), log(classes[-1]["largest"])
    share = round((log(people) - smallest) / (largest - smallest) * _SHARES)
    middle = entry["small"] * _SHARES + (entry["large"] - entry["small"]) * min(max(share, 0), _SHARES)
    return middle // 10 * (1000 + swing(f"{name}/{id}", entry["swing"] * 10)) // 1000


def _fjellvik() -> dict[str, int]:
    """Fjellvik's counts on 1 July: half-way between two counts of January, the wide age groups split as in January."""
    before, after = population(year() - 1), population(year())
    between = {group: before[group] + after[group] for group in before if group != "total"}
    whole = split_by((before["total"] + after["total"]) // 2, between)
    schoolchildren = _persons("innb_6_12", "innb_13_15")
    adults = _persons("innb_16_22", "innb_23_24", "innb_25_66")
    return (
        {id: whole[group] for id, group in _WHOLE_AGES.items()}
        | split_by(whole["age_6_15"], schoolchildren)
        | split_by(whole["age_16_19"] + whole["age_20_66"], adults)
        | dict(document("country.yaml")["fjellvik"])
    )


def _persons(*ids: str) -> dict[str, int]:
    """Persons of 1 January of the year by criterion, from the single years of age."""
    counted = dict.fromkeys(ids, 0)
    for row in table("projection_main.csv"):
        for id in ids:
            first, last = _SPLIT_AGES[id]
            if first <= int(row["age"].rstrip("+")) <= last:
                counted[id] += int(row[str(year())])
    return counted

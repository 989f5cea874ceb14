"""Reads the demo's own data files: hand-written YAML and CSV, where `#` starts a comment line.

They travel with the package so that `rodtrad demo` needs nothing else.
"""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

Row = dict[str, str]


def text(name: str) -> str:
    """The content of a data file, such as "measures.yaml"."""
    return files("rodtrad.demo").joinpath("data", name).read_text(encoding="utf-8")


@cache
def document(name: str) -> Any:
    """A YAML file as mappings and lists; treat it as read-only."""
    return yaml.safe_load(text(name))


@cache
def table(name: str) -> tuple[Row, ...]:
    """A CSV file as rows of text by column name."""
    lines = (line for line in text(name).splitlines() if line and not line.startswith("#"))
    return tuple(csv.DictReader(lines))


def thousands(row: Row, column: str) -> int:
    """The amount of a cell stated in NOK 1000, in NOK 1000."""
    return int(row[column])


def units() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each area with each of its units, in the order of organisation.yaml."""
    for area in document("organisation.yaml")["areas"]:
        for unit in area["units"]:
            yield area, unit


@cache
def unit_titles() -> dict[str, str]:
    """Unit code -> name."""
    return {unit["code"]: unit["title"] for _, unit in units()}


@cache
def area_of_unit() -> dict[str, str]:
    """Unit code -> area id."""
    return {unit["code"]: area["id"] for area, unit in units()}


def population(year: int) -> dict[str, int]:
    """Inhabitants on 1 January by age group and in total. Raises KeyError for a year without figures."""
    for row in table("population.csv"):
        if int(row["year"]) == year:
            return {name: int(value) for name, value in row.items() if name not in ("year", "kind")}
    raise KeyError(year)

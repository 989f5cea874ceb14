"""Typed reading of the dated facts that lie beside this package: rates, code lists, rules and their sources.

A number with legal or statistical meaning stands in a data file, never in Python. A YAML file holds one
provision; a table of more than ten rows is a CSV with a sidecar `<name>.source.yaml`. Every dated value says from
which year it holds, where it comes from, whether it is adopted and how sure we are. A year without a value raises
`FactMissing`; a year past `verified_until` gets the last value and is marked provisional.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

import yaml


class FactMissing(LookupError):
    """No value of a fact holds in the year asked for; `fact` and `year` say which."""

    def __init__(self, fact: str, year: int) -> None:
        super().__init__(f"no value of {fact} is known for {year}")
        self.fact = fact
        self.year = year


class FactFileError(ValueError):
    """A file of facts is not as it must be; `path` is the file, `problem` says where and what."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


class Status(StrEnum):
    """Whether the value is in force or only put forward."""

    ADOPTED = "adopted"
    PROPOSED = "proposed"


class Certainty(StrEnum):
    """How sure we are, best first; `UNVERIFIED` may only ship as a default, marked wherever it is shown."""

    DATA = "data"
    SOURCE = "source"
    IMPLIED = "implied"
    SEED = "seed"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Years:
    """The calendar years from `first` to `last`, both included; `last` None means that it still holds."""

    first: int
    last: int | None = None

    def __contains__(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)


@dataclass(frozen=True, slots=True)
class Fact:
    """One value in force over some years. `text` keeps the digits exactly as the source writes them."""

    name: str
    text: str
    years: Years
    source: str
    status: Status
    certainty: Certainty
    provisional: bool = False

    @property
    def decimal(self) -> Decimal:
        """The value as an exact number."""
        return Decimal(self.text)

    @property
    def whole(self) -> int:
        """The value as a whole number; ValueError when it has decimals."""
        return int(self.text)


@dataclass(frozen=True, slots=True)
class DatedFact:
    """All known values of one fact, oldest first."""

    name: str
    values: tuple[Fact, ...]
    verified_until: int | None = None

    def at(self, year: int) -> Fact:
        """The value that holds in `year`, provisional when the year is past `verified_until`.

        Raises FactMissing when no value holds.
        """
        for fact in reversed(self.values):
            if year in fact.years:
                if self.verified_until is not None and year > self.verified_until:
                    return Fact(fact.name, fact.text, fact.years, fact.source, fact.status, fact.certainty, True)
                return fact
        raise FactMissing(self.name, year)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a whole file of facts comes from."""

    source: str
    certainty: Certainty
    verified_until: int | None


@dataclass(frozen=True)
class Table:
    """A CSV of facts: `rows` of text by column name, and their common origin."""

    path: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    origin: Origin


def locate(path: str) -> Traversable:
    """The file at `path` below the facts package, such as "kostra/functions.csv"."""
    return files("rodtrad.facts").joinpath(*path.split("/"))


@cache
def read_yaml(path: str) -> Mapping[str, Any]:
    """The mapping that the YAML file at `path` (below the facts package) holds. Read once; do not change it.

    Raises FactFileError when the file is not a mapping, or a number with decimals is not quoted (it would not
    stay exact).
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(locate(path).read_text(encoding="utf-8"), Loader=loader)
    if not isinstance(content, dict):
        raise FactFileError(path, "the file must hold a mapping")
    _refuse_floats(path, content, "")
    return MappingProxyType(content)


def _refuse_floats(path: str, node: object, where: str) -> None:
    if isinstance(node, float):
        raise FactFileError(path, f"{where}: quote the number {node!r}, so that it stays exact")
    if isinstance(node, dict):
        for key, value in node.items():
            _refuse_floats(path, value, f"{where}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            _refuse_floats(path, value, f"{where}/{index}")


def read_origin(path: str, content: Mapping[str, Any]) -> Origin:
    """The origin that a YAML file states in its keys `source`, `certainty` and, where known, `verified_until`."""
    source = content.get("source")
    if not isinstance(source, str) or not source.strip():
        raise FactFileError(path, "the key `source` must say where the facts come from")
    try:
        certainty = Certainty(str(content.get("certainty")))
    except ValueError as error:
        raise FactFileError(path, f"certainty must be one of {', '.join(Certainty)}") from error
    verified_until = content.get("verified_until")
    return Origin(source.strip(), certainty, int(verified_until) if verified_until is not None else None)


@cache
def read_table(path: str) -> Table:
    """The CSV at `path` (below the facts package) with the origin of its sidecar `<name>.source.yaml`.

    Cells are text, empty text where the source has nothing. Raises FactFileError on a row of another width.
    """
    sidecar = path.removesuffix(".csv") + ".source.yaml"
    origin = read_origin(sidecar, read_yaml(sidecar))
    lines = csv.reader(locate(path).read_text(encoding="utf-8").splitlines())
    columns = tuple(next(lines))
    rows = []
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(columns):
            raise FactFileError(path, f"line {number} has {len(cells)} cells, not {len(columns)}")
        rows.append(MappingProxyType(dict(zip(columns, cells, strict=True))))
    return Table(path, columns, tuple(rows), origin)


def read_years(row: Mapping[str, Any]) -> Years:
    """The years that `valid_from` and `valid_to` of a row state; an empty `valid_to` still holds."""
    last = row.get("valid_to")
    return Years(int(row["valid_from"]), int(last) if last not in (None, "") else None)


def read_dated(
    name: str,
    entries: Iterable[Mapping[str, Any]],
    *,
    path: str,
    origin: Origin | None = None,
) -> DatedFact:
    """The dated values under one name of a file, each `{from, to?, value, source?, status?, certainty?}`.

    What an entry leaves out is taken from the file's `origin`; `status` is adopted unless said otherwise.
    Raises FactFileError when a source is missing.
    """
    values = []
    for entry in entries:
        source = entry.get("source") or (origin.source if origin else None)
        certainty = entry.get("certainty") or (origin.certainty if origin else None)
        if not source or not certainty or "value" not in entry or "from" not in entry:
            raise FactFileError(path, f"{name}: each value needs from, value, source and certainty")
        to = entry.get("to")
        values.append(
            Fact(
                name,
                str(entry["value"]),
                Years(int(entry["from"]), int(to) if to is not None else None),
                str(source),
                Status(entry.get("status", "adopted")),
                Certainty(str(certainty)),
            )
        )
    values.sort(key=lambda fact: fact.years.first)
    return DatedFact(name, tuple(values), origin.verified_until if origin else None)

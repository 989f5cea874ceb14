"""The cost keys of the spending equalisation: criteria, weights, sub-keys and the country's counts, by grant year.

The key is published each year in Grønt hefte. A year without a key with a source raises FactMissing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from rodtrad.facts.reader import FactMissing, Origin, Table, read_table, read_years

POPULATION = "population"
_FOLDER = "income_system"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a cost key; `printed_name` is what a printed table of spending need calls it."""

    id: str
    label: str
    printed_name: str
    per_municipality: bool
    follows_population: bool


@dataclass(frozen=True, slots=True)
class CostKey:
    """Weights by criterion as the source writes them, and where they come from."""

    year: int
    weights: Mapping[str, Decimal]
    origin: Origin


@dataclass(frozen=True, slots=True)
class SectorKey:
    """Sector weights, and each sector's sub-key by criterion."""

    year: int
    weights: Mapping[str, Decimal]
    sub_keys: Mapping[str, Mapping[str, Decimal]]
    origin: Origin


def _table(name: str) -> Table:
    return read_table(f"{_FOLDER}/{name}.csv")


@cache
def criteria() -> Mapping[str, Criterion]:
    """Every criterion by id."""
    return MappingProxyType(
        {
            row["id"]: Criterion(
                row["id"],
                row["label"],
                row["printed_name"],
                row["per_municipality"] == "yes",
                row["follows_population"] == "yes",
            )
            for row in _table("criteria").rows
        }
    )


@cache
def key_years() -> tuple[int, ...]:
    """The grant years that have a cost key, oldest first."""
    return tuple(sorted({int(row["year"]) for row in _table("weights").rows}))


@cache
def cost_key(year: int) -> CostKey:
    """The cost key of a grant year. Raises FactMissing for a year without one."""
    table = _table("weights")
    weights = {row["criterion"]: Decimal(row["weight"]) for row in table.rows if int(row["year"]) == year}
    if not weights:
        raise FactMissing("cost_key", year)
    return CostKey(year, MappingProxyType(weights), table.origin)


@cache
def sector_key(year: int) -> SectorKey:
    """The sector weights and sub-keys of a grant year. Raises FactMissing for a year without them."""
    table = _table("sector_weights")
    weights = {row["sector"]: Decimal(row["weight"]) for row in table.rows if int(row["year"]) == year}
    sub_keys: dict[str, dict[str, Decimal]] = {sector: {} for sector in weights}
    for row in _table("sub_keys").rows:
        if row["sector"] in sub_keys and year in read_years(row):
            sub_keys[row["sector"]][row["criterion"]] = Decimal(row["weight"])
    if not weights or not all(sub_keys.values()):
        raise FactMissing("sector_key", year)
    frozen = {sector: MappingProxyType(key) for sector, key in sub_keys.items()}
    return SectorKey(year, MappingProxyType(weights), MappingProxyType(frozen), table.origin)


@cache
def national_counts(year: int) -> Mapping[str, Decimal]:
    """The country's counts by criterion, and its `population`, where they are known for the year; else empty."""
    rows = _table("national_counts").rows
    return MappingProxyType({row["criterion"]: Decimal(row["count"]) for row in rows if int(row["year"]) == year})

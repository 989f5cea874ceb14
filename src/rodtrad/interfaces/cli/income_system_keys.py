"""Cost keys that a user gives (`--key`): the weights as published in Grønt hefte, in all or sector by sector."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rodtrad.calculations.income_system.need import rounding_of
from rodtrad.facts.income_system.keys import POPULATION
from rodtrad.interfaces.cli.income_system_rows import CsvFile, Refused, Row

_SECTOR_COLUMNS = ("sector", "sector_weight")


@dataclass(frozen=True, slots=True)
class GivenSectors:
    """Sector weights, and each sector's sub-key by criterion."""

    weights: Mapping[str, Decimal]
    sub_keys: Mapping[str, Mapping[str, Decimal]]


@dataclass(frozen=True, slots=True)
class GivenKey:
    """A cost key: weight by criterion, and the sectors when the file has them."""

    weights: Mapping[str, Decimal]
    sectors: GivenSectors | None


def read_key(path: Path) -> GivenKey:
    """A key of `criterion,weight`, or `sector,sector_weight,criterion,weight` with the sub-keys of every sector.

    Raises Refused when weights do not sum to one but for their rounding.
    """
    file = CsvFile(path)
    rows = file.rows(("criterion", "weight"))
    if any(column in file.columns for column in _SECTOR_COLUMNS):
        sectors = _sectors(file, rows)
        combined: dict[str, Decimal] = {}
        for sector, weight in sectors.weights.items():
            for criterion, part in sectors.sub_keys[sector].items():
                combined[criterion] = combined.get(criterion, Decimal(0)) + weight * part
        return GivenKey(combined, sectors)
    found = _weights(file, rows)
    file.finish()
    check_sum(path, found.values())
    return GivenKey(found, None)


def _weights(file: CsvFile, rows: Iterable[Row]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for row in rows:
        criterion, weight = row.cells["criterion"], file.amount(row, "weight")
        if not criterion or criterion == POPULATION or criterion in found:
            file.problem(
                row.line, "criterion", f"«{criterion}» mangler, er ikke et kriterium, eller står flere ganger."
            )
        elif weight is not None:
            found[criterion] = weight
    return found


def _sectors(file: CsvFile, rows: Iterable[Row]) -> GivenSectors:
    absent = [column for column in _SECTOR_COLUMNS if column not in file.columns]
    if absent:
        file.refuse(f"{file.path}, linje 1: mangler {absent[0]} i overskriften.")
    weights: dict[str, Decimal] = {}
    of_sector: dict[str, list[Row]] = {}
    for row in rows:
        sector, weight = row.cells["sector"], file.amount(row, "sector_weight")
        if not sector:
            file.problem(row.line, "sector", "sektoren mangler.")
        elif weight is not None and weights.setdefault(sector, weight) != weight:
            file.problem(row.line, "sector_weight", f"«{sector}» har vekten {weights[sector]} på en annen linje.")
        of_sector.setdefault(sector, []).append(row)
    sub_keys = {sector: _weights(file, those) for sector, those in of_sector.items()}
    file.finish()
    check_sum(file.path, weights.values(), "sector_weight")
    for sector, key in sub_keys.items():
        check_sum(file.path, key.values(), f"weight for {sector}")
    return GivenSectors(weights, sub_keys)


def check_sum(path: Path, weights: Iterable[Decimal], column: str = "weight") -> None:
    """Raise Refused unless the weights sum to one but for the rounding of each."""
    given = tuple(weights)
    total = sum(given, Decimal(0))
    if abs(total - 1) > rounding_of(given):
        raise Refused([f"{path}, kolonne {column}: vektene summerer seg til {total}, ikke 1."])

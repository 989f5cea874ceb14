"""Reads rows of a projection file into projections: long rows (year, persons) or one column per year.

Columns: `age`, and where known `municipality`, `alternative`, `sex` (man/woman, mann/kvinne, 1/2), with `year` and
`persons`, or with columns named by their year. The rows come from any reader of CSV; a bad row is a problem with its
line number, never skipped in silence.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from rodtrad.calculations.demography.age_groups import AgeGroup, parse_age_group
from rodtrad.calculations.demography.projection import Projection
from rodtrad.facts.demography.unit_costs import alternative_codes

_SEXES = {"": "", "both": "", "begge": "", "0": "", "man": "m", "menn": "m", "mann": "m", "1": "m", "male": "m"}
_SEXES |= {"woman": "w", "kvinne": "w", "kvinner": "w", "2": "w", "female": "w"}
_MISSING = {"", ".", "..", ":"}
_FIRST_LINE = 2


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one line of a file (numbered from 1, the header included), in Norwegian."""

    line: int
    text: str


Cell = tuple[int, AgeGroup, str]
Cells = dict[Cell, float]


def projections_from_rows(
    rows: Iterable[Mapping[str, str]], *, source: str, municipality: str = "", first_projected: int | None = None
) -> tuple[tuple[Projection, ...], tuple[RowProblem, ...]]:
    """One projection per municipality and alternative of the rows, and what could not be read.

    `municipality` is used where the rows do not name one. A cell that is empty or "." is missing (NaN), never zero.
    """
    held: dict[tuple[str, str], Cells] = defaultdict(dict)
    problems = []
    for line, row in enumerate(rows, start=_FIRST_LINE):
        named = {(key or "").strip().lower(): (value or "").strip() for key, value in row.items()}
        try:
            where, cells = _cells(named, municipality)
        except ValueError as error:
            problems.append(RowProblem(line, str(error)))
            continue
        for cell, persons in cells.items():
            if cell in held[where]:
                year, group, _ = cell
                problems.append(RowProblem(line, f"{group.label} i {year} er oppgitt to ganger."))
                continue
            held[where][cell] = persons
    found = []
    for (number, alternative), cells in held.items():
        try:
            found.append(_projection(number, alternative, cells, source, first_projected))
        except ValueError:
            problems.append(RowProblem(0, f"Aldersgruppene overlapper hverandre ({alternative})."))
    return tuple(found), tuple(problems)


def _cells(row: Mapping[str, str], municipality: str) -> tuple[tuple[str, str], Cells]:
    try:
        group = parse_age_group(row.get("age", ""))
    except ValueError:
        raise ValueError(f"«{row.get('age', '')}» er ikke en alder. Skriv for eksempel 7, 6-15 eller 90+.") from None
    sex = _SEXES.get(row.get("sex", "").lower())
    if sex is None:
        raise ValueError(f"«{row['sex']}» er ikke et kjønn. Skriv mann, kvinne eller ingenting.")
    alternative = row.get("alternative") or "main"
    where = (row.get("municipality") or municipality, alternative_codes().get(alternative.lower(), alternative))
    if "year" in row:
        stated = {row["year"]: row.get("persons", "")}
    else:
        stated = {name: value for name, value in row.items() if len(name) == 4 and name.isdecimal()}
    if not stated:
        raise ValueError("Raden har verken årstall eller kolonner med årstall.")
    return where, {(_year(year), group, sex): _persons(value) for year, value in stated.items()}


def _year(text: str) -> int:
    if len(text) != 4 or not text.isdecimal():
        raise ValueError(f"«{text}» er ikke et årstall.")
    return int(text)


def _persons(text: str) -> float:
    if text in _MISSING:
        return np.nan
    if not text.isdecimal() or not text.isascii():
        raise ValueError(f"«{text}» er ikke et antall personer. Skriv et helt tall uten mellomrom.")
    return float(text)


def _projection(
    municipality: str, alternative: str, cells: Cells, source: str, first_projected: int | None
) -> Projection:
    years = sorted({year for year, _, _ in cells})
    groups = sorted({group for _, group, _ in cells})
    by_sex = any(sex for _, _, sex in cells)

    def array(sex: str) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
        return np.array([[cells.get((year, group, sex), np.nan) for group in groups] for year in years])

    women = array("w") if by_sex else None
    persons = array("")
    if women is not None:
        persons = np.where(np.isnan(persons), array("m") + women, persons)
    return Projection(municipality, alternative, source, tuple(years), tuple(groups), persons, women, first_projected)

"""Functions, arts, chapters and sectors: who may use a code in which year, what it is called, and a form's lists.

Provision: the KOSTRA regulation (FOR-2019-10-18-1412) with the ministry's yearly guide; a code is valid per year and
type of organisation. The facts are in `functions.csv`, `arts.csv`, `chapters.csv`, `sectors.csv` and `forms.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from rodtrad.facts.kostra.forms import PATH, organisation_group, region_group, reported_form
from rodtrad.facts.reader import FactMissing, Years, read_table, read_yaml, read_years


class CodeKind(StrEnum):
    """The four kinds of code; the value is the name of their table."""

    FUNCTION = "functions"
    ART = "arts"
    CHAPTER = "chapters"
    SECTOR = "sectors"


@dataclass(frozen=True, slots=True)
class Code:
    """A code as some organisations may use it over some years. `name` is None where no source gives one."""

    kind: CodeKind
    code: str
    name: str | None
    name_verified: bool
    organisation_types: frozenset[str]
    years: Years
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CodeLists:
    """What one report may use, sorted. An empty tuple means that the form is not controlled on that kind.

    `""` in a list means that a blank field is accepted.
    """

    functions: tuple[str, ...]
    arts: tuple[str, ...]
    chapters: tuple[str, ...]
    sectors: tuple[str, ...]
    provisional: bool


@cache
def codes(kind: CodeKind) -> tuple[Code, ...]:
    """Every known code of a kind, in the order of its table; a code may stand there more than once."""
    known = ("code", "name", "name_verified", "organisation_types", "valid_from", "valid_to", "observed_from")
    return tuple(
        Code(
            kind,
            row["code"],
            row["name"] or None,
            row["name_verified"] == "yes",
            frozenset(row["organisation_types"].split()),
            read_years(row),
            MappingProxyType({key: value for key, value in row.items() if key not in known}),
        )
        for row in read_table(f"kostra/{kind}.csv").rows
    )


@cache
def valid_codes(kind: CodeKind, year: int, organisation_type: str) -> frozenset[str]:
    """The codes that an organisation type may use in `year`.

    Raises FactMissing for a year before the first observed one.
    """
    _refuse_unobserved(kind, year)
    return frozenset(
        code.code for code in codes(kind) if organisation_type in code.organisation_types and year in code.years
    )


def find_code(kind: CodeKind, code: str, year: int, organisation_type: str | None = None) -> Code | None:
    """The code as it stood in `year`, else as it last stood, else None; for one organisation type or for any."""
    rows = [row for row in codes(kind) if row.code == code and organisation_type in (None, *row.organisation_types)]
    return next((row for row in rows if year in row.years), rows[-1] if rows else None)


@cache
def official_year() -> int:
    """The year whose lists the official control program holds; it uses them for every reported year."""
    return min(read_table(f"kostra/{kind}.csv").origin.verified_until or 0 for kind in CodeKind)


@cache
def code_lists(form_id: str, year: int, region: str, organisation: str) -> CodeLists:
    """The codes that a report may use: form id, year, six-digit region and organisation number ("" when none).

    Raises UnknownForm, and FactMissing for a year before the first observed one.
    """
    key = reported_form(form_id).list_key
    lists = {kind: _list(kind, key, year, region, organisation) for kind in CodeKind}
    verified = min(read_table(f"kostra/{kind}.csv").origin.verified_until or year for kind in CodeKind)
    return CodeLists(
        functions=lists[CodeKind.FUNCTION],
        arts=lists[CodeKind.ART],
        chapters=lists[CodeKind.CHAPTER],
        sectors=lists[CodeKind.SECTOR],
        provisional=year > verified,
    )


def _list(kind: CodeKind, key: str, year: int, region: str, organisation: str) -> tuple[str, ...]:
    _refuse_unobserved(kind, year)
    content = read_yaml(PATH)
    for rule in content["lists"][kind]:
        if key in rule["forms"] and _concerns(rule, region, organisation):
            found: set[str] = set()
            for organisation_type in rule["organisation_types"]:
                found |= valid_codes(kind, year, organisation_type)
            extra = rule.get("plus")
            if extra:
                for organisation_type in extra["organisation_types"]:
                    found |= valid_codes(kind, year, organisation_type) & set(extra["codes"])
            found -= set(rule.get("minus", ()))
            found |= set(rule.get("always", ()))
            if rule.get("markers"):
                found |= set(content["markers"])
            return tuple(sorted(found))
    return ()


def _concerns(rule: Mapping[str, Any], region: str, organisation: str) -> bool:
    regions = rule.get("regions")
    organisations = rule.get("organisations")
    return (regions is None or region in region_group(regions)) and (
        organisations is None or organisation in organisation_group(organisations)
    )


def _refuse_unobserved(kind: CodeKind, year: int) -> None:
    if year < min(code.years.first for code in codes(kind)):
        raise FactMissing(f"KOSTRA {kind}", year)

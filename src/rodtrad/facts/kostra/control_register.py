"""The 60 controls of the accounting extract as facts: number, severity, tolerance, and the codes each looks for.

Provision: Statistics Norway's control of the KOSTRA extract (FOR-2019-10-18-1412). The facts are in `controls.csv`
and `control_codes.yaml`; how each control works is in `calculations/kostra/controls`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from rodtrad.facts.kostra.forms import ControlFamily, ReportedForm, organisation_group, region_group
from rodtrad.facts.reader import read_table, read_yaml

PATH = "kostra/control_codes.yaml"


class Situation(StrEnum):
    """When a control's other severity counts."""

    RECORD_QUARTER_1_3 = "record_quarter_1_3"
    REPORTED_QUARTER_1_2 = "reported_quarter_1_2"
    REPORTED_QUARTER_3_4 = "reported_quarter_3_4"
    REPORTED_QUARTER_ANY = "reported_quarter_any"
    FORM_NOT_REGIONAL = "form_not_regional"


@dataclass(frozen=True, slots=True)
class RegisteredControl:
    """One control of the register; severities by name, `tolerance` in thousand kroner."""

    number: str
    title: str
    severity: str
    other_severity: str | None
    other_severity_when: Situation | None
    tolerance: int
    skips_oslo_districts: bool
    applies_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ControlCodes:
    """The codes one control looks for in one report, in the order of the facts."""

    functions: tuple[str, ...] = ()
    arts: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()


@cache
def control_register() -> Mapping[str, RegisteredControl]:
    """Every control by its number."""
    return MappingProxyType(
        {
            row["number"]: RegisteredControl(
                number=row["number"],
                title=row["title"],
                severity=row["severity"],
                other_severity=row["other_severity"] or None,
                other_severity_when=Situation(row["other_severity_when"]) if row["other_severity_when"] else None,
                tolerance=int(row["tolerance"] or 0),
                skips_oslo_districts=row["not_oslo_district"] == "yes",
                applies_to=tuple(row["applies_to"].split()),
            )
            for row in read_table("kostra/controls.csv").rows
        }
    )


@cache
def controls_of(family: ControlFamily) -> tuple[str, ...]:
    """The numbers of the controls that a family of forms is put through, in order, after control 001."""
    return tuple(read_yaml(PATH)["families"][family])


def control_codes(reported: ReportedForm, region: str, organisation: str) -> Mapping[str, ControlCodes]:
    """The codes that each control looks for in one report, by control number."""
    return {
        number: next(
            (
                ControlCodes(*(tuple(entry.get(kind, ())) for kind in ("functions", "arts", "chapters")))
                for entry in entries
                if _concerns(entry, reported, region, organisation)
            ),
            ControlCodes(),
        )
        for number, entries in read_yaml(PATH)["controls"].items()
    }


def _concerns(entry: Mapping[str, Any], reported: ReportedForm, region: str, organisation: str) -> bool:
    return (
        reported.family in entry.get("families", (reported.family,))
        and reported.form.kind in entry.get("kinds", (reported.form.kind,))
        and reported.form.code in entry.get("forms", (reported.form.code,))
        and ("regions" not in entry or region in region_group(entry["regions"]))
        and ("organisations" not in entry or organisation in organisation_group(entry["organisations"]))
    )

"""Phrases that the controls' messages share."""

from collections.abc import Iterable

from rodtrad.calculations.kostra.controls.rules import Report
from rodtrad.facts.kostra.codes import CodeKind, find_code
from rodtrad.facts.kostra.forms import reported_form


def shown(field: str) -> str:
    """A field as a message quotes it; a blank field is called blank."""
    return f"«{field.strip()}»" if field.strip() else "(blank)"


def listed(codes: Iterable[str], joined_by: str = "og") -> str:
    """Codes in a row, the last joined by "og" or another word."""
    *first, last = codes
    return f"{', '.join(first)} {joined_by} {last}" if first else last


def code_history(kind: CodeKind, code: str, report: Report) -> str:
    """A sentence on who may use a code that the report may not, or when; nothing when the code is unknown."""
    year = int(report.year)
    owner = reported_form(report.form_id).form.owner
    known = find_code(kind, code.strip(), year, owner) or find_code(kind, code.strip(), year)
    if known is None:
        return ""
    if known.years.last is not None and known.years.last < year:
        return f" Koden gjaldt til og med {known.years.last}."
    if known.years.first > year:
        return f" Koden gjelder fra {known.years.first}."
    return " Koden gjelder for andre rapporteringsenheter enn denne."

"""Phrases that the controls' messages share."""

from collections.abc import Iterable

from rodtrad.facts.kostra.codes import CodeKind, find_code

_SHOWN = 12


def shown(field: str) -> str:
    """A field as a message quotes it; a blank field is called blank."""
    return f"«{field.strip()}»" if field.strip() else "«blank»"


def listed(codes: Iterable[str]) -> str:
    """Codes in a row, the last joined by "og"."""
    *first, last = codes
    return f"{', '.join(first)} og {last}" if first else last


def code_history(kind: CodeKind, code: str, year: str) -> str:
    """A sentence on when a code that is not valid in `year` was or becomes valid, or nothing when it is unknown."""
    known = find_code(kind, code.strip(), int(year))
    if known is None:
        return ""
    if known.years.last is not None and known.years.last < int(year):
        return f" Koden gjaldt til og med {known.years.last}."
    if known.years.first > int(year):
        return f" Koden gjelder fra {known.years.first}."
    return " Koden gjelder for andre rapporteringsenheter enn denne."

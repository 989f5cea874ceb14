"""The rows of a KOSTRA accounting extract, as any other source: one column per field of the record, and the entity.

Which legal entity a record belongs to follows from its form and organisation number. Forms of consolidated accounts
are refused, since they are sums of entities that are imported each on its own.
"""

from collections.abc import Iterator
from pathlib import Path

from rodtrad.facts.kostra.forms import forms
from rodtrad.facts.kostra.record_format import record_format
from rodtrad.intake.issues import FileProblem
from rodtrad.intake.kostra_extract.reader import read_extract
from rodtrad.intake.rows import SourceRow, SourceTable

_ENTITIES = {
    "municipality": "treasury",
    "county": "treasury",
    "municipal_unit": "kf",
    "county_unit": "kf",
    "church_council": "church",
}
_CONSOLIDATED = ("0M", "0N", "0P", "0Q")


def read_extract_table(path: Path) -> SourceTable:
    """The records of an extract with their line numbers. Raises FileProblem for consolidated accounts."""
    extract = read_extract(path.read_bytes())
    layout = record_format()
    found = {piece[:2] for piece in extract.pieces}
    consolidated = sorted(found & set(_CONSOLIDATED))
    if consolidated:
        raise FileProblem(
            f"Filen holder konsoliderte regnskap (skjema {', '.join(consolidated)}). Importer regnskapet for hver "
            "enhet (0A, 0B, 0I, 0J); Rødtråd konsoliderer dem selv."
        )
    header = ("entity", *(field.name for field in layout.fields))
    return SourceTable(header, _rows(extract.pieces), "kostra", layout.encoding, "\t")


def _rows(pieces: tuple[str, ...]) -> Iterator[SourceRow]:
    layout = record_format()
    for number, piece in enumerate(pieces, start=1):
        text = piece.strip("\r")
        if not text:
            continue
        fault = None if len(text) == layout.length else "wrong_record_length"
        cells = tuple(text[field.start : field.stop] for field in layout.fields)
        yield SourceRow(number, (_entity(cells[0], text[13:22].strip()), *cells), text, fault)


def _entity(form: str, organisation: str) -> str:
    known = forms().get(form)
    if known is None or known.owner not in _ENTITIES:
        return form
    kind = _ENTITIES[known.owner]
    return f"kf:{organisation}" if kind == "kf" and organisation else kind

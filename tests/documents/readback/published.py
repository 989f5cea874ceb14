"""The finished files of one published edition, read from the disk and held against its JSON."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.documents.readback import from_csv, from_docx, from_html, from_json, from_pdf, from_xlsx
from tests.documents.readback.structure import Difference, differences


@dataclass(frozen=True)
class PublishedEdition:
    """Where the files are. `html` is the folder of the edition's own pages, `csv` a folder or a zip, or None."""

    json: Path
    html: Path
    pdf: Path
    docx: Path
    xlsx: Path
    csv: Path | None = None


def disagreements(edition: PublishedEdition) -> dict[str, list[Difference]]:
    """Format -> what it says otherwise than the JSON; empty when every format agrees."""
    expected = from_json.read(edition.json.read_bytes())
    pages = {str(path.relative_to(edition.html)): path.read_bytes() for path in edition.html.rglob("*.html")}
    documents = {
        "html": from_html.read(pages),
        "pdf": from_pdf.read(edition.pdf.read_bytes()),
        "docx": from_docx.read(edition.docx.read_bytes()),
        "xlsx": from_xlsx.read(edition.xlsx.read_bytes()),
    }
    if edition.csv is not None:
        files = _csv_files(edition.csv)
        documents |= {"csv": from_csv.read(files), "cells": from_csv.read_cells(files)}
    found = {format_: differences(expected, document) for format_, document in documents.items()}
    return {format_: each for format_, each in found.items() if each}


def _csv_files(place: Path) -> dict[str, bytes]:
    if place.is_dir():
        return {path.name: path.read_bytes() for path in place.iterdir() if path.suffix in (".csv", ".json")}
    with zipfile.ZipFile(place) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

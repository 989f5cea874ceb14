"""The finished files of one published edition, read from the disk and held against its JSON."""

import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from tests.documents.readback import from_csv, from_docx, from_html, from_json, from_pdf, from_xlsx
from tests.documents.readback.structure import Difference, ReadDocument, differences

FORMATS = ("html", "pdf", "docx", "xlsx", "csv", "cells")


@dataclass(frozen=True)
class PublishedEdition:
    """Where the files are. `html` is the folder of the edition's own pages, `csv` a folder or a zip, or None."""

    json: Path
    html: Path
    pdf: Path
    docx: Path
    xlsx: Path
    csv: Path | None = None


def edition_in(folder: Path, id_: str) -> PublishedEdition:
    """The finished files of the edition `id_`, published in `folder`."""
    files = {suffix: folder / f"{id_}.{suffix}" for suffix in ("json", "pdf", "docx", "xlsx")}
    return PublishedEdition(html=folder, csv=folder / f"{id_}-csv.zip", **files)


def disagreements(edition: PublishedEdition, formats: Collection[str] = FORMATS) -> dict[str, list[Difference]]:
    """Format -> what it says otherwise than the JSON; empty when every one of the formats agrees."""
    expected = from_json.read(edition.json.read_bytes())
    readers: dict[str, Callable[[], ReadDocument]] = {
        "html": lambda: from_html.read(_pages(edition.html)),
        "pdf": lambda: from_pdf.read(edition.pdf.read_bytes()),
        "docx": lambda: from_docx.read(edition.docx.read_bytes()),
        "xlsx": lambda: from_xlsx.read(edition.xlsx.read_bytes()),
    }
    if edition.csv is not None:
        files = _csv_files(edition.csv)
        readers |= {"csv": lambda: from_csv.read(files), "cells": lambda: from_csv.read_cells(files)}
    found = {name: differences(expected, read()) for name, read in readers.items() if name in formats}
    return {name: each for name, each in found.items() if each}


def _pages(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.html")}


def _csv_files(place: Path) -> dict[str, bytes]:
    if place.is_dir():
        return {path.name: path.read_bytes() for path in place.iterdir() if path.suffix in (".csv", ".json")}
    with zipfile.ZipFile(place) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

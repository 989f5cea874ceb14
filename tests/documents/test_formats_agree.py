"""All formats of an edition say the same, cell by cell: each finished file is read back with a library that did not
write it, and one altered cell in one file is found and named."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ByteStringObject, NameObject
from tests.documents.readback import from_csv, from_docx, from_html, from_json, from_pdf, from_xlsx
from tests.documents.readback.published import PublishedEdition, disagreements
from tests.documents.readback.structure import Difference, ReadDocument, differences
from tests.documents.sample_edition import sample_edition

from rodtrad.documents.renderers import csv_package, docx, json_file, pdf, xlsx
from rodtrad.documents.renderers.html import SiteContext, render_html, summarise
from rodtrad.documents.walk import tables_in

Files = dict[str, bytes]
ADDRESS = "fjellvik.example/hop-2027-2030/hop-2027-2030-forslag"


@cache
def finished(language: str = "nb") -> dict[str, Files]:
    """Format -> its files, rendered once for all tests."""
    edition = sample_edition(language)
    site = SiteContext("Fjellvik kommune", (summarise(edition),), edition.id)
    return {
        "html": dict(render_html(edition, site)),
        "pdf": {"document.pdf": pdf.render(edition, ADDRESS)},
        "docx": {"document.docx": docx.render(edition, ADDRESS)},
        "xlsx": {"document.xlsx": xlsx.render(edition)},
        "csv": csv_package.render(edition),
        "json": {"document.json": json_file.render(edition)},
    }


READERS: dict[str, Callable[[Files], ReadDocument]] = {
    "html": lambda files: from_html.read({k: v for k, v in files.items() if "/hop-2027-2030-forslag/" in k}),
    "pdf": lambda files: from_pdf.read(files["document.pdf"]),
    "docx": lambda files: from_docx.read(files["document.docx"]),
    "xlsx": lambda files: from_xlsx.read(files["document.xlsx"]),
    "csv": from_csv.read,
    "cells": from_csv.read_cells,
    "json": lambda files: from_json.read(files["document.json"]),
}


def reference(language: str = "nb") -> ReadDocument:
    """What the JSON says, which every other format is held against."""
    return from_json.read(finished(language)["json"]["document.json"])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("format_", ["html", "pdf", "docx", "xlsx", "csv", "cells"])
def test_every_format_says_what_the_json_says(format_: str, language: str) -> None:
    files = finished(language)["csv" if format_ == "cells" else format_]
    assert differences(reference(language), READERS[format_](files)) == []


def test_the_json_holds_every_table_and_cell_of_the_edition() -> None:
    edition = sample_edition("nb")
    read = {table.id: table for table in reference().tables}
    for table in tables_in((edition.front, *edition.chapters)):
        assert [label for label, _ in read[table.id].rows] == [row.label for row in table.rows]
        assert {len(cells) for _, cells in read[table.id].rows} == {len(table.columns)}


def test_a_published_folder_is_read_back_from_its_files(tmp_path: Path) -> None:
    for format_, files in finished().items():
        for name, data in files.items():
            place = tmp_path / format_ / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    published = PublishedEdition(
        json=tmp_path / "json" / "document.json",
        html=tmp_path / "html" / "hop-2027-2030" / "hop-2027-2030-forslag",
        pdf=tmp_path / "pdf" / "document.pdf",
        docx=tmp_path / "docx" / "document.docx",
        xlsx=tmp_path / "xlsx" / "document.xlsx",
        csv=tmp_path / "csv",
    )
    assert disagreements(published) == {}
    (tmp_path / "csv" / "cells.csv").write_bytes(_alter_cells(finished()["csv"])["cells.csv"])
    assert [d.place for d in disagreements(published)["cells"]] == ["tab-ramme-oppvekst:helaar:2028"]


# One altered cell


def _in_zip(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The zip with one member changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, change(content.decode()).encode() if info.filename == name else content)
    return out.getvalue()


def _once(text: str, pattern: str, replacement: str) -> str:
    changed, count = re.subn(pattern, replacement, text, count=1, flags=re.DOTALL)
    assert count == 1, f"{pattern} is not there"
    return changed


def _alter_html(files: Files) -> Files:
    path = "hop-2027-2030/hop-2027-2030-forslag/oppvekst/index.html"
    old = files[path].decode()
    return files | {
        path: _once(old, r'(id="tab-ramme-oppvekst:helaar:2028"[^>]*>)1\u00a0150', "\\g<1>1\u00a0160").encode()
    }


def _alter_docx(files: Files) -> Files:
    def change(xml: str) -> str:
        start = xml.index("Helårsvirkning av ny avdeling")
        second = xml.index("1\u00a0150", xml.index("1\u00a0150", start) + 1)
        return xml[:second] + "1\u00a0160" + xml[second + 5 :]

    return {"document.docx": _in_zip(files["document.docx"], "word/document.xml", change)}


def _alter_xlsx(files: Files) -> Files:
    with zipfile.ZipFile(io.BytesIO(files["document.xlsx"])) as book:
        sheets = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        name = next(n for n in sheets if "<v>-3480</v>" in book.read(n).decode())
    cell = r'(<c r="C9"[^>]*><v>)1150(</v>)'
    return {"document.xlsx": _in_zip(files["document.xlsx"], name, lambda xml: _once(xml, cell, r"\g<1>1160\g<2>"))}


def _alter_csv(files: Files) -> Files:
    old = files["tab-ramme-oppvekst.csv"].decode()
    changed = _once(old, r"(\nhelaar,[^\n]*?,1150),1150", r"\g<1>,1160")
    return files | {"tab-ramme-oppvekst.csv": changed.encode()}


def _alter_cells(files: Files) -> Files:
    changed = _once(
        files["cells.csv"].decode(), r"(tab-ramme-oppvekst,helaar,2028,[^\n]*?)1\u00a0150", "\\g<1>1\u00a0160"
    )
    return files | {"cells.csv": changed.encode()}


def _alter_json(files: Files) -> Files:
    plain = json.loads(files["document.json"])
    row = next(r for r in plain["tables"]["tab-ramme-oppvekst"]["rows"] if r["id"] == "helaar")
    row["cells"][1]["shown"] = "1\u00a0160"
    return {"document.json": json.dumps(plain).encode()}


def _alter_pdf(files: Files) -> Files:
    """Another glyph of the same font for one digit of one cell, as a forger or a broken writer would leave it."""
    reader = PdfReader(io.BytesIO(files["document.pdf"]))
    writer = PdfWriter(clone_from=reader)
    for page in writer.pages:
        content = from_pdf.content_of(page)
        words = [(op, font, text) for _, op, font, text in from_pdf.shown_words(page, content)]
        start = next((i for i, (_, _, text) in enumerate(words) if text.startswith("Helårsvirkning av ny")), None)
        if start is None:
            continue
        operation, font, _ = [word for word in words[start:] if word[2] == "1\u00a0150"][1]
        fives, sixes = ([code.to_bytes(2, "big") for code, char in font.items() if char == d] for d in "56")
        _replace_glyph(operation, fives, sixes[-1])
        page[NameObject("/Contents")] = writer._add_object(content)
        out = io.BytesIO()
        writer.write(out)
        return {"document.pdf": out.getvalue()}
    raise AssertionError("the cell is not in the PDF")


def _replace_glyph(operation: tuple[Any, bytes], old: list[bytes], new: bytes) -> None:
    operands, operator = operation
    target = operands[0] if operator == b"TJ" else operands
    for index, part in enumerate(target):
        if isinstance(part, bytes | str):
            codes = from_pdf.bytes_of(part)
            pairs = [codes[i : i + 2] for i in range(0, len(codes), 2)]
            place = next((i for i, pair in enumerate(pairs) if pair in old), None)
            if place is not None:
                pairs[place] = new
                target[index] = ByteStringObject(b"".join(pairs))
                return
    raise AssertionError("the digit is not in the cell")


ALTERATIONS: dict[str, Callable[[Files], Files]] = {
    "html": _alter_html,
    "pdf": _alter_pdf,
    "docx": _alter_docx,
    "xlsx": _alter_xlsx,
    "csv": _alter_csv,
    "cells": _alter_cells,
    "json": _alter_json,
}


@pytest.mark.parametrize("format_", list(ALTERATIONS))
def test_one_altered_cell_in_one_file_is_found_and_named(format_: str) -> None:
    files = finished()["csv" if format_ == "cells" else format_]
    found = differences(reference(), READERS[format_](ALTERATIONS[format_](files)))
    assert [difference.place for difference in found] == ["tab-ramme-oppvekst:helaar:2028"]
    assert "160" in found[0].found


@pytest.mark.parametrize("format_", ["pdf", "docx", "xlsx", "html"])
def test_a_missing_sign_that_became_zero_is_found(format_: str) -> None:
    document = READERS[format_](finished()[format_])
    tables = tuple(_with_zero(table) for table in document.tables)
    found = differences(reference(), ReadDocument(tables, document.texts, document.exact))
    assert Difference("tab-investeringer:uteomrade:2030", "..", "0") in found


def _with_zero(table: Any) -> Any:
    if table.id != "tab-investeringer":
        return table
    rows = tuple((label, tuple("0" if cell == ".." else cell for cell in cells)) for label, cells in table.rows)
    return type(table)(table.id, table.title, table.columns, rows, table.subtitle, table.unit)


@pytest.mark.parametrize("format_", ["html", "pdf", "docx", "xlsx", "csv"])
def test_a_lost_paragraph_is_found(format_: str) -> None:
    document = READERS[format_](finished()[format_])
    lost = "Biblioteket held ope 31 timar i veka."
    without = tuple(text for text in document.texts if "Biblioteketheldope" not in text.replace(" ", ""))
    found = differences(reference(), ReadDocument(document.tables, without, document.exact))
    assert any(difference.expected.startswith(lost) for difference in found)


@pytest.mark.parametrize("format_", ["pdf", "docx", "xlsx", "csv", "json", "html"])
def test_the_same_edition_gives_the_same_bytes(format_: str) -> None:
    once = dict(finished()[format_])
    finished.cache_clear()
    assert finished()[format_] == once

"""Workbook, CSV and JSON must be data: typed, exact, described, and never a sign that could be taken for zero."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache

from python_calamine import CalamineWorkbook
from tests.documents.sample_edition import frame_table, sample_edition

from rodtrad.documents import nodes, serialisation
from rodtrad.documents.renderers import csv_package, json_file, xlsx
from rodtrad.documents.renderers.texts import texts_of
from rodtrad.documents.walk import nodes_in
from rodtrad.values.units import Unit


@cache
def book() -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(xlsx.render(sample_edition())))


@cache
def package() -> dict[str, bytes]:
    return csv_package.render(sample_edition())


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(package()[name].decode(), newline="")))


def long_cell(table: str, row: str, column: str) -> dict[str, str]:
    """The cell's line in `cells.csv`."""
    return next(c for c in rows("cells.csv") if (c["table"], c["row"], c["column"]) == (table, row, column))


# Workbook


def _sheet(table: str) -> str:
    """The name of a table's sheet, whatever the table's number is."""
    return next(name for name in book().sheet_names if name.endswith(f" {table}"))


def test_numbers_are_numbers_in_the_shown_unit_and_signs_are_text() -> None:
    sheet = book().get_sheet_by_name(_sheet("investeringer")).to_python(skip_empty_area=False)
    school = next(row for row in sheet if str(row[0]).startswith("Fjellvik skole"))
    assert school[1:7] == [2029.0, 142.0, 38.0, 62.5, 35.0, "–"]
    garden = next(row for row in sheet if str(row[0]).startswith("Lia barnehage"))
    assert garden[6] == ".."


def test_the_workbook_begins_with_how_to_read_it_and_its_contents() -> None:
    assert book().sheet_names[:2] == ["Les dette", "Innhold"]
    assert _sheet("ramme-oppvekst")[0].isdigit()


def test_amounts_have_a_format_with_grouping_and_a_real_minus() -> None:
    assert xlsx.number_format(Unit.THOUSAND_NOK) == "[$-414]#,##0;[$-414]−#,##0;[$-414]#,##0"
    assert xlsx.number_format(Unit.MILLION_NOK, signed=True).startswith("[$-414]+#,##0.0;[$-414]−#")
    assert xlsx.number_format(Unit.YEAR) == "0"


def test_sheet_names_are_unique_and_within_excels_limit() -> None:
    tables = tuple(replace(frame_table(), id=f"tab-{'lang-' * 10}{i}") for i in range(3))
    names = list(xlsx.sheet_names(tables).values())
    assert len({name.lower() for name in names}) == 3
    assert max(map(len, names)) <= 31


def test_the_head_stays_in_place_when_the_reader_scrolls() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx.render(sample_edition()))) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert sum('xSplit="1" ySplit="6"' in sheet and 'state="frozen"' in sheet for sheet in sheets) == 10


# CSV


def test_machine_numbers_have_ascii_minus_point_and_no_grouping() -> None:
    row = next(row for row in rows("tab-ramme-oppvekst.csv") if row["row"] == "demografi")
    assert [row[year] for year in ("2027", "2028", "2029", "2030")] == ["-2310", "-3480", "-4640", "-5220"]


def test_a_missing_number_is_empty_in_the_table_and_explained_in_the_long_file() -> None:
    project = next(row for row in rows("tab-investeringer.csv") if row["row"] == "utstyr")
    assert project["kostnad"] == ""
    cell = next(
        c
        for c in rows("cells.csv")
        if (c["table"], c["row"], c["column"]) == ("tab-investeringer", "utstyr", "kostnad")
    )
    assert (cell["shown"], cell["missing"], cell["value"]) == (".", "not_possible", "")
    assert cell["reason"] == "prosjektet har ingen samlet ramme"


def test_exact_values_are_in_the_base_unit() -> None:
    cell = next(
        c for c in rows("cells.csv") if (c["table"], c["row"], c["column"]) == ("tab-driftsrammer", "helse", "2027")
    )
    assert (cell["value"], cell["unit"], cell["shown"]) == ("207137400", "thousand_nok", "207\u00a0137")


def test_the_description_names_every_file_with_schema_licence_unit_and_source() -> None:
    description = json.loads(package()["datapackage.json"])
    assert {r["path"] for r in description["resources"]} | {"datapackage.json"} == set(package())
    assert description["licenses"][0]["name"] == "NLOD-2.0"
    table = next(r for r in description["resources"] if r["name"] == "tab-ramme-oppvekst")
    assert (table["unit"], table["sources"][0]["title"]) == ("thousand_nok", "Kommunens budsjett, versjon 28.10.2026")
    for resource in description["resources"]:
        head = package()[resource["path"]].decode().partition("\r\n")[0]
        assert head.split(",") == [field["name"] for field in resource["schema"]["fields"]]


def test_every_value_fits_the_type_that_the_schema_gives_its_column() -> None:
    for resource in json.loads(package()["datapackage.json"])["resources"]:
        for row in rows(resource["path"]):
            for field in resource["schema"]["fields"]:
                value = row[field["name"]]
                if value and field["type"] == "integer":
                    assert str(int(value)) == value
                elif value and field["type"] == "number":
                    assert Decimal(value).is_finite()


def test_the_zip_holds_the_same_files_dated_at_publication() -> None:
    with zipfile.ZipFile(io.BytesIO(csv_package.render_zip(sample_edition()))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == package()
        assert {info.date_time for info in archive.infolist()} == {(2026, 10, 28, 9, 0, 0)}


# JSON and texts


def test_the_json_gives_back_the_edition_and_its_checksum() -> None:
    plain = json.loads(json_file.render(sample_edition()))
    edition = serialisation.from_plain(plain["edition"])
    assert edition == sample_edition()
    assert plain["sha256"] == serialisation.checksum(edition)


def test_the_json_gives_each_cell_its_exact_value_shown_text_and_reason() -> None:
    table = json.loads(json_file.render(sample_edition()))["tables"]["tab-maltall"]
    instalment = next(row for row in table["rows"] if row["id"] == "avdrag")
    assert instalment["cells"][1] == {
        "kind": "missing",
        "value": None,
        "shown": ".",
        "machine": "",
        "missing": "not_possible",
        "words": "avskrivbare anleggsmidler er ikke importert",
    }


def test_every_node_type_gives_its_texts() -> None:
    edition = sample_edition()
    for node in nodes_in((edition.front, *edition.chapters)):
        alone = replace(edition, front=nodes.Section("x", "", (node,)), chapters=())
        assert [item for item in texts_of(alone) if item.text], type(node)
    assert len(list(texts_of(edition))) > 100

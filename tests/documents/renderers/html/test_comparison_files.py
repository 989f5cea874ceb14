"""The comparison's files say what its page says, and each area has a page with its own share."""

import csv
import io
import zipfile

import pytest
from bs4 import BeautifulSoup, Tag
from python_calamine import CalamineWorkbook
from tests.documents.sample_edition import amended_edition, sample_edition

from rodtrad.documents.renderers.html import SiteContext, render_comparison

HOME = "hop-2027-2030/sammenlign/hop-2027-2030-forslag/hop-2027-2030-vedtatt/"


def table(pages: dict[str, str], id_: str) -> Tag:
    found = BeautifulSoup(pages[f"{HOME}index.html"], "lxml").find(id=id_)
    assert isinstance(found, Tag)
    return found


def on_page(section: Tag) -> dict[str, list[str]]:
    """The rows of a section's table: their label and their figures for machines."""
    rows = {}
    for row in section.find_all("tr"):
        label = row.th.find("a") or row.find(class_="lab") or row.th if row.th else None
        if label and row.find("td", class_="num"):
            figures = [cell.get_text() for cell in row.find_all("td", class_="num")]
            plain = [figure.strip().replace("\u00a0", "").replace("\u2212", "-").lstrip("+") for figure in figures]
            rows[label.get_text().strip()] = [figure.replace(",", ".") for figure in plain]
    return rows


def from_csv(files: dict[str, bytes], name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(files[f"{HOME}{name}.csv"].decode("utf-8"), newline="")))


def test_csv_of_measures_holds_the_numbers_of_the_page(files: dict[str, bytes], pages: dict[str, str]) -> None:
    shown = {label: figures for label, figures in on_page(table(pages, "_tiltak")).items() if any(figures)}
    written = {row[0]: row[3:] for row in from_csv(files, "tiltak")[1:]}
    assert shown
    assert written == shown


def test_csv_of_areas_holds_the_numbers_of_the_page(files: dict[str, bytes], pages: dict[str, str]) -> None:
    assert {row[0]: row[1:] for row in from_csv(files, "omrader")[1:]} == on_page(table(pages, "_tab-driftsrammer"))


def test_workbook_has_a_sheet_for_every_csv_file_with_the_same_numbers(files: dict[str, bytes]) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(files[f"{HOME}sammenligning.xlsx"]))
    tables = [path.removeprefix(HOME)[:-4] for path in files if path.startswith(HOME) and path.endswith(".csv")]
    assert len(book.sheet_names) == len(tables)
    for index, name in enumerate(tables):
        written = from_csv(files, name)
        rows = book.get_sheet_by_index(index).to_python()[3:]
        assert rows[0] == written[0]
        for cells, row in zip(rows[1:], written[1:], strict=True):
            for value, text in zip(cells, row, strict=True):
                if isinstance(value, int | float):
                    assert value == pytest.approx(float(text))
                elif text:
                    assert value == text


def test_package_holds_the_csv_files(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files[f"{HOME}sammenligning-csv.zip"])) as package:
        assert package.namelist()
        for name in package.namelist():
            assert package.read(name) == files[f"{HOME}{name}"]


def test_every_changed_text_stands_in_the_file_as_it_was_and_as_it_is(files: dict[str, bytes]) -> None:
    rows = from_csv(files, "tekst")[1:]
    assert any("31" in was and "24" in now for _, _, was, now in rows)


def test_files_are_the_same_bytes_again(files: dict[str, bytes], site: SiteContext) -> None:
    again = dict(render_comparison(sample_edition(), amended_edition(), site))
    assert {path: data for path, data in again.items() if path.startswith(HOME)} == {
        path: data for path, data in files.items() if path.startswith(HOME)
    }


def test_links_to_files_lead_to_files(files: dict[str, bytes], pages: dict[str, str]) -> None:
    soup = BeautifulSoup(pages[f"{HOME}index.html"], "lxml")
    wanted = [str(a["href"]) for a in soup.select("main .tools a, main .downloads a") if "#" not in str(a["href"])]
    assert "sammenligning.xlsx" in wanted
    assert "tiltak.csv" in wanted
    assert all(f"{HOME}{name}" in files for name in wanted)


def test_area_that_differs_has_a_page_of_its_own_that_the_whole_links_to(pages: dict[str, str]) -> None:
    whole = BeautifulSoup(pages[f"{HOME}index.html"], "lxml")
    chips = {a.get_text(): a for a in whole.select(".chips a")}
    assert chips["Alle områder"].get("aria-current") == "page"
    assert str(chips["Oppvekst"]["href"]).endswith(f"{HOME}oppvekst/")
    own = BeautifulSoup(pages[f"{HOME}oppvekst/index.html"], "lxml")
    assert own.h1 is not None
    assert own.h1.get_text() == "Oppvekst: dette endret kommunestyret"
    here = own.select_one(".chips [aria-current]")
    assert here is not None
    assert here.get_text() == "Oppvekst"


def test_page_of_an_area_tells_of_that_area_alone(pages: dict[str, str]) -> None:
    own = BeautifulSoup(pages[f"{HOME}oppvekst/index.html"], "lxml").find("main")
    assert isinstance(own, Tag)
    assert "Sommerjobb" in own.get_text()
    texts = own.find(id="_tekst")
    headings = {tag.get_text() for tag in texts.select(".where b")} if isinstance(texts, Tag) else set()
    assert all("Oppvekst" in heading for heading in headings)
    frames = [row.get_text() for row in own.select("#_tab-driftsrammer tbody th")]
    assert frames == ["Oppvekst"]

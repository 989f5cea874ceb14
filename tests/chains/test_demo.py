"""The whole chain as a user runs it: `rodtrad demo` from files to published documents, whose formats all agree."""

import csv
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import page
import pytest
from python_calamine import CalamineWorkbook
from tests.documents.readback.published import PublishedEdition, disagreements, edition_in
from tests.published_demo import PublishedDemo, publish_demo

from rodtrad.demo.figures import indicators
from rodtrad.values.rounding import round_half_away

EDITIONS = ("hop-2027-2030-forslag", "hop-2027-2030-vedtatt")
KEYS = {"id", "title", "kind", "language", "sha256", "html", "pdf", "docx", "xlsx", "json"}
FILES = ("html", "pdf", "docx", "xlsx", "json")
LARGEST_PAGE = 100_000
PLACE = "tab-rammer:oppvekst:2028"


def edition_of(demo: PublishedDemo, id_: str) -> PublishedEdition:
    """The finished files of one of the demo's editions."""
    entry = next(edition for edition in demo.editions if edition["id"] == id_)
    return edition_in(Path(entry["html"]).parent, id_)


def test_the_last_line_of_the_output_names_both_editions_and_their_files(published_demo: PublishedDemo) -> None:
    assert [edition["id"] for edition in published_demo.editions] == list(EDITIONS)
    assert [edition["kind"] for edition in published_demo.editions] == ["proposal", "adopted"]
    for edition in published_demo.editions:
        assert set(edition) == KEYS
        assert re.fullmatch(r"[0-9a-f]{64}", edition["sha256"])
        for name in FILES:
            path = Path(edition[name])
            assert path.is_absolute() and path.is_file() and path.is_relative_to(published_demo.site), name


def test_progress_goes_to_the_error_stream(published_demo: PublishedDemo) -> None:
    assert len(published_demo.output.splitlines()) == 1
    assert "Fjellvik" in published_demo.messages


@pytest.mark.parametrize("id_", EDITIONS)
def test_all_formats_of_the_demo_agree(published_demo: PublishedDemo, id_: str) -> None:
    assert disagreements(edition_of(published_demo, id_)) == {}


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("id_", EDITIONS)
def test_the_pdf_of_the_demo_passes_the_rules(published_demo: PublishedDemo, id_: str, profile: str) -> None:
    report = page.validate_pdf_bytes(edition_of(published_demo, id_).pdf.read_bytes(), profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


def test_the_tables_that_are_served_one_by_one_are_those_of_the_package(published_demo: PublishedDemo) -> None:
    for id_ in EDITIONS:
        edition = edition_of(published_demo, id_)
        assert edition.csv is not None
        with zipfile.ZipFile(edition.csv) as package:
            for name in package.namelist():
                assert (edition.html / "data" / name).read_bytes() == package.read(name), name


def test_the_indicator_of_the_general_fund_is_measured_by_the_accounts(published_demo: PublishedDemo) -> None:
    for id_ in EDITIONS:
        text = (edition_of(published_demo, id_).html / "data" / "tab-mal.csv").read_text(encoding="utf-8-sig")
        rows = {row["row"]: row for row in csv.DictReader(io.StringIO(text))}
        for year in (2024, 2025):
            assert Decimal(rows["disposisjonsfond"][f"maling-{year}"]) == round_half_away(
                indicators(year).general_fund, 1
            )
        assert all(row["maling-2024"] or row["maling-2025"] for row in rows.values() if row["role"] != "section")


def test_no_page_is_larger_than_a_hundred_kilobytes_on_the_wire(published_demo: PublishedDemo) -> None:
    pages = [path for path in published_demo.site.rglob("*.html.gz") if path.parent.name != "hele"]
    assert len(pages) > 40
    assert {str(path): path.stat().st_size for path in pages if path.stat().st_size > LARGEST_PAGE} == {}


def test_nothing_is_left_running(published_demo: PublishedDemo) -> None:
    name = str(published_demo.folder).encode()
    if not Path("/proc").is_dir():
        pytest.skip("this system has no /proc to look in")
    commands = [_read(path) for path in Path("/proc").glob("[0-9]*/cmdline")]
    assert [command for command in commands if name in command] == []


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_a_second_run_over_the_same_folder_gives_the_same_bytes(published_demo: PublishedDemo) -> None:
    before = published_demo.checksums()
    again = publish_demo(published_demo.folder)
    assert [e["sha256"] for e in again.editions] == [e["sha256"] for e in published_demo.editions]
    assert _changed(before, again.checksums()) == []


def test_a_long_closed_folder_gives_the_same_bytes(published_demo: PublishedDemo, tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(3):
        folder /= "en-mappe-med-et-navn-som-er-lengre-enn-noen-ville-gi-den-" + "x" * 40
    folder.mkdir(parents=True)
    folder.chmod(0o700)
    elsewhere = publish_demo(folder)
    assert [e["sha256"] for e in elsewhere.editions] == [e["sha256"] for e in published_demo.editions]
    assert _changed(published_demo.checksums(), elsewhere.checksums()) == []


def _changed(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


# One altered cell in one file


def _once(text: str, pattern: str, replacement: str) -> str:
    changed, count = re.subn(pattern, replacement, text, count=1, flags=re.DOTALL)
    assert count == 1, f"{pattern} is not there"
    return changed


def _in_zip(path: Path, name: str, change: Callable[[str], str]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, change(content.decode()).encode() if info.filename == name else content)
    path.write_bytes(out.getvalue())


def _html(edition: PublishedEdition) -> str:
    pages = [path for path in edition.html.rglob("*.html") if f'id="{PLACE}"' in path.read_text(encoding="utf-8")]
    pages[0].write_text(
        _once(pages[0].read_text(encoding="utf-8"), rf'(id="{PLACE}"[^>]*>)\d+', r"\g<1>777"), encoding="utf-8"
    )
    return "html"


def _docx(edition: PublishedEdition) -> str:
    row = r"(\[tab-rammer\].*?>Oppvekst<.*?<w:t [^>]*>[^<]*</w:t>.*?<w:t [^>]*>)\d+"
    _in_zip(edition.docx, "word/document.xml", lambda xml: _once(xml, row, r"\g<1>777"))
    return "docx"


def _xlsx(edition: PublishedEdition) -> str:
    book = CalamineWorkbook.from_path(edition.xlsx)
    index = next(i for i, name in enumerate(book.sheet_names) if name.endswith(" rammer"))
    rows = book.get_sheet_by_index(index).to_python(skip_empty_area=False)
    line = next(i for i, row in enumerate(rows) if row[0] == "Oppvekst") + 1
    cell = rf'(<c r="C{line}"[^>]*><v>)\d+'
    _in_zip(edition.xlsx, f"xl/worksheets/sheet{index + 1}.xml", lambda xml: _once(xml, cell, r"\g<1>777"))
    return "xlsx"


def _csv(edition: PublishedEdition) -> str:
    assert edition.csv is not None
    _in_zip(edition.csv, "tab-rammer.csv", lambda text: _once(text, r"(\noppvekst,[^\n]*?,\d+),\d+", r"\g<1>,777"))
    return "csv"


@pytest.mark.parametrize("alter", [_html, _docx, _xlsx, _csv])
def test_one_altered_cell_in_one_published_file_is_found(
    published_demo: PublishedDemo, tmp_path: Path, alter: Callable[[PublishedEdition], str]
) -> None:
    id_ = EDITIONS[0]
    original = edition_of(published_demo, id_)
    shutil.copytree(original.html, tmp_path / id_)
    edition = edition_in(tmp_path / id_, id_)
    format_ = alter(edition)
    found = disagreements(edition, [format_])
    assert [difference.place for difference in found[format_]] == [PLACE]

"""The Word file must be one that a councillor can work in: real styles, headers, languages and alternative texts."""

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from tests.documents.sample_edition import sample_edition

from rodtrad.documents import nodes
from rodtrad.documents.pictures import FONTS
from rodtrad.documents.renderers import docx
from rodtrad.documents.renderers.docx import typeface
from rodtrad.documents.renderers.docx.body import RENDERERS
from rodtrad.documents.renderers.docx.wordml import bookmark_name
from rodtrad.documents.walk import nodes_in


@cache
def rendered() -> bytes:
    return docx.render(sample_edition(), "fjellvik.example/hop")


@cache
def document() -> Any:
    return Document(io.BytesIO(rendered()))


def test_every_node_type_is_written() -> None:
    assert set(RENDERERS) == set(nodes.NODE_TYPES)


def test_headings_have_words_own_styles() -> None:
    headings = [(p.style.name, p.text) for p in document().paragraphs if p.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", "Hovedtrekk")
    assert ("Heading 2", "2.1 Oppvekst") in headings
    assert ("Heading 3", "Driftsramme") in headings


def test_the_table_of_contents_is_filled_in_and_leads_to_the_headings() -> None:
    body = document().element.body
    entries = [p for p in document().paragraphs if p.style.name.startswith("TOC ")]
    headings = [p.text for p in document().paragraphs if p.style.name in ("Heading 1", "Heading 2")]
    assert ["".join(t.text for t in p._p.iter(qn("w:t"))) for p in entries] == headings
    bookmarks = {b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))} <= bookmarks
    assert any("TOC " in (code.text or "") for code in body.iter(qn("w:instrText")))


def test_bookmarks_are_unique_and_short_enough_for_word() -> None:
    body = document().element.body
    names = [b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 40
    assert len({bookmark_name("x" * 50 + "-a"), bookmark_name("x" * 50 + "-b")}) == 2


def test_each_table_repeats_its_head_and_never_splits_a_row() -> None:
    for table in document().tables:
        first, *rest = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *rest))


def test_every_run_says_its_language_and_the_nynorsk_chapter_says_nynorsk() -> None:
    runs = [run for run in document().element.body.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    languages = {run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) for run in runs}
    assert languages == {"nb-NO", "nn-NO", "sv-SE"}
    chapter = next(run for run in runs if "Biblioteket held ope" in (run.find(qn("w:t")).text or ""))
    assert chapter.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) == "nn-NO"


def test_every_picture_has_an_alternative_text() -> None:
    edition = sample_edition()
    every = list(nodes_in((edition.front, *edition.chapters)))
    expected = [
        n.sentence if isinstance(n, nodes.Chart) else n.alt for n in every if isinstance(n, nodes.Chart | nodes.Image)
    ]
    found = [shape._inline.docPr.get("descr") for shape in document().inline_shapes]
    assert found == expected


def test_the_only_time_in_the_file_is_the_time_of_publication() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered())) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 10, 28, 9, 0, 0)}
    properties = document().core_properties
    assert properties.created.isoformat() == properties.modified.isoformat() == "2026-10-28T08:00:00+00:00"
    assert (properties.title, properties.language) == ("Handlings- og økonomiplan 2027–2030", "nb-NO")


def test_the_foot_has_page_numbers_as_fields() -> None:
    codes = {code.text.strip() for code in document().sections[0].footer._element.iter(qn("w:instrText"))}
    assert codes == {"PAGE", "NUMPAGES"}


def test_a_broken_picture_is_refused_in_words() -> None:
    edition = sample_edition()
    with pytest.raises(docx.WordError, match="er ødelagt"):
        docx.render(replace(edition, images=((edition.images[0][0], "bm9wZQ=="),)))


def test_the_products_typeface_travels_with_the_file() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered())) as archive:
        table = archive.read("word/fontTable.xml").decode()
        keys = re.findall(r'<w:embed\w+ r:id="\w+" w:fontKey="{([0-9A-F-]{36})}"/>', table)
        fonts = [archive.read(f"word/fonts/font{number}.odttf") for number in (1, 2, 3)]
    files = ("Inter-Regular.ttf", "Inter-Bold.ttf", "Inter-Italic.ttf")
    assert [typeface.obfuscated(*pair) for pair in zip(fonts, keys, strict=True)] == [
        (FONTS / name).read_bytes() for name in files
    ]
    assert fonts[0][:4] != b"\x00\x01\x00\x00"
    assert {style.font.name for style in document().styles if style.name.startswith("Tabelltekst")} == {"Inter"}


def test_a_table_is_on_one_page_with_its_notes_where_they_are_few() -> None:
    table = next(t for t in document().tables if "Rammen" in t._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")))
    last = table.rows[-1].cells[0].paragraphs[0]
    assert last._p.pPr.find(qn("w:keepNext")) is not None


def test_no_empty_line_makes_a_page_of_its_own_before_a_chapter() -> None:
    paragraphs = document().paragraphs
    for before, heading in pairwise(paragraphs):
        if heading.style.name == "Heading 1":
            assert before.text or before._p.getnext() is not heading._p


def test_figures_stand_where_their_label_begins_in_a_tall_row() -> None:
    table = document().tables[0]._tbl
    for row in table.iter(qn("w:tr")):
        is_head = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert {each.get(qn("w:val")) for each in row.iter(qn("w:vAlign"))} == {"bottom" if is_head else "top"}

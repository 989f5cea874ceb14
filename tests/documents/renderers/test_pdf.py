"""The PDF must be readable by everybody and keepable by the archive."""

import io
from dataclasses import replace
from functools import cache
from typing import Any

import page
import pytest
from pypdf import PdfReader
from tests.documents.readback.from_pdf import Element, structure
from tests.documents.sample_edition import p, sample_edition

from rodtrad.documents import nodes
from rodtrad.documents.editions import Edition
from rodtrad.documents.renderers import pdf
from rodtrad.documents.renderers.pdf.content import RENDERERS, content_of
from rodtrad.documents.renderers.pdf.structure import StructureError, add_row_headers
from rodtrad.documents.walk import nodes_in


@cache
def rendered(language: str = "nb") -> bytes:
    return pdf.render(sample_edition(language), "fjellvik.example/hop-2027-2030/hop-2027-2030-forslag")


@cache
def tree() -> Element:
    return structure(rendered())


def with_text(text: str) -> Edition:
    """The sample with one chapter that holds this text."""
    return replace(
        sample_edition(), chapters=(nodes.Section("kapittel", "Kapittel", (p(text),), page=True, number="1"),)
    )


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_pdf_passes_the_rules_for_accessibility_and_for_the_archive(language: str, profile: str) -> None:
    report = page.validate_pdf_bytes(rendered(language), profile=profile)
    assert [(f.rule_id, f.message) for f in report.failures] == []
    assert report.is_compliant


def test_every_node_type_is_printed() -> None:
    assert set(RENDERERS) == set(nodes.NODE_TYPES)


def test_the_first_cell_of_each_row_is_a_header_that_the_other_cells_name() -> None:
    for table in tree().every("Table"):
        for row in next(table.every("TBody")).every("TR"):
            header, *data = [child for child in row.children if isinstance(child, Element)]
            assert (header.kind, header.attributes["/Scope"]) == ("TH", "/Row")
            for cell in data:
                names = [str(name) for name in cell.attributes["/Headers"]]
                assert len(names) == 2 and names[-1].startswith("R"), cell.text


def test_each_table_carries_the_id_that_it_has_in_the_edition() -> None:
    ids = [table.title for table in tree().every("Table")]
    assert ids == content_of(sample_edition(), "").tables
    assert "tab-ramme-oppvekst" in ids


def test_headings_follow_the_nesting_of_the_document() -> None:
    headings = [(element.kind, element.text) for element in tree().every("H1", "H2", "H3")]
    assert ("H1", "2Områdene") in headings
    assert ("H2", "2.1Oppvekst") in headings
    assert ("H3", "Driftsramme") in headings


def test_the_front_is_not_headed_with_the_documents_title_twice() -> None:
    first = next(tree().every("H1", "H2"))
    assert "Hovedtrekk" in [element.text for element in tree().every("H1")]
    assert first.text != sample_edition().title


def test_the_nynorsk_chapter_is_tagged_as_nynorsk() -> None:
    data = rendered()
    assert b"/Lang(nn-NO)" in data
    root: Any = PdfReader(io.BytesIO(data)).root_object
    assert root["/Lang"] == "nb-NO"


def test_every_figure_has_its_sentence_as_alternative_text() -> None:
    alternatives = {figure.attributes.get("/Alt") for figure in tree().every("Figure")}
    sentences = {node.sentence for node in _charts(sample_edition())}
    assert sentences <= alternatives


def _charts(edition: Edition) -> list[nodes.Chart]:
    return [node for node in nodes_in((edition.front, *edition.chapters)) if isinstance(node, nodes.Chart)]


def test_title_author_and_bookmarks_are_set() -> None:
    reader = PdfReader(io.BytesIO(rendered()))
    assert reader.metadata is not None
    assert reader.metadata.title == "Handlings- og økonomiplan 2027–2030"
    assert reader.metadata.author == "Fjellvik kommune"
    assert str(reader.metadata.creation_date_raw).startswith("D:20261028080000")
    assert [item.title for item in reader.outline if not isinstance(item, list)][-1] == "Ordforklaringer"


def test_each_page_has_the_version_the_address_and_the_page_number() -> None:
    pages = PdfReader(io.BytesIO(rendered())).pages
    text = pages[7].extract_text()
    assert "Kommunedirektørens forslag 28.10.2026 · ikke vedtatt" in text
    assert "fjellvik.example/hop-2027-2030/hop-2027-2030-forslag/oppvekst" in text
    assert f"Side 8 av {len(pages)}" in text


def test_only_the_typeface_that_the_product_carries_is_used() -> None:
    resources: list[Any] = [each["/Resources"] for each in PdfReader(io.BytesIO(rendered())).pages]
    fonts = [font.get_object() for each in resources for font in each.get("/Font", {}).values()]
    names = {str(font["/BaseFont"]).partition("+")[2].partition("-")[0] for font in fonts}
    assert names == {"Inter"}


def test_no_character_of_a_text_is_read_as_a_command() -> None:
    text = "#let x = [*_$\\`<a>@b ~ -- /* */ // \" ' {{ }}"
    blocks = [block.text for block in structure(pdf.render(with_text(text))).every("P")]
    assert text in blocks


def test_control_characters_are_left_out() -> None:
    blocks = [block.text for block in structure(pdf.render(with_text("a\x07b"))).every("P")]
    assert "ab" in blocks


def test_a_character_without_a_glyph_is_named_with_its_place() -> None:
    with pytest.raises(pdf.PdfError, match=r"tegnet «日» \(U\+65E5\).*delen «kapittel»: «her: 日»"):
        pdf.render(with_text("her: 日"))


def test_a_broken_picture_is_refused_in_words() -> None:
    edition = sample_edition()
    broken = replace(edition, images=((edition.images[0][0], "bm9wZQ=="),))
    with pytest.raises(pdf.PdfError, match="et bilde er ødelagt"):
        pdf.render(broken)


def test_deep_sections_stay_within_six_levels_of_headings() -> None:
    deep: nodes.Node = p("Nederst.")
    for level in range(9, 0, -1):
        deep = nodes.Section(f"d{level}", f"Nivå {level}", (deep,))
    assert isinstance(deep, nodes.Section)
    assert page.validate_pdf_bytes(pdf.render(replace(sample_edition(), chapters=(deep,))), profile="ua1").is_compliant


def test_a_file_with_other_tables_than_the_documents_is_not_given_row_headers() -> None:
    with pytest.raises(StructureError, match="tables"):
        add_row_headers(rendered(), ["tab-driftsrammer"])

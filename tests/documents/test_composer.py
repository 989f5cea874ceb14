"""A composed document is numbered, frozen and whole; whatever is left open is named and stops it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from rodtrad.documents.blocks import BLOCKS, PROVIDERS, BlockUnknown, Output, Provided, Request, Scope, block, provider
from rodtrad.documents.composer import CompositionError, Member, compose
from rodtrad.documents.editions import DataVersion, Explanation
from rodtrad.documents.inlines import FigureReference, Link, Term, Text, plain_text
from rodtrad.documents.nodes import GlossaryEntry, Paragraph, Section, TableNode
from rodtrad.documents.tables import Column, Row, Source, Table, number
from rodtrad.documents.templates import TemplateError, read_template
from rodtrad.values.units import Unit

SCOPE = Scope("anyone", {"document": "hop"})
GLOSSARY = (GlossaryEntry("ramme", "Ramme", (Text("Det området får."),)),)
asked: list[Mapping[str, Any]] = []


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    """Two providers and two blocks that only these tests know."""
    blocks, providers = dict(BLOCKS), dict(PROVIDERS)
    asked.clear()

    @provider("test.amount", options=["area"], nb="Beløp")
    def amount(scope: Scope, options: Mapping[str, Any]) -> Provided:
        asked.append(options)
        return Provided(1_250_000 if options.get("area") == "skole" else -40_000, DataVersion("test.amount", "7"))

    @block("test.table", "Tabell", requires=["test.amount"])
    def table(request: Request, value: int) -> Output:
        area = request.options["area"]
        cell = number(value, explanation=f"b-{area}")
        built = Table(
            f"tab-{area}", "Ramme", "", Unit.THOUSAND_NOK, (Column("2027", "2027"),), (Row("ramme", "Ramme", (cell,)),),
            Source("Prøve"),
        )  # fmt: skip
        return Output((TableNode(built),), (Explanation(f"b-{area}", "Ramme", "sum", (), "kr"),))

    @block("test.text", "Tekst")
    def written(request: Request) -> Output:
        return Output((Paragraph(tuple(request.options["parts"])),))

    yield
    BLOCKS.clear()
    BLOCKS.update(blocks)
    PROVIDERS.clear()
    PROVIDERS.update(providers)


def document(*content: Mapping[str, Any], front: tuple[Mapping[str, Any], ...] = ()) -> dict[str, Any]:
    return {
        "id": "prove",
        "title": {"nb": "Prøve"},
        "front": {"id": "forside", "title": {"nb": "Forside"}, "content": list(front)},
        "chapters": [{"id": "kapittel", "title": {"nb": "Kapittel"}, "content": list(content)}],
    }


def composed(data: dict[str, Any], lists: Mapping[str, tuple[Member, ...]] | None = None) -> tuple[Section, ...]:
    result = compose(read_template(data), SCOPE, "nb", lists or {}, GLOSSARY)
    return (result.front, *result.chapters)


def test_a_live_figure_is_frozen_with_its_unit_in_words() -> None:
    parts = [Text("Skolen får "), FigureReference("", "tab-skole:ramme:2027"), Text(".")]
    _, chapter = composed(document({"block": "test.table", "area": "skole"}, {"block": "test.text", "parts": parts}))
    paragraph = chapter.children[1]
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.text) == "Skolen får 1,3\u00a0millioner kroner."


def test_a_figure_without_its_sign_is_said_in_kroner() -> None:
    parts = [FigureReference("", "tab-helse:ramme:2027", absolute=True)]
    _, chapter = composed(document({"block": "test.table", "area": "helse"}, {"block": "test.text", "parts": parts}))
    paragraph = chapter.children[1]
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.text) == "40\u00a0000\u00a0kroner"


@pytest.mark.parametrize(
    ("part", "word"),
    [
        (FigureReference("", "tab-skole:ramme:2031"), "tab-skole:ramme:2031"),
        (Term("ukjent", "ukjent"), "ordlisten"),
        (Link("her", "#borte"), "#borte"),
    ],
)
def test_what_points_nowhere_stops_the_document_and_is_named(part: Any, word: str) -> None:
    with pytest.raises(CompositionError, match=word):
        composed(document({"block": "test.table", "area": "skole"}, {"block": "test.text", "parts": [part]}))


def test_pages_for_a_list_are_numbered_and_keep_their_language() -> None:
    page = {
        "id": "{id}",
        "title": {"nb": "{title}", "nn": "{title}"},
        "content": [{"block": "test.table", "area": "{id}"}],
    }
    members = (Member("skole", "Skole"), Member("helse", "Helse", "nn"))
    _, chapter = composed(document({"each": "areas", "page_for": page}), {"areas": members})
    pages = [child for child in chapter.children if isinstance(child, Section)]
    assert [(p.number, p.id, p.language) for p in pages] == [("1.1", "skole", None), ("1.2", "helse", "nn")]
    tables = [node.table.number for p in pages for node in p.children if isinstance(node, TableNode)]
    assert tables == ["1.1", "1.2"]


def test_a_provider_is_asked_once_for_the_options_that_it_names() -> None:
    composed(document({"block": "test.table", "area": "skole", "wide": True}, {"block": "test.table", "area": "helse"}))
    assert asked == [{"area": "skole"}, {"area": "helse"}]


def test_two_things_with_one_id_stop_the_document() -> None:
    with pytest.raises(CompositionError, match="to ganger"):
        composed(document({"block": "test.table", "area": "skole"}, {"block": "test.table", "area": "skole"}))


def test_only_explanations_that_a_cell_points_to_are_kept() -> None:
    result = compose(read_template(document({"block": "test.table", "area": "skole"})), SCOPE, "nb", {}, GLOSSARY)
    assert [e.id for e in result.explanations] == ["b-skole"]
    assert result.data_versions == (DataVersion("test.amount", "7", title="Beløp: Kapittel"),)


def test_the_data_of_a_page_is_named_by_the_page_and_section_it_is_for() -> None:
    section = {"id": "rammer-{id}", "title": {"nb": "Rammer"}, "content": [{"block": "test.table", "area": "{id}"}]}
    page = {"id": "{id}", "title": {"nb": "{title}"}, "content": [{"section": section}]}
    members = {"areas": (Member("skole", "Skole"), Member("helse", "Helse"))}
    result = compose(read_template(document({"each": "areas", "page_for": page})), SCOPE, "nb", members, GLOSSARY)
    assert [version.title for version in result.data_versions] == ["Beløp: Skole – Rammer", "Beløp: Helse – Rammer"]


def test_an_unknown_block_and_a_broken_template_are_named() -> None:
    with pytest.raises(BlockUnknown, match=r"test\.borte"):
        composed(document({"block": "test.borte"}))
    with pytest.raises(TemplateError, match="prove/kapittel"):
        read_template(document({"blokk": "test.table"}))


def test_an_empty_section_is_left_out() -> None:
    section = {"section": {"id": "tom", "title": {"nb": "Tom"}, "content": []}}
    _, chapter = composed(document(section, {"block": "test.table", "area": "skole"}))
    assert [type(node) for node in chapter.children] == [TableNode]


def test_a_chapter_with_nothing_in_it_is_left_out_and_not_counted() -> None:
    data = document({"block": "test.table", "area": "skole"})
    data["chapters"].insert(0, {"id": "tomt", "title": {"nb": "Tomt"}, "content": []})
    _, chapter = composed(data)
    assert (chapter.id, chapter.number) == ("kapittel", "1")

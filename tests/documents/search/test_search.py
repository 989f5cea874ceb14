"""Readers find words in either written form, numbers however they write them, codes, and synonyms."""

import time
from dataclasses import replace

import pytest
from tests.documents.sample_edition import sample_edition

from rodtrad.documents.editions import Edition, Explanation, ExplanationStep
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import Node, Paragraph, Section, TableNode
from rodtrad.documents.renderers.html.addresses import AddressBook
from rodtrad.documents.search import build, find, loads
from rodtrad.documents.search.words import asked_terms, number_terms, numbers_in, stem, synonyms
from rodtrad.documents.tables import Column, Row, Source, Table, number
from rodtrad.values.units import Unit

EDITION = sample_edition()
INDEX = loads(build(EDITION).dumps())


def edition_saying(*texts: str, rows: tuple[Row, ...] = ()) -> Edition:
    children: tuple[Node, ...] = tuple(Paragraph((Text(text),)) for text in texts)
    if rows:
        table = Table("tab-x", "Tabell", "S", Unit.THOUSAND_NOK, (Column("a", "2027"),), rows, Source("K"))
        children = (*children, TableNode(table))
    chapter = Section("kapittel", "Kapittel", children, page=True)
    return replace(EDITION, front=Section("forside", "Forside", ()), chapters=(chapter,), glossary=(), explanations=())


def titles(query: str, *texts: str, rows: tuple[Row, ...] = ()) -> list[str]:
    return [hit.title for hit in find(build(edition_saying(*texts, rows=rows)), query)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("skole", "skule"), ("skolene", "skulane"), ("skoler", "skular"), ("grunnskolen", "grunnskulen"),
        ("barnehager", "barnehagar"), ("tjenester", "tenester"), ("ikke", "ikkje"), ("sykehjemmet", "sjukeheimen"),
        ("eiendomsskatt", "eigedomsskatt"), ("boliger", "bustader"), ("innbyggere", "innbyggjarar"),
        ("regnskapet", "rekneskapen"), ("veiene", "vegane"), ("tiltak", "tiltaka"), ("lønn", "løn"),
        ("innsparing", "innsparingane"),
    ],
)  # fmt: skip
def test_a_word_in_one_written_form_finds_the_other(one: str, other: str) -> None:
    assert titles(other, f"Her står {one} i teksten.") == ["Kapittel"]
    assert titles(one, f"Her står {other} i teksten.") == ["Kapittel"]


@pytest.mark.parametrize(
    "query",
    [
        "204581",
        "204 581",
        "204\u00a0581",
        "204.581",
        "204 581 000",
        "204,6 mill",
        "204,6 millioner kroner",
        "204 581 tusen",
    ],
)
def test_an_amount_is_found_however_it_is_written(query: str) -> None:
    rows = (Row("ramme", "Netto driftsramme", (number(204_581_000),)), Row("annet", "Annet", (number(7_000),)))
    assert titles(query, rows=rows) == ["Netto driftsramme"]


@pytest.mark.parametrize("query", ["12,3 mill", "12,3 mill. kr", "12.3 millioner", "12,3"])
def test_an_amount_in_running_text_is_found(query: str) -> None:
    assert titles(query, "Kommunen sparer 12,3 millioner kroner.") == ["Kapittel"]


def test_another_amount_is_not_found() -> None:
    assert titles("12,4 mill", "Kommunen sparer 12,3 millioner kroner.") == []


@pytest.mark.parametrize("query", ["202", "funksjon 202", "ansvar 2100", "2100"])
def test_codes_are_found(query: str) -> None:
    assert titles(query, "Tallene gjelder funksjon 202 og ansvar 2100.") == ["Kapittel"]


def test_a_code_keeps_its_leading_zero() -> None:
    assert titles("0301", "Kommune 0301 er Oslo.") == ["Kapittel"]
    assert titles("0301", "Tallet er 301.") == []


@pytest.mark.parametrize("query", ["253", "010", "funksjon 253"])
def test_a_figure_is_found_by_the_codes_of_the_accounts_behind_it(query: str) -> None:
    steps = (ExplanationStep("Fjelltun, funksjon 253, art 010", "1 766 250"), ExplanationStep("Sum 2027", "1 766 250"))
    why = Explanation("b-plasser", "Åtte plasser", "Summen av kontolinjene.", steps, "kroner")
    rows = (Row("plasser", "Åtte funksjoner", (number(1_766_250, explanation=why.id),)), Row("b", "B", (number(7),)))
    edition = replace(edition_saying(rows=rows), explanations=(why,))
    assert [hit.title for hit in find(build(edition), query)] == ["Åtte funksjoner"]


def test_a_compound_that_stands_nowhere_finds_its_parts() -> None:
    assert titles("skolebibliotekar", "Et bibliotek og en kino.") == ["Kapittel"]
    rows = (Row("a", "Bibliotek", (number(1),)),)
    assert titles("skolebibliotekar", "En skolebibliotekar og en kino.", rows=rows) == ["Kapittel"]


def test_a_synonym_is_found_with_less_weight_than_the_word_itself() -> None:
    assert titles("sykehjem", "Nye plasser i institusjon.") == ["Kapittel"]
    assert "institusjon" in synonyms()[stem("sykehjem")]


def test_the_beginning_of_a_word_and_a_compound_are_found() -> None:
    assert titles("barneh", "Barnehagene blir færre.") == ["Kapittel"]
    assert titles("skole", "Ny barneskole bygges.") == ["Kapittel"]


def test_all_words_must_be_met_when_anything_meets_them_all() -> None:
    rows = (Row("a", "Bekken skole", (number(1_000),)), Row("b", "Bekken bru", (number(2_000),)))
    assert titles("bekken skole", rows=rows) == ["Bekken skole"]


@pytest.mark.parametrize(
    "query", ["", "   ", "og", "!?", "<script>alert(1)</script>", "x" * 5000, "0" * 500, "\x00", "((("]
)
def test_odd_queries_give_an_answer_and_no_error(query: str) -> None:
    assert isinstance(find(INDEX, query), list)


def test_every_hit_leads_to_a_place_in_the_edition() -> None:
    book = AddressBook(EDITION)
    paths = {page.path for page in book.pages} | {"ordliste/"}
    for entry in INDEX.entries:
        path, _, anchor = entry.url.partition("#")
        assert path in paths, entry.url
        if anchor and not anchor.startswith("ord:"):
            assert book.locate(anchor.split(":")[0]), entry.url


def test_numbers_texts_and_measures_are_grouped_in_that_order() -> None:
    groups = [hit.group for hit in find(INDEX, "skole")]
    assert groups == sorted(groups, key=["numbers", "text", "measures"].index)
    assert set(groups) == {"numbers", "text", "measures"}


def test_a_snippet_shows_the_words_around_the_hit() -> None:
    text = "Ord foran. " * 40 + "Her ligger Bekken skole ved elva. " + "Ord bak. " * 40
    (hit,) = find(build(edition_saying(text)), "Bekken")
    assert "Bekken skole" in hit.snippet
    assert len(hit.snippet) < 220


def test_the_same_edition_gives_the_same_index() -> None:
    assert build(EDITION).dumps() == build(sample_edition()).dumps()


def test_an_unknown_index_format_is_refused() -> None:
    with pytest.raises(ValueError, match="search index"):
        loads(b'{"format": "other"}')


def test_a_sign_is_no_part_of_the_number_and_years_in_a_row_stay_apart() -> None:
    assert [n.written for n in numbers_in("\u22122 310 i 2027 2028 og 12,5")] == ["2 310", "2027", "2028", "12,5"]
    (found,) = numbers_in("1,2 mrd. kroner")
    assert found.scale == 1_000_000_000
    assert asked_terms(found) & number_terms(found)


def test_a_query_over_a_large_document_is_answered_within_a_tenth_of_a_second() -> None:
    rows = tuple(Row(f"r{i}", f"Post {i} for tjeneste {i % 97}", (number(i * 1_000),)) for i in range(6000))
    index = build(edition_saying(rows=rows))
    for query in ("tjeneste 12", "post", "204 581", "skole og barnehage i Fjellvik"):
        find(index, query)
        start = time.perf_counter()
        find(index, query)
        assert time.perf_counter() - start < 0.1

"""The definitions of key figures as data."""

import pytest

from rodtrad.facts.kostra.key_figures.definitions import Edition, load_definitions
from rodtrad.facts.reader import read_table, read_yaml


def test_the_published_edition_holds_nothing_that_came_later() -> None:
    published = load_definitions(Edition.PUBLISHED_2016)
    assert "258" not in published.groups_by_function
    assert published.concepts_of_chapter("451") == ()


def test_the_current_edition_places_functions_and_chapters_that_came_later() -> None:
    current = load_definitions(Edition.CURRENT)
    assert {"FGK9", "FGK11", "FG2"} <= set(current.groups_by_function["258"])
    assert current.concepts_of_chapter("451") == current.concepts_of_chapter("45")


def test_a_split_art_stays_in_its_concepts() -> None:
    current = load_definitions(Edition.CURRENT)
    assert current.concepts_of_art("271") == current.concepts_of_art("270")


@pytest.mark.parametrize("art", ["298", "379", "798"])
def test_arts_internal_to_oslo_belong_to_no_national_concept(art: str) -> None:
    assert load_definitions(Edition.CURRENT).concepts_of_art(art) == ()
    concepts = {concept for concept, _ in load_definitions(Edition.PUBLISHED_2016).concepts_of_art(art)}
    assert all(concept.startswith("AGB") for concept in concepts)


def test_an_art_named_on_both_sides_counts_nothing() -> None:
    assert "AG17" not in dict(load_definitions(Edition.CURRENT).concepts_of_art("160"))


def test_every_label_belongs_to_a_concept_or_group_that_exists() -> None:
    concepts = {row["concept"] for row in read_table("kostra/key_figures/concept_arts_2016.csv").rows}
    chapters = {row["concept"] for row in read_table("kostra/key_figures/concept_chapters.csv").rows}
    groups = {row["group"] for row in read_table("kostra/key_figures/function_groups.csv").rows}
    content = read_yaml("kostra/key_figures/concepts.yaml")
    assert set(content["art_concepts"]) <= concepts
    assert set(content["balance_concepts"]) <= chapters
    assert set(content["function_groups"]) <= groups


def test_an_unlabelled_concept_has_no_label() -> None:
    definitions = load_definitions(Edition.CURRENT)
    assert definitions.label("AG19") is None
    label = definitions.label("AGD23")
    assert label is not None
    assert label.text == "Netto driftsresultat"

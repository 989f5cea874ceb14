"""Every fixed word exists in every content language and asks for the same values there."""

import string

import pytest

from rodtrad.documents import labels


def fields(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("language", [x for x in labels.LANGUAGES if x != labels.DEFAULT])
def test_catalogues_have_the_same_keys_and_the_same_values(language: str) -> None:
    bokmaal, other = labels.catalogue(labels.DEFAULT), labels.catalogue(language)
    assert other.keys() == bokmaal.keys()
    assert {k: fields(v) for k, v in other.items()} == {k: fields(v) for k, v in bokmaal.items()}


@pytest.mark.parametrize("language", labels.LANGUAGES)
def test_no_label_is_empty(language: str) -> None:
    assert [k for k, v in labels.catalogue(language).items() if not v.strip()] == []


def test_values_are_put_into_their_places() -> None:
    assert labels.text("table_number", "nn", number="4.1") == "Tabell 4.1"
    assert labels.text("source_line", "en", source="Statistics Norway") == "Source: Statistics Norway"


def test_one_is_written_in_the_singular() -> None:
    assert labels.text("changed_texts_count", count=1) == "1 sted"
    assert labels.text("changed_texts_count", count=3) == "3 steder"


def test_unknown_language_gets_bokmaal() -> None:
    assert labels.text("source", "se") == "Kilde"


def test_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        labels.text("table_number", number_="1")


def test_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        labels.text("no_such_label")

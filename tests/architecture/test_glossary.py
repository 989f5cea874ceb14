"""Each Norwegian term has one identifier, and formulas go by it."""

import keyword
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml

from rodtrad.calculations.formulas import registered_formulas

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.yaml"
FIELDS = ("term", "nynorsk", "english", "identifier", "nb", "nn", "en")


@cache
def entries() -> tuple[Mapping[str, str], ...]:
    return tuple(yaml.safe_load(GLOSSARY.read_text(encoding="utf-8"))["terms"])


def test_every_term_is_explained_in_three_languages() -> None:
    for entry in entries():
        assert tuple(entry) == FIELDS, entry["term"]
        assert all(isinstance(text, str) and text.strip() for text in entry.values()), entry["term"]
        assert all(entry[language].endswith(".") for language in ("nb", "nn", "en")), entry["term"]


@pytest.mark.parametrize("field", ["term", "identifier"])
def test_a_term_has_one_identifier_and_an_identifier_one_term(field: str) -> None:
    counted = Counter(entry[field] for entry in entries())
    assert [value for value, count in counted.items() if count > 1] == []


def test_identifiers_are_ascii_names() -> None:
    for entry in entries():
        identifier = entry["identifier"]
        assert re.fullmatch(r"[a-z][a-z0-9_]*", identifier), identifier
        assert not keyword.iskeyword(identifier)


def test_definitions_are_short() -> None:
    for entry in entries():
        assert all(len(entry[language].split()) <= 25 for language in ("nb", "nn", "en")), entry["term"]


def test_a_formula_goes_by_the_identifier_of_its_term() -> None:
    identifiers = {entry["term"]: entry["identifier"] for entry in entries()}
    formulas = registered_formulas().values()
    missing = [formula.term for formula in formulas if formula.term not in identifiers]
    assert missing == [], f"add these terms to {GLOSSARY.name}"
    for formula in formulas:
        assert identifiers[formula.term] == formula.identifier, formula.id

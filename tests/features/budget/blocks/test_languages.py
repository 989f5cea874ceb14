"""Statements and checks are said in the language of the document; bokmål is what the regulation says."""

import pytest
from tests.calculations.ledger.plans import line, small_plan
from tests.features.budget.blocks.reading import make, table, view_of

from rodtrad.calculations.ledger import Category, Change
from rodtrad.documents.nodes import Callout

VIEW = view_of(small_plan())


@pytest.mark.parametrize(
    ("language", "label"),
    [("nb", "18. Overføring til investering"), ("nn", "1. Rammetilskot"), ("en", "17. Net operating result")],
)
def test_the_lines_of_a_statement(language: str, label: str) -> None:
    made = make("budget.statement", VIEW, language, statement="5-4-1")
    assert label in [row.label for row in table(made, "tab-5-4-1").rows]


def test_the_parts_of_an_explanation() -> None:
    made = make("budget.statement", VIEW, "en", statement="5-4-1")
    first = made.explanations[0]
    assert first.title.startswith("Total general operating income")
    assert first.steps[0].label == "1. General grant"
    assert first.facts[0].value == "Operating appropriations, first part"


@pytest.mark.parametrize(
    ("language", "label", "law"),
    [
        ("nn", "Avdraga er minst like store som minimumsavdraget (drift)", "kommunelova § 14-18"),
        ("en", "Instalments are at least the minimum instalment (operating)", "Local Government Act § 14-18"),
    ],
)
def test_the_names_of_checks(language: str, label: str, law: str) -> None:
    rows = {row.label: row for row in table(make("budget.checks", VIEW, language), "tab-kontroll").rows}
    assert rows[label].cells[-1].value == law


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Avdragene er minst like store som minimumsavdraget hvert år."),
        ("nn", "Avdraga er minst like store som minimumsavdraget kvart år. Ei ny forskrift"),
        ("en", "The instalments are at least the minimum instalment in each year. A new regulation"),
    ],
)
def test_what_a_check_shows(language: str, words: str) -> None:
    rows = {row.id: row for row in table(make("budget.checks", VIEW, language), "tab-kontroll").rows}
    assert str(rows["minimumsavdrag-drift"].cells[1].value).startswith(words)


def test_why_something_cannot_be_computed() -> None:
    without_debt = view_of(small_plan(parameters=()))
    cell = table(make("budget.debt", without_debt, "en"), "tab-gjeld").rows[0].cells[0]
    assert cell.reason == "The loan debt on 1 January 2027 is not stated for the municipal treasury."
    without_art = Change("c", "Tiltak", Category.NEW_MEASURE, (line("2000", "202", "", 7),))
    (notice,) = make("budget.statement", view_of(small_plan(without_art)), "nn", statement="5-4-1").nodes
    assert isinstance(notice, Callout)
    assert "Kontoen manglar art på 1 linje i driftsbudsjettet." in str(notice.children)

"""Statements and checks are said in the language of the document; bokmål is what the regulation says."""

import pytest
from tests.calculations.ledger.plans import small_plan
from tests.features.budget.blocks.reading import make, table, view_of

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

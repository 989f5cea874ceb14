"""Every block speaks three languages, on every kind of plan, and says nothing that the figures do not bear out."""

import re

import pytest
from hypothesis import given, settings
from tests.calculations.ledger.plans import line, small_plan
from tests.features.budget.blocks.reading import make_all, own_blocks, plans, random_plans, view_of

from rodtrad.calculations.ledger import Category, Change
from rodtrad.documents.blocks import Output
from rodtrad.documents.labels import LANGUAGES
from rodtrad.documents.nodes import Chart, Facts, KeyFigures, Measures, Node
from rodtrad.documents.shown import shown
from rodtrad.documents.tables import CellKind, RowRole, Table
from rodtrad.documents.walk import nodes_in, tables_in
from rodtrad.features.budget.documents import template
from rodtrad.features.budget.plan_view import PlanView

PLANS = plans()
UNFILLED = re.compile(r"[{}@]")
ZERO_AMOUNT = re.compile(r"(?<![\d,\u00a0])0,0\u00a0mill")


def said(output: Output) -> list[str]:
    """Every title, subtitle, label and sentence that a block writes itself."""
    words = []
    for node in nodes_in(output.nodes):
        if isinstance(node, Chart):
            words += [node.title, node.subtitle, node.sentence, *(one.label for one in node.series)]
        elif isinstance(node, Facts):
            words += [word for item in node.items for word in item]
        elif isinstance(node, KeyFigures):
            words += [node.note, *(text for figure in node.figures for text in (figure.change, figure.target))]
        elif isinstance(node, Measures):
            words += [one.kind for one in node.measures]
    for table in tables_in(output.nodes):
        words += [table.title, table.subtitle, table.stub, *(row.label for row in table.rows)]
        words += [word for column in table.columns for word in (column.label, column.phase)]
    for explanation in output.explanations:
        words += [explanation.title, explanation.formula, explanation.unit, explanation.data]
        words += [step.label for step in explanation.steps]
    return words


def ids(nodes: tuple[Node, ...]) -> list[str]:
    named = [str(getattr(node, "id", "")) for node in nodes_in(nodes)]
    return [id for id in (*named, *(table.id for table in tables_in(nodes))) if id]


@pytest.mark.parametrize("name", sorted(PLANS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_is_made_in_every_language(name: str, language: str) -> None:
    for block, output in make_all(PLANS[name], language).items():
        for words in said(output):
            assert not UNFILLED.search(words), f"{block}: {words}"
            assert words == words.strip(), f"{block}: {words!r}"
        for table in tables_in(output.nodes):
            for row in table.rows:
                for column, cell in zip(table.columns, row.cells, strict=True):
                    shown(cell, column, table, language)


@pytest.mark.parametrize("name", sorted(PLANS))
def test_languages_differ_in_words_and_not_in_figures(name: str) -> None:
    made = {language: make_all(PLANS[name], language) for language in LANGUAGES}
    for block, output in made["nb"].items():
        for language in ("nn", "en"):
            for own, other in zip(tables_in(output.nodes), tables_in(made[language][block].nodes), strict=True):
                assert [row.id for row in own.rows] == [row.id for row in other.rows]
                assert [[c.value for c in row.cells if c.kind is CellKind.NUMBER] for row in own.rows] == [
                    [c.value for c in row.cells if c.kind is CellKind.NUMBER] for row in other.rows
                ]


@settings(max_examples=15)
@given(random_plans())
def test_any_plan_gives_every_block(view: PlanView) -> None:
    for block, output in make_all(view).items():
        assert not [words for words in said(output) if UNFILLED.search(words)], block


@pytest.mark.parametrize("name", sorted(PLANS))
def test_no_id_is_used_twice_and_every_explanation_has_a_cell(name: str) -> None:
    seen: dict[str, str] = {}
    for block, output in make_all(PLANS[name]).items():
        for id in ids(output.nodes):
            assert id not in seen or seen[id] == block, f"{id} in {seen[id]} and {block}"
            seen[id] = block
        used = {cell.explanation for table in tables_in(output.nodes) for row in table.rows for cell in row.cells}
        assert {explanation.id for explanation in output.explanations} <= used, block
        assert used - {None} <= {explanation.id for explanation in output.explanations}, block


@pytest.mark.parametrize("name", sorted(PLANS))
def test_every_missing_figure_says_why(name: str) -> None:
    """A dash for nothing budgeted is explained under the table; a point or two points must say why here."""
    for block, output in make_all(PLANS[name]).items():
        for table in tables_in(output.nodes):
            for row in table.rows:
                for cell in row.cells:
                    if cell.kind is CellKind.MISSING and cell.missing is not None and cell.missing != "not_budgeted":
                        assert cell.reason, f"{block} {table.id}:{row.id}"


@pytest.mark.parametrize("name", sorted(PLANS))
def test_sentences_never_call_an_amount_zero_million(name: str) -> None:
    for block, output in make_all(PLANS[name]).items():
        assert not [words for words in said(output) if ZERO_AMOUNT.search(words)], block


def rows_with_amounts(table: Table) -> int:
    return sum(
        any(cell.kind is CellKind.NUMBER and cell.value for cell in row.cells)
        for row in table.rows
        if row.role is not RowRole.SECTION
    )


def test_an_area_without_content_gets_no_table() -> None:
    for block, output in make_all(PLANS["empty"]).items():
        if "'area'" in block:
            assert not list(tables_in(output.nodes)), block


def test_every_block_of_the_template_is_registered() -> None:
    text = str(template())
    used = set(re.findall(r"block='(budget\.[a-z_]+)'", text))
    assert used
    assert used <= set(own_blocks())


def test_no_block_says_what_is_written_for_the_organisation_only() -> None:
    plan = small_plan(
        *(
            Change(
                f"internt-{category}", "Tiltak", category, (line("2000", "202", "010", 600_000),),
                explanation="Synlig.", internal_text="HEMMELIG", area="1",
            )
            for category in Category
            if category is not Category.OPENING
        )
    )  # fmt: skip
    written = repr(make_all(view_of(plan)))
    assert "Synlig." in written
    assert "HEMMELIG" not in written

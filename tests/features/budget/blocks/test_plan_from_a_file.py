"""A plan as another system made it: without art or unit, out of balance, and still shown whole with what it lacks."""

import pytest
from tests.features.budget.blocks.reading import STATEMENTS, amounts, make, make_all, table, view_of

from rodtrad.calculations.ledger import Category
from rodtrad.calculations.ledger.imported import ChangeGroup, ImportedRow, imported_proposal
from rodtrad.documents.labels import LANGUAGES
from rodtrad.documents.nodes import Callout, KeyFigures
from rodtrad.documents.tables import CellKind
from rodtrad.documents.walk import tables_in
from rodtrad.features.budget.plan_view import HistoricKey, HistoricYear, PlanView

ORE = 100


def row(area: str, group: str, text: str, *kroner: int, function: str = "202", side: str = "operating") -> ImportedRow:
    return ImportedRow(
        "treasury", "investment" if side == "investment" else "operating", "", function, "",
        tuple(amount * ORE for amount in kroner), area, group, text,
    )  # fmt: skip


@pytest.fixture
def view() -> PlanView:
    proposal = imported_proposal(
        [
            row("Barnehage", "1", "Budsjett", 9_000_000, 9_000_000, 9_000_000, 9_000_000),
            row("Skole", "1", "Budsjett", 20_000_000, 20_000_000, 20_000_000, 20_000_000),
            row("Skole", "2", "Nye PC-er", 500_000, 500_000, 0, 0),
            row("Finans", "1", "Skatt", -29_499_510, -29_499_373, -29_000_000, -29_000_000, function="800"),
            row("Skole", "1", "Ny skole", 4_000_000, 0, 0, 0, side="investment"),
        ],
        id="bergen-2013",
        title="Budsjett 2013",
        years=(2013, 2014, 2015, 2016),
        groups={"1": ChangeGroup("Budsjett", Category.OPENING), "2": ChangeGroup("Tiltak", Category.NEW_MEASURE)},
    )
    return view_of(proposal, general_areas=frozenset())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_is_made_of_a_plan_without_art_and_unit(view: PlanView, language: str) -> None:
    for output in make_all(view, language).values():
        for found in tables_in(output.nodes):
            assert found.title and found.rows


def test_the_frames_are_all_its_operating_lines(view: PlanView) -> None:
    found = table(make("budget.frame_overview", view), "tab-rammer")
    assert amounts(found, "Skole")[0] == 20_500_000
    assert amounts(found, "sum") == (490, 627, 0, 0)
    assert found.title == "Netto driftsrammer for områdene"
    frame = table(make("budget.frame_table", view, area="Skole"), "tab-ramme-Skole")
    assert amounts(frame, "start")[0] == 20_000_000
    assert amounts(frame, "ramme")[0] == 20_500_000


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_says_why_it_is_not_there(view: PlanView, statement: str) -> None:
    (node,) = make("budget.statement", view, statement=statement).nodes
    assert isinstance(node, Callout)
    assert node.id == f"tab-{statement}"
    assert "ikke lagt inn" in str(node.children) or "mangler art" in str(node.children)


def test_a_statement_beside_accounts_shows_them_and_a_point_for_the_plan(view: PlanView) -> None:
    accounts = HistoricYear(2012, "accounts", {HistoricKey("", "operating", "840", "800"): -9_000_000})
    beside = view_of(view.proposal, history=(accounts,))
    found = table(make("budget.statement", beside, statement="5-4-1"), "tab-5-4-1")
    first = found.rows[0].cells
    assert first[0].value == 9_000_000
    assert {cell.kind for cell in first[1:]} == {CellKind.MISSING}
    assert all(cell.reason for cell in first[1:])


def test_second_parts_and_financing_say_the_same_reason(view: PlanView) -> None:
    for block in ("budget.appropriations_by_area", "budget.investments_by_area", "budget.financing"):
        (node,) = make(block, view).nodes
        assert isinstance(node, Callout), block


def test_key_figures_are_points_with_reasons_and_lead_nowhere(view: PlanView) -> None:
    (node,) = make("budget.key_figures", view).nodes
    assert isinstance(node, KeyFigures)
    for figure in node.figures:
        assert figure.cell.kind is CellKind.MISSING
        assert figure.cell.reason
    assert node.figures[0].link is None


def test_the_art_table_shows_the_whole_as_without_art(view: PlanView) -> None:
    found = table(make("budget.art_groups", view), "tab-arter")
    assert amounts(found, "uten-art") == amounts(found, "netto") == (490, 627, 0, 0)
    assert found.title == "Utgifter og inntekter etter art"


def test_the_checks_say_by_how_much_it_does_not_balance(view: PlanView) -> None:
    found = table(make("budget.checks", view), "tab-kontroll")
    balance = next(one for one in found.rows if one.id.startswith("balanse-"))
    assert balance.cells[0].value == "Brutt"
    assert "490 kroner mangler dekning i 2013" in str(balance.cells[1].value).replace("\u00a0", " ")

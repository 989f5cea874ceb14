"""The same money in every table: frames, appropriations, statements, waterfall and main figures agree to the krone."""

import pytest
from hypothesis import given, settings
from tests.features.budget.blocks.reading import added, amounts, demo_view, make, random_plans, table

from rodtrad.calculations.ledger import OPERATING, totals
from rodtrad.demo import economy
from rodtrad.documents.tables import CellKind, RowRole
from rodtrad.features.budget.plan_view import PlanView

FEW = settings(max_examples=25)


@pytest.fixture(scope="module", params=["chief_executive_proposal", "adopted_proposal"])
def view(request: pytest.FixtureRequest) -> PlanView:
    return demo_view(getattr(economy, request.param)())


def in_plan(row: tuple[int, ...], view: PlanView) -> tuple[int, ...]:
    return row[len(row) - len(view.years) :]


def check_frames(view: PlanView) -> None:
    overview = table(make("budget.frame_overview", view), "tab-rammer")
    categories = table(make("budget.category_overview", view), "tab-endringer")
    second = table(make("budget.appropriations_by_area", view), "tab-5-4-2")
    first = table(make("budget.statement", view, statement="5-4-1"), "tab-5-4-1")
    assert amounts(overview, "sum") == amounts(categories, "ramme")
    last = overview.rows[-1].id
    line_six = in_plan(amounts(first, "linje-6"), view)
    assert amounts(overview, last) == in_plan(amounts(second, "sum"), view) == line_six
    for area in view.proposal.areas:
        made = make("budget.frame_table", view, area=area.code)
        if made.nodes:
            frame = amounts(table(made, f"tab-ramme-{area.code}"), "ramme")
            if any(row.id == area.code for row in overview.rows):
                assert frame == amounts(overview, area.code)


def check_frame_table(view: PlanView, area: str) -> None:
    made = make("budget.frame_table", view, area=area)
    if not made.nodes:
        return
    found = table(made, f"tab-ramme-{area}")
    items = [amounts(found, row.id) for row in found.rows if row.role is RowRole.ITEM]
    sums = [amounts(found, row.id) for row in found.rows if row.id.startswith("sum-") and row.id != "sum-endringer"]
    start = amounts(found, "start")
    assert added(items) == added(sums) == amounts(found, "sum-endringer")
    assert added([start, amounts(found, "sum-endringer")]) == amounts(found, "ramme")
    consequences = [amounts(found, row.id) for row in found.rows if row.id == "sum-konsekvensjusteringer"]
    assert added([start, *consequences]) == amounts(found, "konsekvensjustert")


def check_statements(view: PlanView) -> None:
    """Nothing is dropped: the last line, and what has no line, are together the net of the whole account class."""
    for statement, last, sign in (("5-4-1", "25", -1), ("5-6", "32", -1), ("5-5-1", "25", 1)):
        computed = view.statement(statement)
        result, unplaced = in_plan(computed.line(last).amounts, view), in_plan(computed.unmapped_total, view)
        side = "investment" if statement == "5-5-1" else "operating"
        everything = totals(view.proposal, (), {"account_class": side})[()]
        assert tuple(sign * a + b for a, b in zip(result, unplaced, strict=True)) == everything


def test_frames_appropriations_and_line_six_are_the_same_money(view: PlanView) -> None:
    check_frames(view)


@FEW
@given(random_plans())
def test_frames_of_any_plan_tie(view: PlanView) -> None:
    check_frames(view)
    for area in view.proposal.areas:
        check_frame_table(view, area.code)


@FEW
@given(random_plans())
def test_no_statement_drops_an_amount(view: PlanView) -> None:
    check_statements(view)


@FEW
@given(random_plans())
def test_what_has_no_line_is_shown_with_its_account(view: PlanView) -> None:
    unmapped = view.statement("5-4-1").unmapped_total
    found = table(make("budget.statement", view, statement="5-4-1"), "tab-5-4-1")
    shown = [row for row in found.rows if row.id == "ikke-plassert"]
    if view.statement("5-4-1").unmapped:
        assert amounts(found, "ikke-plassert") == unmapped
        assert "545" in str(found.notes[-1].text) and shown[0].notes
    else:
        assert not shown


def test_the_rows_of_each_frame_add_up(view: PlanView) -> None:
    for area in view.proposal.areas:
        check_frame_table(view, area.code)


def test_investments_by_project_are_lines_one_to_four(view: PlanView) -> None:
    second = table(make("budget.investments_by_area", view), "tab-5-5-2")
    first = table(make("budget.statement", view, statement="5-5-1"), "tab-5-5-1")
    assert amounts(second, "sum") == added([in_plan(amounts(first, f"linje-{n}"), view) for n in "1234"])
    assert amounts(second, "sum") == added(
        [amounts(second, row.id) for row in second.rows if row.role is RowRole.SUBTOTAL]
    )


def test_financing_covers_the_investments(view: PlanView) -> None:
    paid = table(make("budget.financing", view), "fig-finansiering-tabell")
    first = table(make("budget.statement", view, statement="5-5-1"), "tab-5-5-1")
    assert amounts(paid, "sum") == in_plan(amounts(first, "linje-6"), view)


def test_the_financing_chart_shows_the_whole(view: PlanView) -> None:
    (chart,) = make("budget.financing", view).nodes
    assert added([amounts(chart.table, one.id) for one in chart.series]) == amounts(chart.table, "sum")  # type: ignore[union-attr]


@FEW
@given(random_plans())
def test_the_waterfall_adds_up_to_the_change_of_the_frames(view: PlanView) -> None:
    made = make("budget.waterfall", view)
    categories = table(make("budget.category_overview", view), "tab-endringer")
    change = amounts(categories, "ramme")[0] - amounts(categories, "start")[0]
    if not made.nodes:
        assert change == 0
        return
    found = table(made, "fig-nytt-og-kutt-tabell")
    steps = [amounts(found, row.id)[0] for row in found.rows if row.id != "sum"]
    assert sum(steps) == amounts(found, "sum")[0] == change


def test_main_figures_are_the_lines_of_the_statements(view: PlanView) -> None:
    found = table(make("budget.main_figures", view), "tab-hovedtall")
    for row in found.rows:
        if row.id.startswith("5-"):
            statement, _, line = row.id.rpartition("-")
            source = table(make("budget.statement", view, statement=statement), f"tab-{statement}")
            assert amounts(found, row.id) == amounts(source, f"linje-{line}")


def test_funds_and_debt_are_the_same_in_table_chart_and_main_figures(view: PlanView) -> None:
    main = table(make("budget.main_figures", view), "tab-hovedtall")
    funds, debt = make("budget.funds", view), make("budget.debt", view)
    assert amounts(main, "disposisjonsfond") == amounts(table(funds, "tab-fond"), "sum-disposisjonsfond")
    development = table(debt, "tab-gjeld")
    assert amounts(main, "lanegjeld") == amounts(development, "inngang")[:1] + amounts(development, "utgang")
    kinds = table(funds, "fig-fond-tabell")
    assert added([amounts(kinds, row.id) for row in kinds.rows], 5) == amounts(table(funds, "tab-fond"), "sum")
    assert amounts(table(debt, "fig-gjeld-tabell"), "nye-lan") == amounts(table(debt, "tab-gjeld"), "nye-lan")


def test_arts_of_an_area_end_in_its_frame_and_arts_of_all_in_balance(view: PlanView) -> None:
    whole = table(make("budget.art_groups", view), "tab-arter")
    assert set(in_plan(amounts(whole, "netto"), view)) == {0}
    for area in view.proposal.areas:
        found = table(make("budget.art_groups", view, area=area.code), f"tab-arter-{area.code}")
        frame = table(make("budget.frame_table", view, area=area.code), f"tab-ramme-{area.code}")
        end = "ramme" if any(row.id == "ramme" for row in found.rows) else "netto"
        assert in_plan(amounts(found, end), view) == amounts(frame, "ramme")
        everything = totals(view.proposal, (), {"account_class": OPERATING, "area": area.code})[()]
        assert in_plan(amounts(found, "netto"), view) == everything


def test_history_stands_before_the_plan_with_its_phase(view: PlanView) -> None:
    found = table(make("budget.statement", view, statement="5-4-1"), "tab-5-4-1")
    assert [(column.phase, column.label) for column in found.columns[:3]] == [
        ("Regnskap", "2025"),
        ("Budsjett", "2026"),
        ("Budsjett", "2027"),
    ]
    assert [column.budget_year for column in found.columns] == [False, False, True, False, False, False]
    opening = table(make("budget.frame_overview", view), "tab-rammer")
    second = table(make("budget.appropriations_by_area", view), "tab-5-4-2")
    budget_2026 = sum(amounts(second, f"omrade-{area.code}")[1] for area in view.proposal.areas)
    start = table(make("budget.category_overview", view), "tab-endringer")
    general = amounts(table(make("budget.frame_table", view, area="felles"), "tab-ramme-felles"), "start")[0]
    assert budget_2026 == amounts(start, "start")[0] + general
    assert opening.rows[-1].id == "sum-bevilgninger"


def test_a_year_that_was_not_read_is_missing_and_not_zero(view: PlanView) -> None:
    found = table(make("budget.statement", view, statement="5-5-1"), "tab-5-5-1")
    assert {row.cells[0].kind for row in found.rows} == {CellKind.MISSING}
    assert {row.cells[0].reason for row in found.rows} == {"året er ikke lest inn"}

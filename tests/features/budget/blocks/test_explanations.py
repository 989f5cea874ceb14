"""Each explained number is exactly what its explanation adds up to, with the facts that it rests on named."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from tests.calculations.ledger.plans import line, school_project, small_plan
from tests.features.budget.blocks.reading import demo_view, make, make_all, plans, random_plans, table, view_of

from rodtrad.calculations.finance.capital_cost_lines import with_capital_cost
from rodtrad.calculations.ledger import Category, Change
from rodtrad.demo import economy
from rodtrad.documents.blocks import Output
from rodtrad.documents.editions import Explanation
from rodtrad.documents.walk import tables_in
from rodtrad.features.budget.blocks.explanations import MOST_PARTS
from rodtrad.features.budget.plan_view import PlanView
from rodtrad.values.numbers import parse_number

PLANS = plans()
SUMS = ("budget.totals", "statements.statutory_statement", "finance.debt_development")


def explained(output: Output) -> list[tuple[Explanation, int]]:
    """The explanations that are sums, each with the number that it explains."""
    cells = {
        cell.explanation: cell.value
        for found in tables_in(output.nodes)
        for row in found.rows
        for cell in row.cells
        if cell.explanation
    }
    return [(one, int(str(cells[one.id]))) for one in output.explanations if one.formula_id in SUMS]


def check(view: PlanView) -> int:
    count = 0
    for block, output in make_all(view).items():
        for one, value in explained(output):
            *parts, total = [parse_number(step.amount) for step in one.steps]
            assert sum(parts) == total == value, f"{block} {one.id}"
            count += 1
    return count


@pytest.mark.parametrize("name", sorted(PLANS))
def test_every_explained_number_is_the_sum_of_its_parts(name: str) -> None:
    assert check(PLANS[name]) > 0


@settings(max_examples=15)
@given(random_plans())
def test_it_is_so_for_any_plan(view: PlanView) -> None:
    check(view)


def test_every_change_of_a_frame_is_explained_in_the_first_year_that_it_counts() -> None:
    view = demo_view(economy.chief_executive_proposal())
    for area in view.proposal.areas:
        made = make("budget.frame_table", view, area=area.code)
        by_id = {one.id: one for one in made.explanations}
        for row in table(made, f"tab-ramme-{area.code}").rows:
            if row.level:
                first = next(place for place, cell in enumerate(row.cells) if cell.value)
                explanation = by_id[str(row.cells[first].explanation)]
                assert explanation.unit == f"kroner i {view.years[first]}"
                assert 1 < len(explanation.steps) <= MOST_PARTS + 1


def test_a_change_over_several_areas_is_explained_by_the_lines_of_the_one() -> None:
    change = Change(
        "begge", "Begge områder", Category.TECHNICAL,
        (line("2000", "202", "010", 700), line("3000", "254", "010", 300)),
    )  # fmt: skip
    made = make("budget.frame_table", view_of(small_plan(change)), area="2")
    (one,) = [one for one in made.explanations if one.id == "b-ramme-2-begge"]
    assert [step.amount for step in one.steps] == ["+300", "300"]
    assert one.steps[0].label == "Hjemmetjeneste, funksjon 254, art 010"


def test_the_golden_project_is_explained_with_its_parameters_and_sources() -> None:
    school = Change("skole", "Ny skole", Category.NEW_MEASURE, (), project="100", area="1")
    view = view_of(with_capital_cost(small_plan(school, projects=(school_project(),))))
    made = make("budget.capital_costs", view)
    found = table(made, "tab-kapitalkostnader")
    assert [cell.value for cell in found.rows[0].cells] == [8_000_000, 200_000, 595_000, 585_000, 575_000]
    (one,) = made.explanations
    said = {step.label: parse_number(step.amount) for step in one.steps}
    assert said["Utgifter i planen, med merverdiavgift"] == 12_500_000
    assert said["Nye lån i planen"] == 8_000_000
    assert said["Renter i 2030"] == 375_000
    assert said["Avdrag i 2030"] == 200_000
    assert [(fact.name, fact.value.replace("\u00a0", " "), fact.source) for fact in one.facts] == [
        ("Rente på nye lån i 2030", "5 prosent", "Test"),
        ("Momskompensasjon, andel av utgiften", "20 prosent", "oppgitt for prosjektet"),
        ("Levetid", "40 år", "oppgitt for prosjektet"),
    ]


def test_a_project_that_cannot_be_computed_gives_no_sum() -> None:
    projects = (school_project(asset_life=None), school_project(number="101"))
    found = table(make("budget.capital_costs", view_of(small_plan(projects=projects))), "tab-kapitalkostnader")
    assert found.title == "Renter og avdrag kan ikke regnes ut for ett prosjekt"
    assert "Levetiden er ikke oppgitt" in str(found.rows[0].cells[0].reason)
    assert found.rows[-1].cells[0].reason == "ett prosjekt kan ikke regnes ut"


def test_a_target_is_explained_with_the_councils_limit() -> None:
    made = make("budget.targets", view_of(small_plan()))
    one = next(one for one in made.explanations if one.id == "b-netto-driftsresultat")
    result, income, share = (step.amount for step in one.steps)
    assert Decimal(parse_number(result)) * 100 / parse_number(income) == 3
    assert share == "3,00\u00a0prosent"
    assert [(fact.value.replace("\u00a0", " "), fact.source) for fact in one.facts] == [
        ("minst 1,75 prosent", "Vedtak")
    ]

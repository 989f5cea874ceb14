"""The draft resolution: every figure in it stands in the document, and its points say what the figures say."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.calculations.ledger.plans import line, small_plan
from tests.features.budget.blocks.reading import amounts, make, make_all, plans, table, view_of

from rodtrad.calculations.ledger import Category, Change, ProposalKind
from rodtrad.documents.inlines import FigureReference, plain_text
from rodtrad.documents.nodes import Callout, Resolution, ResolutionPoint
from rodtrad.documents.tables import CellKind
from rodtrad.documents.walk import tables_in
from rodtrad.features.budget.plan_view import PlanView

PLANS = plans()


def points(view: PlanView, **options: str) -> dict[str, ResolutionPoint]:
    """The resolution's points and sub-points by id."""

    def all_of(one: ResolutionPoint) -> Iterator[ResolutionPoint]:
        yield one
        for inner in one.points:
            yield from all_of(inner)

    (node,) = make("budget.resolution", view, **options).nodes
    assert isinstance(node, Resolution)
    return {one.id: one for outer in node.points for one in all_of(outer)}


@pytest.mark.parametrize("name", sorted(PLANS))
def test_every_figure_of_the_resolution_stands_in_the_document(name: str) -> None:
    made = make_all(PLANS[name])
    kinds = {
        f"{found.id}:{row.id}:{column.id}": cell.kind
        for output in made.values()
        for found in tables_in(output.nodes)
        for row in found.rows
        for column, cell in zip(found.columns, row.cells, strict=True)
    }
    figures = [
        part.cell for point in points(PLANS[name]).values() for part in point.text if isinstance(part, FigureReference)
    ]
    assert figures
    assert [cell for cell in figures if kinds.get(cell) is not CellKind.NUMBER] == []


@pytest.mark.parametrize("name", sorted(PLANS))
def test_the_areas_that_are_voted_over_make_the_whole(name: str) -> None:
    view = PLANS[name]
    second = table(make("budget.appropriations_by_area", view), "tab-5-4-2")
    cells = [
        part.cell.split(":")
        for point in points(view)["vedtak-drift"].points
        for part in point.text
        if isinstance(part, FigureReference)
    ]
    place = len(view.history)
    assert sum(amounts(second, row)[place] for _, row, _ in cells) == amounts(second, "sum")[place]


def test_the_rate_of_the_income_tax_is_named_only_when_the_template_says_so() -> None:
    view = view_of(small_plan())
    assert "sats" not in plain_text(points(view)["vedtak-skatt"].text)
    assert "høyeste lovlige sats" in plain_text(points(view, income_tax="highest")["vedtak-skatt"].text)


def test_what_is_zero_is_said_in_words() -> None:
    found = points(view_of(small_plan()))
    assert plain_text(found["vedtak-eiendomsskatt"].text) == "Det er ikke budsjettert med eiendomsskatt."
    assert plain_text(found["vedtak-lan-investering"].text) == "Kommunen tar ikke opp lån til investeringer."
    assert "vedtak-lan-videre" not in found


def test_the_councils_words_about_property_tax_follow_the_figure() -> None:
    tax = Change("skatt", "Eiendomsskatt", Category.PREMISE, (line("9000", "800", "874", -5_000_000),))
    found = points(view_of(small_plan(tax), texts={"property_tax": "Satsen er fire promille."}))
    words = found["vedtak-eiendomsskatt"].text
    assert isinstance(words[1], FigureReference) and words[1].cell == "tab-5-4-1:linje-3:2027"
    assert plain_text(words).endswith("Satsen er fire promille.")


def test_units_are_voted_over_where_the_council_appropriates_to_units() -> None:
    found = points(view_of(small_plan(appropriation_level="unit")))
    assert "hver enhet" in plain_text(found["vedtak-drift"].text)
    assert [plain_text(point.text) for point in found["vedtak-drift"].points] == ["Skole: ", "Hjemmetjeneste: "]


def test_an_imported_plan_has_no_resolution_to_vote_over() -> None:
    (node,) = make("budget.resolution", view_of(replace(small_plan(), kind=ProposalKind.IMPORTED))).nodes
    assert isinstance(node, Callout)
    assert node.title == "Dokumentet har ikke noe forslag til vedtak"


def test_no_targets_no_point_about_targets() -> None:
    assert "vedtak-maltall" in points(view_of(small_plan()))
    assert "vedtak-maltall" not in points(view_of(small_plan(targets=())))

"""A proposal goes from draft to published only when it balances, and never back."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.calculations.ledger.plans import line, school_project, small_plan
from tests.features.budget.conftest import BY, MEASURE, SCHOOL

from rodtrad.calculations import ledger
from rodtrad.features.budget.models import BudgetRound, Change, InvestmentProject, Proposal
from rodtrad.features.budget.selectors.proposals import proposal
from rodtrad.features.budget.services.changes import add_change
from rodtrad.features.budget.services.loading import load_proposal
from rodtrad.features.budget.services.projects import add_project, edit_project
from rodtrad.features.budget.services.proposals import (
    Contents,
    approve,
    arrange_proposal,
    compute_capital_cost,
    create_proposal,
    mark_published,
    mark_ready,
    reopen,
)
from rodtrad.features.budget.services.refusals import AlreadyThere, BudgetRefusal, Frozen, NotBalanced, WrongState
from rodtrad.features.budget.services.rounds import create_round
from rodtrad.foundation.access.commands import StaleVersion

pytestmark = pytest.mark.django_db


def published(plan: ledger.Proposal, edition: str) -> Proposal:
    row = load_proposal("2027", plan, by=BY)
    mark_ready(row.pk, row.version, by=BY)
    approve(row.pk, row.version + 1, by=BY)
    done: Proposal = mark_published(row.pk, row.version + 2, edition, by=BY)
    return done


def test_the_whole_way_from_draft_to_superseded(budget_round: BudgetRound, plan: ledger.Proposal) -> None:
    first = published(plan, "2027-forslag-1")
    assert (first.state, first.edition) == ("published", "2027-forslag-1")
    published(replace(plan, id="rettet"), "2027-forslag-2")
    first.refresh_from_db()
    assert first.state == "superseded"
    with pytest.raises(WrongState, match="er erstattet"):
        reopen(first.pk, first.version, by=BY)


def test_a_proposal_out_of_balance_is_refused_with_year_and_amount(budget_round: BudgetRound) -> None:
    gap = ledger.Change("c", "T", ledger.Category.NEW_MEASURE, (line("2000", "202", "010", 0, 5_000, 0, 0),))
    row = load_proposal("2027", small_plan(gap), by=BY)
    with pytest.raises(NotBalanced, match="driftsbudsjettet 2028: 5\u00a0000 kroner mangler dekning"):
        mark_ready(row.pk, row.version, by=BY)
    row.refresh_from_db()
    assert row.state == "draft"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(*[st.integers(-1, 1)] * 4), st.tuples(*[st.integers(-1, 1)] * 4))
def test_a_proposal_can_be_checked_exactly_when_all_eight_differences_are_zero(
    budget_round: BudgetRound, operating: tuple[int, ...], investment: tuple[int, ...]
) -> None:
    lines = (
        line("2000", "202", "010", *operating),
        line("2000", "202", "230", *investment, side=ledger.INVESTMENT),
    )
    change = ledger.Change("c", "T", ledger.Category.NEW_MEASURE, lines)
    row = load_proposal("2027", small_plan(change), by=BY)
    if any(operating) or any(investment):
        with pytest.raises(NotBalanced):
            mark_ready(row.pk, row.version, by=BY)
    else:
        assert mark_ready(row.pk, row.version, by=BY).state == "checked"


def test_an_imported_document_may_be_out_of_balance(db: None) -> None:
    create_round("b", "Importert", 2012, year_count=1, imported=True, by=BY)
    row = ledger.ImportedRow("treasury", ledger.OPERATING, "", "202", "", (49_000,), "1", "")
    value = ledger.imported_proposal([row], id="b", title="B", years=(2013,), groups={})
    stored = load_proposal("b", value, by=BY)
    assert mark_ready(stored.pk, 1, by=BY).state == "checked"


def test_steps_out_of_order_are_refused(budget_round: BudgetRound, plan: ledger.Proposal) -> None:
    row = load_proposal("2027", plan, by=BY)
    with pytest.raises(WrongState, match="bare gjøres når forslaget er kontrollert"):
        approve(row.pk, 1, by=BY)
    with pytest.raises(WrongState, match="bare gjøres når forslaget er godkjent"):
        mark_published(row.pk, 1, "e", by=BY)
    mark_ready(row.pk, 1, by=BY)
    with pytest.raises(StaleVersion):
        approve(row.pk, 1, by=BY)
    assert reopen(row.pk, 2, by=BY).state == "draft"


def test_a_published_proposal_cannot_be_loaded_over_or_rearranged(
    budget_round: BudgetRound, plan: ledger.Proposal
) -> None:
    row = published(plan, "e1")
    assert load_proposal("2027", plan, by=BY).state == "published"
    with pytest.raises(Frozen):
        load_proposal("2027", replace(plan, title="Annet"), by=BY)
    with pytest.raises(Frozen):
        arrange_proposal(row.pk, row.version, Contents([]), by=BY)
    assert proposal("forslag").hash == plan.hash


def test_a_proposal_is_made_of_a_base_and_ordered_changes(budget_round: BudgetRound) -> None:
    opening = add_change("2027", small_plan().opening, by=BY)
    measure = add_change("2027", MEASURE, by=BY)
    kind = ledger.ProposalKind.ALTERNATIVE
    row = create_proposal("2027", "b", "Vårt forslag", kind, Contents([opening.pk, measure.pk]), base="v1", by=BY)
    assert [change.id for change in proposal("b").all_changes] == ["opening", "laerere"]
    assert proposal("b").base == "v1"
    with pytest.raises(AlreadyThere):
        create_proposal("2027", "b", "Igjen", kind, Contents([opening.pk]), by=BY)
    second = add_change("2027", MEASURE, revision_of=True, by=BY)
    with pytest.raises(BudgetRefusal, match="én utgave av endringen «laerere»"):
        arrange_proposal(row.pk, 1, Contents([opening.pk, measure.pk, second.pk]), by=BY)
    with pytest.raises(BudgetRefusal, match="inngående balanse"):
        arrange_proposal(row.pk, 1, Contents([measure.pk]), by=BY)


def test_a_changed_project_is_computed_anew_only_in_this_proposal(
    budget_round: BudgetRound, plan: ledger.Proposal
) -> None:
    load_proposal("2027", plan, by=BY)
    other = load_proposal("2027", replace(plan, id="b", kind=ledger.ProposalKind.ALTERNATIVE), by=BY)
    dearer = add_project("2027", school_project(yearly_cost=(15_000_000, 0, 0, 0)), revision_of=True, by=BY)
    held = Contents(
        list(other.entries.values_list("change", flat=True)),
        [dearer.pk],
        *[list(rows.values_list("pk", flat=True)) for rows in (other.funds, other.parameters, other.targets)],
    )
    arrange_proposal(other.pk, 1, held, by=BY)
    compute_capital_cost(other.pk, 2, by=BY)
    interest = {"computation": "capital_cost.interest"}
    assert ledger.total(proposal("b"), interest) == (250_000, 493_750, 481_250, 468_750)
    assert ledger.total(proposal("forslag"), interest) == (200_000, 395_000, 385_000, 375_000)
    assert Change.objects.filter(key="skole").count() == 2


def test_a_project_is_edited_against_its_version(budget_round: BudgetRound) -> None:
    row = add_project("2027", school_project(), by=BY)
    edit_project(row.pk, 1, school_project(name="Ny barneskole"), by=BY)
    with pytest.raises(StaleVersion):
        edit_project(row.pk, 1, school_project(name="Annet"), by=BY)
    assert InvestmentProject.objects.get().name == "Ny barneskole"
    with pytest.raises(AlreadyThere, match="100"):
        add_project("2027", school_project(), by=BY)


def test_a_round_has_four_to_ten_years(db: None) -> None:
    with pytest.raises(BudgetRefusal, match="fire til ti år, ikke 3"):
        create_round("x", "X", 2026, year_count=3, by=BY)
    assert create_round("x", "X", 2026, year_count=10, by=BY).years[-1] == 2036
    assert create_round("x", "X", 2026, year_count=10, by=BY).version == 1
    assert SCHOOL.project == "100"

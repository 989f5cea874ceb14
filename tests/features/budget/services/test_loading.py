"""A proposal that is loaded is read back the same, and loading twice changes nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.features.budget.conftest import BY

from rodtrad.calculations import ledger
from rodtrad.features.budget.models import BudgetRound, Change, ChangeLine, Fund, Proposal
from rodtrad.features.budget.selectors.proposals import proposal
from rodtrad.features.budget.services.loading import load_proposal
from rodtrad.features.budget.services.refusals import BudgetRefusal, FundOverdrawn
from rodtrad.features.budget.services.rounds import create_round

pytestmark = pytest.mark.django_db


@pytest.mark.database
def test_a_loaded_proposal_is_read_back_with_the_same_hash(budget_round: BudgetRound, plan: ledger.Proposal) -> None:
    load_proposal("2027", plan, by=BY)
    found = proposal("forslag")
    assert found.hash == plan.hash
    assert found.all_changes == plan.all_changes
    assert found.change("laerere").internal_text == "Avklart med rektor"


def test_loading_twice_changes_nothing(budget_round: BudgetRound, plan: ledger.Proposal) -> None:
    first = load_proposal("2027", plan, by=BY)
    lines = set(ChangeLine.objects.values_list("pk", flat=True))
    second = load_proposal("2027", plan, by=BY)
    assert (second.pk, second.version) == (first.pk, first.version)
    assert set(ChangeLine.objects.values_list("pk", flat=True)) == lines


def test_another_proposal_reuses_what_is_equal_and_gets_revisions_of_the_rest(
    budget_round: BudgetRound, plan: ledger.Proposal
) -> None:
    load_proposal("2027", plan, by=BY)
    dearer = replace(plan.change("laerere"), title="Enda flere lærere")
    other = replace(
        plan,
        id="vedtak",
        kind=ledger.ProposalKind.ADOPTED,
        changes=tuple(dearer if change.id == "laerere" else change for change in plan.changes),
    )
    load_proposal("2027", other, by=BY)
    assert proposal("vedtak").hash == other.hash
    assert proposal("forslag").hash == plan.hash
    assert list(Change.objects.filter(key="laerere").values_list("revision", flat=True)) == [1, 2]
    assert Change.objects.filter(key="skole").count() == 1
    assert Fund.objects.count() == 1


def test_equal_numbers_written_differently_are_the_same(budget_round: BudgetRound, plan: ledger.Proposal) -> None:
    rate = replace(plan.parameters[0], value=Decimal("5.00"))
    again = replace(plan, parameters=(rate, *plan.parameters[1:]))
    assert again.hash == plan.hash
    load_proposal("2027", plan, by=BY)
    assert load_proposal("2027", again, by=BY).version == 1


def test_a_fund_below_zero_is_refused_with_year_and_amount(budget_round: BudgetRound, plan: ledger.Proposal) -> None:
    overdrawn = replace(plan.funds[0], uses=(0, 15_000_000, 0, 0))
    with pytest.raises(FundOverdrawn, match="1\u00a0000\u00a0000 kroner i 2028"):
        load_proposal("2027", replace(plan, funds=(overdrawn,)), by=BY)
    assert not Proposal.objects.exists()


def test_a_plan_of_other_years_does_not_fit_the_round(budget_round: BudgetRound, plan: ledger.Proposal) -> None:
    with pytest.raises(BudgetRefusal, match="andre år"):
        load_proposal("2027", replace(plan, years=(2028, 2029, 2030, 2031)), by=BY)


@pytest.mark.database
def test_an_imported_plan_without_unit_and_art_is_stored_whole(db: None) -> None:
    create_round("b", "Importert", 2012, year_count=2, imported=True, by=BY)
    rows = [
        ledger.ImportedRow("treasury", ledger.OPERATING, "", "202", "", (49_000, 62_700), "1", "N00"),
        ledger.ImportedRow("treasury", ledger.OPERATING, "", "202", "", (-100, -100), "1", "N01", "Kutt"),
    ]
    groups = {"N00": ledger.ChangeGroup("Vedtatt", ledger.Category.OPENING)}
    value = ledger.imported_proposal(rows, id="bergen", title="Budsjett", years=(2013, 2014), groups=groups)
    load_proposal("b", value, by=BY)
    found = proposal("bergen")
    assert found.hash == value.hash
    assert ledger.balance(found)["treasury", "operating"] == (489, 626)

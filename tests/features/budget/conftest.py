"""A round and a plan that tests of the budget's commands start from."""

from dataclasses import replace

import pytest
from tests.calculations.ledger.plans import line, school_project, small_plan

from rodtrad.calculations import ledger
from rodtrad.calculations.finance.capital_cost_lines import with_capital_cost
from rodtrad.features.budget.models import BudgetRound
from rodtrad.features.budget.services.rounds import create_round
from rodtrad.foundation.access.actors import operator

BY = operator("test")
MEASURE = ledger.Change(
    "laerere",
    "Flere lærere",
    ledger.Category.NEW_MEASURE,
    (line("2000", "202", "010", 600_000), line("9000", "880", "540", -600_000)),
    explanation="Elevtallet øker.",
    internal_text="Avklart med rektor",
    area="1",
)
SCHOOL = ledger.Change("skole", "Ny skole", ledger.Category.NEW_MEASURE, (), project="100", area="1")


@pytest.fixture
def budget_round() -> BudgetRound:
    """The round 2027-2030."""
    made: BudgetRound = create_round("2027", "Økonomiplan 2027–2030", 2026, finance_unit="9000", by=BY)
    return made


@pytest.fixture
def plan() -> ledger.Proposal:
    """A balanced proposal with a measure, a project with its capital cost, a fund, parameters and targets."""
    computed = with_capital_cost(small_plan(MEASURE, SCHOOL, projects=(school_project(),)))
    gaps = ledger.balance(computed)["treasury", "operating"]
    cover = ledger.Change(
        "dekning", "Dekning", ledger.Category.SAVING, (line("3000", "254", "010", *(-gap for gap in gaps)),), area="2"
    )
    return replace(computed, id="forslag", changes=(*computed.changes, cover))

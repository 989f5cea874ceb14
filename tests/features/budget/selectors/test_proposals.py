"""Reading a proposal takes the same few queries whatever its size."""

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.features.budget.conftest import BY, MEASURE

from rodtrad.calculations import ledger
from rodtrad.features.budget.models import BudgetRound
from rodtrad.features.budget.selectors.proposals import proposal
from rodtrad.features.budget.services.loading import load_proposal

pytestmark = pytest.mark.django_db
QUERIES = 8


@pytest.mark.parametrize("count", [1, 40])
def test_reading_takes_a_fixed_number_of_queries(
    budget_round: BudgetRound,
    plan: ledger.Proposal,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    more = tuple(replace(MEASURE, id=f"m{number}") for number in range(count))
    funds = tuple(replace(plan.funds[0], id=f"f{number}") for number in range(count))
    load_proposal("2027", replace(plan, changes=(*plan.changes, *more), funds=funds), by=BY)
    with django_assert_num_queries(QUERIES):
        found = proposal("forslag")
    assert len(found.changes) == len(plan.changes) + count

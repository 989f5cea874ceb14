"""Funds, parameters and targets are stated with their source and edited against their version."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.calculations.ledger.plans import small_plan
from tests.features.budget.conftest import BY

from rodtrad.calculations.ledger import FinancialTarget, Parameter
from rodtrad.features.budget.models import BudgetRound, Fund, FundMovement
from rodtrad.features.budget.services.premises import set_fund, set_parameter, set_target
from rodtrad.features.budget.services.refusals import BudgetRefusal, FundOverdrawn
from rodtrad.foundation.access.commands import StaleVersion

pytestmark = pytest.mark.django_db
FUND = small_plan().funds[0]
RATE = Parameter("interest_rate", Decimal("4.3"), "percent", 2027, "Rentebanen, september 2026")


def test_a_fund_is_stored_with_a_movement_for_each_year(budget_round: BudgetRound) -> None:
    row = set_fund("2027", FUND, by=BY)
    assert list(row.movements.values_list("year", "deposit")) == [(year, 3_000_000) for year in range(2027, 2031)]


def test_a_fund_never_falls_below_zero(budget_round: BudgetRound) -> None:
    with pytest.raises(FundOverdrawn, match=r"Disposisjonsfond.*i 2030"):
        set_fund("2027", replace(FUND, uses=(0, 0, 0, 20_000_001)), by=BY)
    assert not Fund.objects.exists()


@pytest.mark.database
def test_the_database_refuses_negative_funds_and_movements(budget_round: BudgetRound) -> None:
    row = set_fund("2027", FUND, by=BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        FundMovement.objects.create(fund=row, year=2031, deposit=-1)
    with pytest.raises(IntegrityError), transaction.atomic():
        FundMovement.objects.create(fund=row, year=2027)
    with pytest.raises(IntegrityError), transaction.atomic():
        Fund.objects.filter(pk=row.pk).update(opening_balance=-1)


def test_a_fund_is_edited_against_its_version(budget_round: BudgetRound) -> None:
    set_fund("2027", FUND, by=BY)
    with pytest.raises(StaleVersion):
        set_fund("2027", FUND, by=BY)
    assert set_fund("2027", replace(FUND, name="Bufferfond"), version=1, by=BY).version == 2
    assert set_fund("2027", FUND, revision_of=True, by=BY).revision == 2


def test_a_parameter_needs_a_source_and_a_sound_value(budget_round: BudgetRound) -> None:
    assert set_parameter("2027", RATE, by=BY).value == Decimal("4.3")
    with pytest.raises(BudgetRefusal, match="Skriv hvor rente på nye lån kommer fra"):
        set_parameter("2027", replace(RATE, source=" "), version=1, by=BY)
    with pytest.raises(BudgetRefusal, match="kan ikke være over 25"):
        set_parameter("2027", replace(RATE, value=Decimal(43)), version=1, by=BY)
    with pytest.raises(BudgetRefusal, match="er ukjent"):
        set_parameter("2027", replace(RATE, key="moon_phase"), by=BY)


def test_an_unstated_parameter_is_stored_as_unknown_not_zero(budget_round: BudgetRound) -> None:
    assert set_parameter("2027", replace(RATE, value=None, source=""), by=BY).value is None


def test_a_target_is_the_councils_own(budget_round: BudgetRound) -> None:
    target = FinancialTarget("net_operating_result", Decimal("1.75"), True, "Sak 98/25")
    row = set_target("2027", target, by=BY)
    assert set_target("2027", replace(target, limit=Decimal(2)), version=row.version, by=BY).limit == Decimal(2)

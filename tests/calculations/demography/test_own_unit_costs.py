"""Unit costs derived from a municipality's own accounts sum to the accounts and keep the key's proportions."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.calculations.demography.age_groups import AgeGroup
from rodtrad.calculations.demography.own_unit_costs import (
    age_weights,
    entered_unit_cost,
    own_unit_costs,
    relative_need,
)
from rodtrad.calculations.ledger import NotComputable
from rodtrad.facts.demography.unit_costs import services
from rodtrad.facts.income_system.keys import sector_key
from rodtrad.facts.reader import Certainty

YOUNG, OLD = AgeGroup(67, 79), AgeGroup(80, None)


def test_an_older_inhabitant_costs_more_by_the_key() -> None:
    need = relative_need({YOUNG: Decimal("0.2"), OLD: Decimal("0.3")}, {YOUNG: 600, OLD: 300})
    assert not isinstance(need, NotComputable)
    costs = own_unit_costs("care", 1_200_000, {YOUNG: 10, OLD: 10}, need, price_year=2025, source="Regnskapet 2025")
    assert not isinstance(costs, NotComputable)
    assert costs[1].nok / costs[0].nok == pytest.approx(Decimal(3))
    assert [round(cost.nok) for cost in costs] == [30_000, 90_000]
    assert {cost.certainty for cost in costs} == {Certainty.IMPLIED}


@given(st.integers(0, 10**9), st.integers(1, 500), st.integers(1, 500), st.integers(1, 99))
def test_the_unit_costs_sum_to_the_accounts(expenditure: int, young: int, old: int, share: int) -> None:
    need = relative_need({YOUNG: Decimal(share), OLD: Decimal(100 - share)}, {YOUNG: 700, OLD: 250})
    assert not isinstance(need, NotComputable)
    persons = {YOUNG: young, OLD: old}
    costs = own_unit_costs("care", expenditure, persons, need, price_year=2025, source="x")
    assert not isinstance(costs, NotComputable)
    assert float(sum(cost.nok * persons[cost.group] for cost in costs)) == pytest.approx(expenditure)


def test_what_is_missing_is_said() -> None:
    assert isinstance(relative_need({YOUNG: Decimal(1)}, {}), NotComputable)
    need = {YOUNG: Decimal(1)}
    for expenditure, persons in ((None, {YOUNG: 1}), (5, {}), (5, {YOUNG: 0})):
        assert isinstance(
            own_unit_costs("care", expenditure, persons, need, price_year=2025, source="x"), NotComputable
        )


def test_an_entered_unit_cost_is_marked_unverified() -> None:
    cost = entered_unit_cost("care", OLD, Decimal(150_000), price_year=2027, source="Rådmannens anslag")
    assert cost.certainty is Certainty.UNVERIFIED
    with pytest.raises(ValueError):
        entered_unit_cost("care", OLD, Decimal(-1), price_year=2027, source="x")


def test_the_age_criteria_of_every_service_s_sub_key_are_found() -> None:
    sub_keys = sector_key(2025).sub_keys
    for service in services().values():
        assert age_weights(sub_keys[service.sector]), service.id
    school = age_weights(sub_keys["grunnskole"])
    assert school == {AgeGroup(6, 12): Decimal("0.6227"), AgeGroup(13, 15): Decimal("0.2776")}
    care = age_weights(sub_keys["pleie"])
    assert care[AgeGroup(90, None)] == Decimal("0.1082") and AgeGroup(0, 0) in care

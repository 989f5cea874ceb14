"""Two scenarios side by side: the causes sum to the difference, also where municipalities have merged."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.income_system.countries import CRITERIA, RATES, WEIGHTS, random_country

from rodtrad.calculations.income_system.comparison import CAUSES, MEMBERSHIP, compare
from rodtrad.calculations.income_system.country import Merger
from rodtrad.calculations.income_system.premises import Premises
from rodtrad.calculations.income_system.scenarios import Scenario
from rodtrad.calculations.income_system.simulation import rules_of, simulate

PREMISES = Premises(2026, weights=WEIGHTS).with_values(RATES, "test")
AS_IT_IS = Scenario("as it is")
PAIR = Merger("1999", ("1002", "1000"))


@settings(max_examples=25, deadline=None)
@given(st.floats(-0.1, 0.1), st.floats(-0.1, 0.1), st.booleans())
def test_the_causes_sum_to_the_difference(people: float, tax: float, merge: bool) -> None:
    after = Scenario(
        "after",
        population_growth=people,
        own_tax_growth={"1003": tax},
        parameters={"symmetric_rate": Decimal("0.6")},
        mergers=(PAIR,) if merge else (),
    )
    found = compare(random_country(6), PREMISES, AS_IT_IS, after)
    assert tuple(found.causes) == CAUSES
    np.testing.assert_allclose(sum(found.causes.values()), found.after - found.before, atol=1e-3)
    assert len(found.municipalities) == (5 if merge else 6)


def test_nothing_changed_is_no_difference() -> None:
    found = compare(random_country(4), PREMISES, AS_IT_IS, AS_IT_IS)
    assert not any(effect.any() for effect in found.causes.values())
    np.testing.assert_array_equal(found.before, found.after)


def test_a_merger_alone_is_membership_against_the_sum_of_those_that_merged() -> None:
    country = random_country(6, 3, (*CRITERIA, "basis"))
    premises = PREMISES.with_key({**dict.fromkeys(CRITERIA, Decimal("0.3")), "basis": Decimal("0.1")}, "test")
    found = compare(country, premises, AS_IT_IS, Scenario("merged", mergers=(PAIR,)))
    apart = simulate(country, rules_of(premises, country))["total"]
    new = found.municipalities.index("1999")
    assert found.before[new] == pytest.approx(apart[0] + apart[2])
    np.testing.assert_allclose(found.causes[MEMBERSHIP], found.after - found.before, atol=1e-4)
    assert found.causes[MEMBERSHIP][new] < 0


def test_a_merger_in_both_is_no_cause() -> None:
    before = Scenario("before", mergers=(PAIR,))
    after = Scenario("after", mergers=(PAIR,), own_tax_growth={"1999": 0.05})
    found = compare(random_country(6), PREMISES, before, after)
    assert not found.causes[MEMBERSHIP].any()
    assert found.causes["tax"].any()


def test_what_cannot_be_compared_is_refused() -> None:
    country = random_country(5)
    with pytest.raises(ValueError):
        compare(country, PREMISES, Scenario("before", mergers=(PAIR,)), AS_IT_IS)
    with pytest.raises(KeyError, match="luck"):
        compare(country, PREMISES, AS_IT_IS, AS_IT_IS, "luck")


def test_a_national_need_replaces_one_per_inhabitant() -> None:
    premises = PREMISES.with_values({"national_need_per_capita": Decimal(70_000)}, "first")
    again = premises.with_values({"national_need_nok": Decimal(1_000_000)}, "second")
    assert again.national_need_nok(500).value == 1_000_000

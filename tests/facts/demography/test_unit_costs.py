"""Facts of demography: what ships has a source, and hypotheses do not ship."""

from rodtrad.calculations.demography.age_groups import parse_age_group
from rodtrad.facts.demography.unit_costs import (
    age_support,
    alternative_codes,
    alternative_labels,
    assumptions,
    services,
    unit_cost_facts,
    unit_cost_method,
)
from rodtrad.facts.reader import Certainty


def test_the_only_unit_cost_is_primary_school_within_its_span() -> None:
    (cost,) = unit_cost_facts()
    assert (cost.service, cost.ages, cost.price_year, cost.certainty) == (
        "primary_school",
        "6-15",
        2022,
        Certainty.DATA,
    )
    assert cost.at_least <= cost.nok <= cost.at_most
    assert unit_cost_method() and len(assumptions()) == 3


def test_services_have_ages_that_can_be_read() -> None:
    assert len(services()) == 6
    for service in services().values():
        parse_age_group(service.ages)
        assert service.label and service.sector


def test_the_ratio_and_the_alternatives_are_stated() -> None:
    assert (age_support().working_ages, age_support().elderly_ages) == ("16-66", "67+")
    assert alternative_codes()["mmmm"] == "main"
    assert list(alternative_labels()) == ["main", "high", "low", "own"]

"""The act's facts have sources, and parameters ship without values."""

from decimal import Decimal

import pytest

from rodtrad.facts.municipal_act.account_groups import account_group, balance_figure, booking, statement_figure
from rodtrad.facts.municipal_act.parameter_definitions import parameter_definitions
from rodtrad.facts.municipal_act.rules import rule
from rodtrad.facts.reader import FactMissing, read_yaml


def test_the_recommendation_is_public_for_fourteen_days() -> None:
    assert rule("public_inspection_days", 2027).fact.whole == 14


def test_rules_before_the_act_are_missing() -> None:
    with pytest.raises(FactMissing):
        rule("public_inspection_days", 2019)
    with pytest.raises(FactMissing):
        booking("loan", 2019)
    with pytest.raises(FactMissing):
        account_group("loans", 2019)


def test_parameters_ship_without_values() -> None:
    assert {"interest_rate", "vat_compensation_share", "debt"} <= set(parameter_definitions())
    assert not any("value" in entry for entry in read_yaml("municipal_act/parameters.yaml")["parameters"])


def test_a_parameter_outside_its_interval_is_explained() -> None:
    rate = parameter_definitions()["interest_rate"]
    assert rate.problem_with(Decimal(5)) == ""
    assert rate.problem_with(Decimal(26)) == "Rente på nye lån kan ikke være over 25."


def test_every_figure_names_lines_that_exist() -> None:
    from rodtrad.facts.budget_regulation.statements import statement_fact

    for name in read_yaml("municipal_act/accounts.yaml")["figures"]:
        figure = statement_figure(name)
        for term in figure.terms:
            statement_fact(figure.statement).line(term.reference)
    for name in read_yaml("municipal_act/accounts.yaml")["balances"]:
        balance = balance_figure(name)
        for term in balance.terms:
            statement_fact(balance.statement).line(term.reference)

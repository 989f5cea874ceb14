"""Funds, stated parameters and financial targets. `version` 0 adds; else it is the version that was read."""

from typing import TypeVar

from rodtrad.calculations import ledger
from rodtrad.facts.municipal_act.parameter_definitions import parameter_definitions
from rodtrad.features.budget.models import BudgetRound, Content, FinancialTarget, Fund, Parameter
from rodtrad.features.budget.services.refusals import BudgetRefusal
from rodtrad.features.budget.services.storing import (
    back_to_draft,
    fill_fund,
    fill_parameter,
    fill_target,
    next_revision,
    parameter_key,
    refuse_frozen,
    target_key,
)
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import StaleVersion, claim, command

_Row = TypeVar("_Row", bound=Content)


@command("budget.fund.set")
def set_fund(round_key: str, fund: ledger.Fund, *, version: int = 0, revision_of: bool = False, by: Actor) -> Fund:
    """Store a fund with its movements. Raises FundOverdrawn when it falls below zero in any year.

    Also raises StaleVersion, Frozen, and BudgetRefusal when the movements do not cover the plan's years.
    """
    budget_round = BudgetRound.objects.get(key=round_key)
    if len(fund.deposits) != budget_round.year_count:
        raise BudgetRefusal(f"Fondet «{fund.name}» må ha avsetning og bruk for hvert år i planen.")
    row = _editable(Fund, budget_round, fund.id, version, revision_of, f"Fondet «{fund.name}»")
    return fill_fund(row, fund, budget_round.years)


@command("budget.parameter.set")
def set_parameter(
    round_key: str, parameter: ledger.Parameter, *, version: int = 0, revision_of: bool = False, by: Actor
) -> Parameter:
    """Store a stated parameter with its source. Raises BudgetRefusal for an unknown one or a value out of bounds."""
    definition = parameter_definitions().get(parameter.key)
    if definition is None:
        known = ", ".join(found.term for found in parameter_definitions().values())
        raise BudgetRefusal(f"Forutsetningen «{parameter.key}» er ukjent. Kjente er: {known}.")
    if parameter.unit != definition.unit:
        raise BudgetRefusal(f"{definition.term} oppgis i {definition.unit}, ikke {parameter.unit}.")
    if parameter.value is not None and not parameter.source.strip():
        raise BudgetRefusal(f"Skriv hvor {definition.term.lower()} kommer fra.")
    problem = definition.problem_with(parameter.value) if parameter.value is not None else ""
    if problem:
        raise BudgetRefusal(problem)
    budget_round = BudgetRound.objects.get(key=round_key)
    key = parameter_key(parameter)
    return fill_parameter(_editable(Parameter, budget_round, key, version, revision_of, definition.term), parameter)


@command("budget.target.set")
def set_target(
    round_key: str, target: ledger.FinancialTarget, *, version: int = 0, revision_of: bool = False, by: Actor
) -> FinancialTarget:
    """Store the council's own limit for an indicator. Raises StaleVersion and Frozen."""
    budget_round = BudgetRound.objects.get(key=round_key)
    row = _editable(FinancialTarget, budget_round, target_key(target), version, revision_of, "Måltallet")
    return fill_target(row, target)


def _editable(
    model: type[_Row], budget_round: BudgetRound, key: str, version: int, revision_of: bool, what: str
) -> _Row:
    newest = model._default_manager.filter(round=budget_round, key=key).order_by("-revision").first()
    if newest is None or revision_of:
        if version != 0:
            raise StaleVersion(0)
        return model(round=budget_round, revision=next_revision(model, budget_round, key))
    if version == 0:
        raise StaleVersion(newest.version)
    row = claim(model, newest.pk, version)
    refuse_frozen(row, what)
    back_to_draft(row)
    return row

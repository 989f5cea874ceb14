"""The register of checks: each is one function over an entity's plan, run in the order of the facts."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache

from rodtrad.calculations.checks.results import CheckResult, Verdict
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.ledger import Proposal
from rodtrad.facts.municipal_act.checks import check_definitions
from rodtrad.values.wording import joined

Check = Callable[[EntityPlan], Iterable[Verdict]]
_register: dict[str, Check] = {}


def check(check_id: str) -> Callable[[Check], Check]:
    """Register the decorated function as the check with this id; it answers with no, one or several verdicts."""

    def register(function: Check) -> Check:
        if check_id not in check_definitions():
            raise ValueError(f"{check_id} is not defined in municipal_act/checks.yaml")
        _register[check_id] = function
        return function

    return register


@cache
def _load() -> None:
    package = importlib.import_module("rodtrad.calculations.checks")
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)


def check_ids() -> tuple[str, ...]:
    """The ids of all checks that have a function, in the order they are shown."""
    _load()
    return tuple(id for id in check_definitions() if id in _register)


def run_checks(proposal: Proposal, entities: Iterable[str] | None = None) -> tuple[CheckResult, ...]:
    """Every check for every legal entity of the proposal, or for the entities named, in the order they are shown."""
    ids = check_ids()
    plans = [EntityPlan(proposal, entity) for entity in (proposal.entities if entities is None else entities)]
    return tuple(_result(id, plan, verdict) for plan in plans for id in ids for verdict in _register[id](plan))


def _result(id: str, plan: EntityPlan, verdict: Verdict) -> CheckResult:
    definition = check_definitions()[id]
    return CheckResult(
        id=id,
        title=definition.title,
        law_reference=definition.law_reference,
        entity=plan.entity,
        state=verdict.state,
        years=verdict.years,
        message=verdict.message,
        side=verdict.side,
        unit=verdict.unit,
        verified=definition.verified,
        note=joined([verdict.note, definition.note]),
    )

"""The capital cost of every project is computed and stands in the plan as it should (kommuneloven § 14-4)."""

from collections.abc import Iterator

from rodtrad.calculations.checks.registry import check
from rodtrad.calculations.checks.results import Verdict, by_year, judged
from rodtrad.calculations.finance.capital_cost_lines import PREFIX, lacking_capital_cost, project_lines
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.ledger import AccountString, Line, NotComputable
from rodtrad.calculations.sentences import sentence
from rodtrad.values.wording import joined


@check("CAPITAL_COST")
def capital_cost_is_computed(plan: EntityPlan) -> Iterator[Verdict]:
    """Each project's computed lines are those that the stated parameters give now."""
    numbers = {project.number for project in plan.proposal.projects if project.entity == plan.entity}
    if not numbers:
        return
    holds = sentence("capital_cost_computed")
    lacking = [reason.reason for project, reason in lacking_capital_cost(plan.proposal) if project.number in numbers]
    if lacking:
        yield Verdict(judged(plan.years, NotComputable(joined(dict.fromkeys(lacking)))), holds)
        return
    deviation = [0] * len(plan.years)
    stand: dict[str, list[Line]] = {number: [] for number in numbers}
    for change in plan.proposal.changes:
        if change.project in stand:
            stand[change.project] += [line for line in change.lines if line.computation.startswith(PREFIX)]
    for number, lines in stand.items():
        difference: dict[tuple[AccountString, str], list[int]] = {}
        wanted = project_lines(plan.proposal, plan.proposal.project(number))
        for sign, group in ((1, wanted), (-1, lines)):
            for line in group:
                row = difference.setdefault((line.account, line.computation), [0] * len(plan.years))
                for place, amount in enumerate(line.amounts):
                    row[place] += sign * amount
        for row in difference.values():
            deviation = [total + abs(amount) for total, amount in zip(deviation, row, strict=True)]
    years = judged(plan.years, deviation)
    yield Verdict(years, holds, sentence("capital_cost_outdated", parts=by_year(years)))

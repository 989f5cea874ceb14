"""Adding and editing investment projects."""

from rodtrad.calculations import ledger
from rodtrad.features.budget.models import BudgetRound, InvestmentProject
from rodtrad.features.budget.services.refusals import AlreadyThere, BudgetRefusal
from rodtrad.features.budget.services.storing import back_to_draft, fill_project, next_revision, refuse_frozen
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import claim, command


@command("budget.project.add")
def add_project(
    round_key: str, project: ledger.InvestmentProject, *, revision_of: bool = False, by: Actor
) -> InvestmentProject:
    """Add a project to a round, or with `revision_of` another revision of the one with the same number.

    Raises AlreadyThere, and BudgetRefusal when the cost does not cover the plan's years.
    """
    budget_round = BudgetRound.objects.get(key=round_key)
    _refuse_wrong_width(budget_round, project)
    revision = next_revision(InvestmentProject, budget_round, project.number)
    if revision > 1 and not revision_of:
        raise AlreadyThere("Prosjektet", project.number)
    return fill_project(InvestmentProject(round=budget_round, revision=revision), project)


@command("budget.project.edit")
def edit_project(project_id: int, version: int, project: ledger.InvestmentProject, *, by: Actor) -> InvestmentProject:
    """Save a project over the version that was read; its capital cost must then be computed anew in the proposals.

    Raises StaleVersion, Frozen and BudgetRefusal as `add_project`.
    """
    row = claim(InvestmentProject, project_id, version)
    if project.number != row.key:
        raise BudgetRefusal(f"Prosjekt {row.key} kan ikke få nytt nummer. Legg inn et nytt prosjekt i stedet.")
    _refuse_wrong_width(row.round, project)
    refuse_frozen(row, f"Prosjekt {row.key} {row.name}")
    back_to_draft(row)
    return fill_project(row, project)


def _refuse_wrong_width(budget_round: BudgetRound, project: ledger.InvestmentProject) -> None:
    if len(project.yearly_cost) != budget_round.year_count:
        raise BudgetRefusal(
            f"Prosjekt {project.number} må ha én kostnad for hvert av de {budget_round.year_count} årene i planen."
        )

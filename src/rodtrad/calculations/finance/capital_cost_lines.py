"""The lines that an investment project becomes, each with its whole account string, so that nothing is hidden.

Cost and VAT, VAT compensation, other financing and loan stand in the investment budget; interest, instalments,
depreciation and its counter entry in the operating budget. They belong to the change that decides the project.
"""

from dataclasses import dataclass, replace

from rodtrad.calculations.finance.capital_cost import CapitalCost, capital_cost
from rodtrad.calculations.ledger import (
    INVESTMENT,
    AccountString,
    Amounts,
    InvestmentProject,
    Line,
    NotComputable,
    Proposal,
)
from rodtrad.calculations.sentences import sentence
from rodtrad.facts.municipal_act.account_groups import Booking, booking
from rodtrad.facts.reader import FactMissing

PREFIX = "capital_cost."
COST = f"{PREFIX}cost"
VAT_EXPENSE = f"{PREFIX}vat_expense"
VAT_COMPENSATION = f"{PREFIX}vat_compensation"
OTHER_FINANCING = f"{PREFIX}other_financing"
TRANSFER = f"{PREFIX}transfer_to_investment"
LOAN = f"{PREFIX}loan"
INTEREST = f"{PREFIX}interest"
INSTALMENT = f"{PREFIX}instalment"
DEPRECIATION = f"{PREFIX}depreciation"
COUNTER_ENTRY = f"{PREFIX}depreciation_counter_entry"


@dataclass(frozen=True, slots=True)
class ProjectCost:
    """What was computed for one project, or why it was not; the parameters used are named in `basis`."""

    number: str
    result: CapitalCost | NotComputable
    basis: tuple[str, ...] = ()


def project_cost(proposal: Proposal, project: InvestmentProject) -> ProjectCost:
    """The capital cost of a project by the proposal's stated parameters `interest_rate` and `vat_compensation_share`.

    NotComputable, with the parameter and the year named, when something is not stated.
    """
    basis, rates = [], []
    for year in proposal.years:
        rate = proposal.parameter("interest_rate", year, project.entity)
        if rate is None or rate.value is None:
            return ProjectCost(project.number, NotComputable(sentence("rate_not_stated", year=year)))
        rates.append(rate.value / 100)
        basis.append(f"interest_rate {year}: {rate.value} ({rate.source})")
    share = project.vat_compensation
    if share is None:
        stated = proposal.parameter("vat_compensation_share", proposal.years[0], project.entity)
        if stated is None or stated.value is None:
            reason = sentence("vat_share_not_stated", project=f"{project.number} {project.name}")
            return ProjectCost(project.number, NotComputable(reason))
        share = stated.value / 100
        basis.append(f"vat_compensation_share: {stated.value} ({stated.source})")
    life = project.asset_life
    if life is None:
        borrows = capital_cost(project, proposal.years, interest_rates=rates, vat_share=share, asset_life=1).loan
        if project.depreciable or any(borrows):
            reason = sentence("life_not_stated", project=f"{project.number} {project.name}")
            return ProjectCost(project.number, NotComputable(reason))
        life = 1
    cost = capital_cost(project, proposal.years, interest_rates=rates, vat_share=share, asset_life=life)
    return ProjectCost(project.number, cost, tuple(basis))


def project_lines(proposal: Proposal, project: InvestmentProject) -> tuple[Line, ...]:
    """Every line that the project becomes; only its gross cost where the rest is not computable.

    Lines that are zero in all years are left out. Raises FactMissing for years before the accounts are known.
    """
    year = proposal.years[0]
    cost = project_cost(proposal, project).result
    if isinstance(cost, NotComputable):
        return _kept([_cost_line(project, project.yearly_cost, COST)])
    finance = proposal.finance_unit or project.unit
    net = tuple(gross - vat for gross, vat in zip(cost.gross, cost.vat_compensation, strict=True))

    def line(name: str, amounts: Amounts, computation: str, sign: int = 1, unit: str = finance) -> Line:
        return _booked(project, booking(name, year), unit, tuple(sign * amount for amount in amounts), computation)

    lines = [
        _cost_line(project, net, COST),
        line("vat_expense", cost.vat_compensation, VAT_EXPENSE, unit=project.unit),
        line("vat_compensation", cost.vat_compensation, VAT_COMPENSATION, -1, project.unit),
        line("loan", cost.loan, LOAN, -1),
        line("interest", cost.interest, INTEREST),
        line("instalment", cost.instalment, INSTALMENT),
        line("depreciation", cost.depreciation, DEPRECIATION, unit=project.unit),
        line("depreciation_counter_entry", cost.depreciation, COUNTER_ENTRY, -1),
    ]
    transfer = booking("transfer_from_operating", year)
    for part in project.other_financing:
        account = AccountString(project.entity, INVESTMENT, project.unit, part.function, part.art, project.number)
        lines.append(Line(account, tuple(-amount for amount in part.amounts), OTHER_FINANCING))
        if part.art == transfer.art:
            lines.append(line("transfer_to_investment", part.amounts, TRANSFER))
    return _kept(lines)


def with_capital_cost(proposal: Proposal) -> Proposal:
    """The proposal with the lines of every project computed anew into the change that decides it.

    A change that names a project gets the project's lines after its own; earlier computed capital cost is replaced, so
    that doing it twice changes nothing. Raises ValueError when a project belongs to no change or to two.
    """
    numbers = [change.project for change in proposal.changes if change.project]
    for project in proposal.projects:
        if numbers.count(project.number) != 1:
            raise ValueError(f"project {project.number} must be decided by exactly one change")
    changes = []
    for change in proposal.changes:
        entered = tuple(line for line in change.lines if not line.computation.startswith(PREFIX))
        computed = project_lines(proposal, proposal.project(change.project)) if change.project else ()
        changes.append(replace(change, lines=entered + computed))
    return replace(proposal, changes=tuple(changes))


def lacking_capital_cost(proposal: Proposal) -> list[tuple[InvestmentProject, NotComputable]]:
    """The projects whose capital cost cannot be computed, with the reason of each."""
    lacking = []
    for project in proposal.projects:
        try:
            result = project_cost(proposal, project).result
            booking("loan", proposal.years[0])
        except FactMissing as missing:
            result = NotComputable(sentence("capital_rules_not_known", year=missing.year))
        if isinstance(result, NotComputable):
            lacking.append((project, result))
    return lacking


def _cost_line(project: InvestmentProject, amounts: Amounts, computation: str) -> Line:
    account = AccountString(project.entity, INVESTMENT, project.unit, project.function, project.art, project.number)
    return Line(account, amounts, computation)


def _booked(project: InvestmentProject, at: Booking, unit: str, amounts: Amounts, computation: str) -> Line:
    account = AccountString(
        project.entity,
        "operating" if at.account_class == "operating" else "investment",
        unit,
        at.function or project.function,
        at.art,
        project.number,
    )
    return Line(account, amounts, computation)


def _kept(lines: list[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if any(line.amounts))

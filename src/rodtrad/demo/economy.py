"""Fjellvik's plan as plain values: the chief executive's proposal and the council's adopted edition.

Both are made by `calculations.ledger` objects from the data files alone; nothing is random, so that two runs give the
same proposals (kommuneloven §§ 14-3, 14-4 and 14-10).
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from rodtrad.calculations.finance.capital_cost_lines import with_capital_cost
from rodtrad.calculations.ledger import (
    Area,
    BudgetUnit,
    Category,
    Change,
    FinancialTarget,
    InvestmentProject,
    Line,
    OtherFinancing,
    Parameter,
    Proposal,
    ProposalKind,
    balance,
)
from rodtrad.demo.balance_sheet import closing
from rodtrad.demo.debt import LAST_ACCOUNTS, debt_on_1_january, existing_debt_lines, home_loan_lines, interest_rates
from rodtrad.demo.investment import budget as investment_budget
from rodtrad.demo.operating import FINANCE_UNIT, budget
from rodtrad.demo.plan_funds import fund_lines, plan_funds, settled
from rodtrad.demo.plan_lines import ENTITY, YEARS, lines_of, operating_line
from rodtrad.demo.reading import document
from rodtrad.values.rounding import round_half_away

COMPUTED_PREMISES = {"existing_debt": existing_debt_lines, "home_loans": home_loan_lines, "funds": fund_lines}
FUND_PREMISE = "fondsbruk"
INDICATORS = {"net_operating_result": "net_operating_result", "general_fund": "general_fund", "net_debt": "debt"}


@cache
def chief_executive_proposal() -> Proposal:
    """The chief executive's proposal, balanced in every year by what goes to the general fund."""
    decision = document("decision.yaml")["proposal"]
    unsettled = with_capital_cost(
        Proposal(
            id="fjellvik-2027-proposal",
            title=decision["title"],
            opening=opening(),
            changes=(*measures(), *premises(), *project_changes()),
            years=YEARS,
            projects=tuple(project(entry) for entry in document("investments.yaml")),
            funds=plan_funds(),
            parameters=parameters(),
            targets=targets(),
            areas=areas(),
            price_basis=tuple(document("parameters.yaml")["price_basis"]),
            kind=ProposalKind.CHIEF_EXECUTIVE,
            base="budget-2026-adopted",
            finance_unit=FINANCE_UNIT,
        )
    )
    return _settle(unsettled, FUND_PREMISE)


@cache
def adopted_proposal() -> Proposal:
    """The council's adopted edition: the proposal with the amendments, which pay for each other in every year."""
    proposal = chief_executive_proposal()
    entries = document("amendments.yaml")
    added = tuple(project(entry["project"]) for entry in entries if "project" in entry)
    unsettled = with_capital_cost(
        replace(
            proposal,
            id="fjellvik-2027-adopted",
            title=document("decision.yaml")["adopted"]["title"],
            kind=ProposalKind.ADOPTED,
            base=proposal.id,
            adopted_on=document("decision.yaml")["steps"][-1]["date"],
            changes=(*proposal.changes, *(_change(entry, Category.POLITICAL) for entry in entries)),
            projects=(*proposal.projects, *added),
        )
    )
    return _settle(unsettled, next(entry["id"] for entry in entries if entry.get("remainder")))


def with_texts(proposal: Proposal, texts: Mapping[str, tuple[str, str]]) -> Proposal:
    """The proposal with written explanations and consequences, by change id, instead of the bare facts.

    Raises KeyError for a text whose change the proposal does not have.
    """
    for id in texts:
        proposal.change(id)
    changes = (
        replace(change, explanation=texts[change.id][0], consequence=texts[change.id][1])
        if change.id in texts
        else change
        for change in proposal.changes
    )
    return replace(proposal, changes=tuple(changes))


def opening() -> Change:
    """The adopted budget 2026 carried forward to every plan year, operating side."""
    lines = tuple(operating_line(key, (amount,) * len(YEARS)) for key, amount in budget().items())
    return Change("budsjett-2026", "Vedtatt budsjett 2026, videreført", Category.OPENING, lines)


def measures() -> tuple[Change, ...]:
    """The changes of measures.yaml in their order."""
    return tuple(_change(entry, Category(entry["category"])) for entry in document("measures.yaml"))


def premises() -> tuple[Change, ...]:
    """General income, finance, home loans and funds: what the frames must live within."""
    return tuple(_change(entry, Category.PREMISE) for entry in document("premises.yaml"))


def project_changes() -> tuple[Change, ...]:
    """One change for each investment project that no measure decides."""
    return tuple(
        Change(
            id=f"investering-{entry['number']}",
            title=entry["name"],
            category=Category.NEW_MEASURE if entry["is_new"] else Category.EARLIER_DECISIONS,
            lines=(),
            explanation=entry["about"],
            area=entry["area"],
            project=entry["number"],
        )
        for entry in document("investments.yaml")
        if "measure" not in entry
    )


def project(entry: Mapping[str, Any]) -> InvestmentProject:
    """An investment project of investments.yaml or of an amendment."""
    return InvestmentProject(
        number=entry["number"],
        name=entry["name"],
        unit=entry["unit"],
        function=entry["function"],
        art=entry["art"],
        yearly_cost=tuple(entry["yearly_cost"]),
        finish_year=entry["finish_year"],
        cost_frame=entry["cost_frame"],
        adopted_earlier=entry["adopted_earlier"],
        spent_earlier=entry["spent_earlier"],
        carried_over=entry["carried_over"],
        vat_compensation=Decimal(entry["vat_share"]),
        other_financing=tuple(
            OtherFinancing(part["name"], part["art"], part["function"], tuple(part["amounts"]))
            for part in entry["other"]
        ),
        operating_effect=tuple(entry["operating"]),
        asset_life=entry["asset_life"],
        depreciable=entry.get("depreciable", True),
        is_new=entry["is_new"],
        area=entry["area"],
        description=entry["about"],
    )


def areas() -> tuple[Area, ...]:
    """The six areas with their units."""
    return tuple(
        Area(area["id"], area["title"], tuple(BudgetUnit(unit["code"], unit["title"]) for unit in area["units"]))
        for area in document("organisation.yaml")["areas"]
    )


def parameters() -> tuple[Parameter, ...]:
    """What the plan is computed by; every value is invented and says so."""
    stated = document("parameters.yaml")
    source, first = stated["source"], YEARS[0]
    yearly = [
        Parameter("interest_rate", rate, "percent", year, source)
        for year, rate in zip(YEARS, interest_rates(), strict=True)
    ]
    single = (
        ("vat_compensation_share", Decimal(stated["vat_compensation_share"]) * 100, "percent"),
        ("debt", Decimal(debt_on_1_january(first)), "nok"),
        ("depreciable_assets", Decimal(_depreciable_assets()), "nok"),
        ("accumulated_shortfall", Decimal(stated["accumulated_shortfall"]), "nok"),
    )
    return (*yearly, *(Parameter(key, value, unit, first, source) for key, value, unit in single))


def targets() -> tuple[FinancialTarget, ...]:
    """The municipality's own limits."""
    return tuple(
        FinancialTarget(INDICATORS[entry["id"]], Decimal(entry["limit"]), entry["kind"] == "at_least", entry["adopted"])
        for entry in document("targets.yaml")["targets"]
    )


def _change(entry: Mapping[str, Any], category: Category) -> Change:
    computed = entry.get("computed", "")
    lines: tuple[Line, ...] = COMPUTED_PREMISES[computed]() if computed in COMPUTED_PREMISES else lines_of(entry)
    permanent = entry.get("permanent", True)
    stated_project = entry.get("project", "")
    return Change(
        id=entry["id"],
        title=entry["title"],
        category=category,
        lines=lines,
        explanation=entry["about"],
        priority=entry.get("priority"),
        permanent=permanent,
        full_year_effect=sum(line.amounts[-1] for line in lines) if permanent and lines else None,
        fte=tuple(Decimal(str(share)) for share in entry.get("fte", ())),
        area=entry.get("area", "felles"),
        goal=entry.get("goal", ""),
        project=stated_project if isinstance(stated_project, str) else stated_project["number"],
    )


def _depreciable_assets() -> int:
    """Equipment, buildings and plant on 1 January of the first plan year: accounts 2025 and budget 2026, kroner."""
    held = closing(LAST_ACCOUNTS)
    bought = sum(amount for key, amount in investment_budget().items() if key.art < "300" or key.art == "670")
    worn = sum(amount for key, amount in budget().items() if key.art == "590")
    return int(round_half_away(Decimal(held["24", "000"] + held["27", "000"]) / 100)) + bought - worn


def _settle(proposal: Proposal, change_id: str) -> Proposal:
    lines, funds = settled(proposal.funds, balance(proposal)[ENTITY, "operating"])
    changes = tuple(
        replace(change, lines=(*change.lines, *lines)) if change.id == change_id else change
        for change in proposal.changes
    )
    return replace(proposal, changes=changes, funds=funds)

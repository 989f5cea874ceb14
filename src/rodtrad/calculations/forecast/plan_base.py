"""The plan's own years as the ground a forecast stands on, read from the proposal's ledger through the overview by art.

Nothing is computed anew for the plan's years: what the forecast shows there is the plan, to the krone.
"""

from dataclasses import dataclass

from rodtrad.calculations.finance.capital_cost_lines import project_cost
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.finance.indicators import indicator_amounts
from rodtrad.calculations.finance.minimum_instalment import minimum_instalments
from rodtrad.calculations.forecast.loans import Loan, LoanKind
from rodtrad.calculations.ledger import Amounts, FundKind, NotComputable
from rodtrad.calculations.statements.statement import Statement
from rodtrad.facts.forecast_parameters.definitions import StreamFact, figure_lines, stream_facts, stream_statement

_ONE_A_YEAR = 1


@dataclass(frozen=True, slots=True)
class Stream:
    """One line of the overview by art through the plan: positive whole kroner per plan year, and how it carries on."""

    fact: StreamFact
    label: str
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class PlanBase:
    """What the plan says, whole kroner per plan year.

    `bound_net` is deposits to bound funds less uses, and what covers earlier shortfall. `draws` are new loans, `gross`
    the investments. `debt_opening` and `fund_opening` are on 1 January of the first year. `least` is the minimum
    instalment and `least_share` the same as a share of the opening debt, None where it is not computable.
    """

    years: tuple[int, ...]
    streams: tuple[Stream, ...]
    operating_income: Amounts
    interest: Amounts
    instalments: Amounts
    net_operating_result: Amounts
    transfer: Amounts
    bound_net: Amounts
    gross: Amounts
    draws: Amounts
    debt_opening: int
    debt: Amounts
    fund_opening: int
    fund: Amounts
    least: tuple[int | NotComputable, ...]
    project_loans: tuple[Loan, ...]
    prices_of: int


def plan_base(plan: EntityPlan) -> PlanBase | NotComputable:
    """The ground of a forecast, or why the plan does not give it."""
    statement = plan.statement(stream_statement())
    found = [plan.figure("loans"), plan.figure("investments"), plan.figure("instalments_in_investment")]
    found += [indicator_amounts(plan, "debt"), indicator_amounts(plan, "general_fund")]
    for part in (statement, *found):
        if isinstance(part, NotComputable):
            return part
    assert isinstance(statement, Statement)
    draws, gross, paid_in_investment, debt, fund = (part for part in found if not isinstance(part, NotComputable))
    if statement.unmapped and any(any(part.amounts) for part in statement.unmapped):
        codes = ", ".join(sorted({part.key.art for part in statement.unmapped}))
        return NotComputable(f"Artene {codes} står ikke i økonomisk oversikt etter art, så de kan ikke framskrives.")
    if any(paid_in_investment):
        return NotComputable(
            "Planen betaler avdrag i investeringsbudsjettet. Framskrivingen krever at de står i driften."
        )
    if len(set(plan.proposal.price_basis)) > 1:
        return NotComputable("Planens år er i ulike prisnivåer. Regn dem om til ett prisnivå før de framskrives.")
    figures = {name: statement.line(line).amounts for name, line in figure_lines().items()}
    bound = zip(figures["bound_deposits"], figures["bound_uses"], figures["shortfall_covered"], strict=True)
    funds = [fund for fund in plan.proposal.funds if fund.kind is FundKind.GENERAL and fund.entity == plan.entity]
    base = PlanBase(
        years=plan.years,
        streams=tuple(
            Stream(fact, statement.line(fact.line).label, statement.line(fact.line).amounts) for fact in stream_facts()
        ),
        operating_income=figures["operating_income"],
        interest=figures["interest"],
        instalments=figures["instalments"],
        net_operating_result=figures["net_operating_result"],
        transfer=figures["transfer_to_investment"],
        bound_net=tuple(deposit - use + covered for deposit, use, covered in bound),
        gross=gross,
        draws=draws,
        debt_opening=debt[0] - draws[0] + figures["instalments"][0],
        debt=debt,
        fund_opening=sum(fund.opening_balance for fund in funds),
        fund=fund,
        least=minimum_instalments(plan),
        project_loans=_project_loans(plan),
        prices_of=plan.proposal.price_basis[-1] if plan.proposal.price_basis else plan.years[0],
    )
    return _contradiction(base) or base


def _contradiction(base: PlanBase) -> NotComputable | None:
    """What in the plan does not follow from its own parts, so that a forecast could not start from it."""
    debt, fund = base.debt_opening, base.fund_opening
    for place, year in enumerate(base.years):
        result = -base.interest[place] - base.instalments[place]
        for stream in base.streams:
            result += stream.amounts[place] * (-1 if stream.fact.side == "expenditure" else 1)
        debt += base.draws[place] - base.instalments[place]
        fund += base.net_operating_result[place] - base.transfer[place] - base.bound_net[place]
        if result != base.net_operating_result[place]:
            return NotComputable(
                f"Netto driftsresultat i {year} følger ikke av linjene i oversikten. Kontroller at avskrivningene og "
                "motposten er like store."
            )
        if debt != base.debt[place]:
            return NotComputable(
                f"Lånegjelden i {year} følger ikke av lån og avdrag. Oppgi gjelden bare for {base.years[0]}."
            )
        if fund != base.fund[place]:
            return NotComputable(
                f"Disposisjonsfondet i {year} følger ikke av resultatet. Kontroller fondsoversikten mot budsjettet."
            )
    return None


def _project_loans(plan: EntityPlan) -> tuple[Loan, ...]:
    """Each loan that a project of the plan draws, by the year it is drawn, on the terms of its capital cost."""
    loans = []
    for project in plan.proposal.projects:
        if project.entity != plan.entity:
            continue
        cost = project_cost(plan.proposal, project).result
        if isinstance(cost, NotComputable):
            continue
        for year, drawn in zip(plan.years, cost.loan, strict=True):
            if drawn:
                loans.append(
                    Loan(
                        id=f"{project.number}-{year}",
                        name=f"{project.number} {project.name}",
                        balance=drawn,
                        first_year=year,
                        kind=LoanKind.SERIAL,
                        terms_left=project.asset_life or _ONE_A_YEAR,
                        terms_per_year=_ONE_A_YEAR,
                        instalments_from=max(year, project.finish_year) + 1,
                        mean_balance=True,
                        drawn_in_first_year=True,
                    )
                )
    return tuple(loans)

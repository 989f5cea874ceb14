"""The minimum instalment on loans (kommuneloven § 14-18): depreciation x debt / depreciable assets, per legal entity.

Debt and assets are the book values at the beginning of the year, loans for on-lending left out; depreciation is the
year's. The rule is dated, and marked to be verified: a new regulation was on hearing in 2024.
"""

from decimal import Decimal

from rodtrad.calculations.finance.account_sums import account_sum
from rodtrad.calculations.formulas import formula
from rodtrad.calculations.ledger import NotComputable, Proposal
from rodtrad.values.rounding import round_half_away
from rodtrad.values.units import Unit


@formula("finance.minimum_instalment", "minimumsavdrag", Unit.NOK, ("municipal_act/rules.yaml",))
def minimum_instalment(depreciation: int, debt: int, depreciable_assets: int) -> int | NotComputable:
    """Depreciation times debt over depreciable assets, all in the same unit of money, rounded half away from zero.

    NotComputable when the assets are zero or negative: the rule then gives no answer, and zero would be wrong.
    """
    if depreciable_assets <= 0:
        return NotComputable(
            "Verdien av avskrivbare anleggsmidler er null, så minimumsavdraget kan ikke regnes ut. Kontroller verdien."
        )
    return int(round_half_away(Decimal(depreciation) * debt / depreciable_assets))


def minimum_instalments(proposal: Proposal, entity: str) -> tuple[int | NotComputable, ...]:
    """The minimum instalment of each plan year, in whole kroner.

    Debt and depreciable assets are the parameters `debt` and `depreciable_assets` of the year where they are stated;
    later years roll them forward: debt by the plan's loans and instalments, assets by its investments in fixed assets
    less depreciation.
    """
    sums = {
        name: account_sum(proposal, entity, name)
        for name in ("depreciation", "loans", "instalments", "instalments_in_investment", "fixed_assets")
    }
    for found in sums.values():
        if isinstance(found, NotComputable):
            return (found,) * len(proposal.years)
    depreciation, loans, paid, paid_in_investment, assets_bought = (
        amounts for amounts in sums.values() if not isinstance(amounts, NotComputable)
    )
    debt: int | None = None
    assets: int | None = None
    answers: list[int | NotComputable] = []
    for place, year in enumerate(proposal.years):
        debt = _stated(proposal, "debt", year, entity, debt)
        assets = _stated(proposal, "depreciable_assets", year, entity, assets)
        if debt is None or assets is None:
            lacking = "lånegjeld" if debt is None else "verdi av avskrivbare anleggsmidler"
            answers.append(NotComputable(f"Kommunens {lacking} 1. januar {year} er ikke oppgitt."))
            continue
        answers.append(minimum_instalment(depreciation[place], debt, assets))
        debt += -loans[place] - paid[place] - paid_in_investment[place]
        assets += assets_bought[place] - depreciation[place]
    return tuple(answers)


def _stated(proposal: Proposal, key: str, year: int, entity: str, rolled: int | None) -> int | None:
    parameter = proposal.parameter(key, year, entity)
    if parameter is None or parameter.value is None or (rolled is not None and parameter.year < year):
        return rolled
    return int(parameter.value)

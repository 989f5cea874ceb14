"""The minimum instalment on loans (kommuneloven § 14-18): depreciation x debt / depreciable assets, per legal entity.

Debt and assets are the book values at the beginning of the year, loans for on-lending left out; depreciation is the
year's. The rule is dated, and marked to be verified: a new regulation was on hearing in 2024.
"""

from decimal import Decimal

from rodtrad.calculations.finance.debt import debt_development, rolled_forward
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.formulas import formula
from rodtrad.calculations.ledger import NotComputable
from rodtrad.calculations.sentences import sentence
from rodtrad.values.rounding import round_half_away
from rodtrad.values.units import Unit


@formula("finance.minimum_instalment", "minimumsavdrag", Unit.NOK, ("municipal_act/rules.yaml",))
def minimum_instalment(depreciation: int, debt: int, depreciable_assets: int) -> int | NotComputable:
    """Depreciation times debt over depreciable assets, all in the same unit of money, rounded half away from zero.

    NotComputable when the assets are zero or negative: the rule then gives no answer, and zero would be wrong.
    """
    if depreciable_assets <= 0:
        return NotComputable(sentence("assets_zero"))
    return int(round_half_away(Decimal(depreciation) * debt / depreciable_assets))


def minimum_instalments(plan: EntityPlan) -> tuple[int | NotComputable, ...]:
    """The minimum instalment of each plan year, in whole kroner.

    Debt and depreciable assets are the parameters `debt` and `depreciable_assets` of the year where they are stated;
    later years roll them forward: debt by the plan's loans and instalments, assets by its investments in fixed assets
    less depreciation.
    """
    depreciation, bought = plan.figure("depreciation"), plan.figure("fixed_assets")
    development = debt_development(plan)
    for found in (depreciation, bought, development):
        if isinstance(found, NotComputable):
            return (found,) * len(plan.years)
    assert not isinstance(depreciation, NotComputable) and not isinstance(bought, NotComputable)
    assert not isinstance(development, NotComputable)
    assets = rolled_forward(plan, "depreciable_assets", tuple(map(int.__sub__, bought, depreciation)))
    return tuple(
        value if isinstance(value, NotComputable) else minimum_instalment(written_off, debt, value)
        for written_off, debt, value in zip(depreciation, development.opening, assets, strict=True)
    )

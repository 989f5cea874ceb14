"""Net operating expenditure (netto driftsutgifter): what a service costs after its own income.

Free income must cover it. It includes depreciation and leaves the counter entry of depreciation out. SSB concept AGD2.
"""

from decimal import Decimal

from rodtrad.calculations.formulas import formula
from rodtrad.calculations.kostra.key_figures.evaluation import KeyFigures
from rodtrad.calculations.kostra.ratios import per_inhabitant, percent
from rodtrad.values.units import Unit

_CONCEPT = "AGD2"
ALL_SERVICES = "FG4"
_FACTS = (
    "kostra/key_figures/concepts.yaml",
    "kostra/key_figures/concept_arts_2016.csv",
    "kostra/key_figures/function_groups.csv",
    "kostra/key_figures/indicators.yaml",
)


@formula("kostra.net_operating_expenditure", "netto driftsutgifter", Unit.THOUSAND_NOK, _FACTS)
def net_operating_expenditure(figures: KeyFigures, *units: str) -> int | None:
    """Net operating expenditure of the functions or groups `units`, in the unit of `figures`.

    None when no account belongs to any of them. Groups that overlap are counted as often as they are named.
    """
    return figures.total("D", units, _CONCEPT)


@formula(
    "kostra.net_operating_expenditure_per_inhabitant",
    "netto driftsutgifter per innbygger",
    Unit.NOK_PER_CAPITA,
    _FACTS,
)
def net_operating_expenditure_per_inhabitant(
    figures: KeyFigures, inhabitants: int | None, *units: str
) -> Decimal | None:
    """Kroner of net operating expenditure per inhabitant (of the whole municipality or of the target group)."""
    return per_inhabitant(figures, net_operating_expenditure(figures, *units), inhabitants)


@formula(
    "kostra.net_operating_expenditure_share",
    "andel av samlede netto driftsutgifter",
    Unit.PERCENT,
    _FACTS,
)
def net_operating_expenditure_share(figures: KeyFigures, *units: str) -> Decimal | None:
    """Net operating expenditure of `units` in percent of that of all service functions.

    The functions that Statistics Norway divides by are not verified.
    """
    return percent(net_operating_expenditure(figures, *units), net_operating_expenditure(figures, ALL_SERVICES))

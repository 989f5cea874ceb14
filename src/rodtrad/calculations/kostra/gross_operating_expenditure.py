"""Gross operating expenditure (brutto driftsutgifter), whole and adjusted to own production.

For a function or service area sick pay refunds (710) and VAT compensation (729) are deducted; for all functions
together the whole figure keeps both and the adjusted figure keeps 710 (SSB note to table 12362).
"""

from decimal import Decimal

from rodtrad.calculations.formulas import formula
from rodtrad.calculations.kostra.key_figures.evaluation import KeyFigures
from rodtrad.calculations.kostra.ratios import per_inhabitant
from rodtrad.values.units import Unit

ALL_FUNCTIONS = "FG2"
_FACTS = (
    "kostra/key_figures/concepts.yaml",
    "kostra/key_figures/concept_arts_2016.csv",
    "kostra/key_figures/function_groups.csv",
    "kostra/key_figures/indicators.yaml",
)


@formula("kostra.gross_operating_expenditure", "brutto driftsutgifter", Unit.THOUSAND_NOK, _FACTS)
def gross_operating_expenditure(figures: KeyFigures, *units: str) -> int | None:
    """Gross operating expenditure of `units` (AGD10), or of all functions when none is named (AGD9)."""
    return figures.total("D", units, "AGD10") if units else figures.amount("D", ALL_FUNCTIONS, "AGD9")


@formula(
    "kostra.gross_operating_expenditure_per_inhabitant",
    "brutto driftsutgifter per innbygger",
    Unit.NOK_PER_CAPITA,
    _FACTS,
)
def gross_operating_expenditure_per_inhabitant(
    figures: KeyFigures, inhabitants: int | None, *units: str
) -> Decimal | None:
    """Kroner of gross operating expenditure per inhabitant."""
    return per_inhabitant(figures, gross_operating_expenditure(figures, *units), inhabitants)


@formula(
    "kostra.adjusted_gross_operating_expenditure",
    "korrigerte brutto driftsutgifter",
    Unit.THOUSAND_NOK,
    _FACTS,
)
def adjusted_gross_operating_expenditure(figures: KeyFigures, *units: str) -> int | None:
    """Expenditure on own production of `units` (AGD4), or of all functions when none is named (AGD3)."""
    return figures.total("D", units, "AGD4") if units else figures.amount("D", ALL_FUNCTIONS, "AGD3")

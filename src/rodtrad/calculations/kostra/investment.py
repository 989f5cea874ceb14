"""Investment measured against operating income, and how much of it is paid without loans."""

from decimal import Decimal

from rodtrad.calculations.formulas import formula
from rodtrad.calculations.kostra.key_figures.evaluation import KeyFigures
from rodtrad.calculations.kostra.operating_result import gross_operating_income
from rodtrad.calculations.kostra.ratios import percent
from rodtrad.values.units import Unit

ALL_FUNCTIONS = "FG2"
_FACTS = (
    "kostra/key_figures/concepts.yaml",
    "kostra/key_figures/corrections.yaml",
    "kostra/key_figures/indicators.yaml",
)


@formula(
    "kostra.gross_investment_percent",
    "brutto investeringsutgifter i prosent av brutto driftsinntekter",
    Unit.PERCENT,
    _FACTS,
)
def gross_investment_percent(figures: KeyFigures) -> Decimal | None:
    """Gross investment expenditure (AGI1) in percent of operating income."""
    return percent(figures.amount("I", ALL_FUNCTIONS, "AGI1"), gross_operating_income(figures))


@formula(
    "kostra.own_financing_percent",
    "egenfinansiering av investeringene i prosent av brutto investeringsutgifter",
    Unit.PERCENT,
    _FACTS,
)
def own_financing_percent(figures: KeyFigures) -> Decimal | None:
    """Investment that is not paid by loans (AGI21) in percent of gross investment expenditure."""
    return percent(figures.amount("I", ALL_FUNCTIONS, "AGI21"), figures.amount("I", ALL_FUNCTIONS, "AGI1"))

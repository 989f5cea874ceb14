"""Gross and net operating result and the income they are measured against; the committee TBU recommends a level."""

from decimal import Decimal

from rodtrad.calculations.formulas import formula
from rodtrad.calculations.kostra.key_figures.evaluation import KeyFigures
from rodtrad.calculations.kostra.ratios import per_inhabitant, percent
from rodtrad.values.units import Unit

ALL_FUNCTIONS = "FG2"
_FACTS = (
    "kostra/key_figures/concepts.yaml",
    "kostra/key_figures/concept_arts_2016.csv",
    "kostra/key_figures/corrections.yaml",
    "kostra/key_figures/indicators.yaml",
)


@formula("kostra.gross_operating_income", "brutto driftsinntekter", Unit.THOUSAND_NOK, _FACTS)
def gross_operating_income(figures: KeyFigures) -> int | None:
    """All operating income of the municipality (AGD45), the denominator of the financial key figures."""
    return figures.amount("D", ALL_FUNCTIONS, "AGD45")


@formula(
    "kostra.gross_operating_result_percent",
    "brutto driftsresultat i prosent av brutto driftsinntekter",
    Unit.PERCENT,
    _FACTS,
)
def gross_operating_result_percent(figures: KeyFigures) -> Decimal | None:
    """Operating income less operating expenditure (AGD46) in percent of operating income."""
    income = gross_operating_income(figures)
    expenditure = figures.amount("D", ALL_FUNCTIONS, "AGD46")
    if income is None or expenditure is None:
        return None
    return percent(income - expenditure, income)


@formula("kostra.net_operating_result", "netto driftsresultat", Unit.THOUSAND_NOK, _FACTS)
def net_operating_result(figures: KeyFigures) -> int | None:
    """What is left after operations, net interest and instalments (AGD23); negative is a deficit."""
    return figures.amount("D", ALL_FUNCTIONS, "AGD23")


@formula(
    "kostra.net_operating_result_percent",
    "netto driftsresultat i prosent av brutto driftsinntekter",
    Unit.PERCENT,
    _FACTS,
)
def net_operating_result_percent(figures: KeyFigures) -> Decimal | None:
    """Net operating result in percent of operating income."""
    return percent(net_operating_result(figures), gross_operating_income(figures))


@formula("kostra.free_income_per_inhabitant", "frie inntekter per innbygger", Unit.NOK_PER_CAPITA, _FACTS)
def free_income_per_inhabitant(figures: KeyFigures, inhabitants: int | None) -> Decimal | None:
    """Kroner of general grant and tax on income and wealth (AG11) per inhabitant at the end of the year."""
    return per_inhabitant(figures, figures.amount("D", ALL_FUNCTIONS, "AG11"), inhabitants)


@formula(
    "kostra.net_interest_and_instalments_percent",
    "netto renter og avdrag i prosent av brutto driftsinntekter",
    Unit.PERCENT,
    _FACTS,
)
def net_interest_and_instalments_percent(figures: KeyFigures) -> Decimal | None:
    """Net interest and instalments (AGD27) in percent of operating income."""
    return percent(figures.amount("D", ALL_FUNCTIONS, "AGD27"), gross_operating_income(figures))

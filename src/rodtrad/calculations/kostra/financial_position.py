"""Debt, working capital and free funds from the balance, measured against operating income or inhabitants.

`consolidated` says that the accounts are those of the municipality with its undertakings, where internal loans and
receivables are left out.
"""

from decimal import Decimal

from rodtrad.calculations.formulas import formula
from rodtrad.calculations.kostra.key_figures.evaluation import KeyFigures
from rodtrad.calculations.kostra.operating_result import gross_operating_income
from rodtrad.calculations.kostra.ratios import per_inhabitant, percent
from rodtrad.values.units import Unit

_FACTS = (
    "kostra/key_figures/concepts.yaml",
    "kostra/key_figures/concept_chapters.csv",
    "kostra/key_figures/indicators.yaml",
)


def _net_loan_debt(figures: KeyFigures, consolidated: bool) -> int | None:
    return figures.amount("B", "", "KG31" if consolidated else "KG16")


@formula(
    "kostra.net_loan_debt_percent",
    "netto lånegjeld i prosent av brutto driftsinntekter",
    Unit.PERCENT,
    _FACTS,
)
def net_loan_debt_percent(figures: KeyFigures, *, consolidated: bool = False) -> Decimal | None:
    """Long-term debt without pensions, less loans given and unused loans, in percent of operating income."""
    return percent(_net_loan_debt(figures, consolidated), gross_operating_income(figures))


@formula("kostra.net_loan_debt_per_inhabitant", "netto lånegjeld per innbygger", Unit.NOK_PER_CAPITA, _FACTS)
def net_loan_debt_per_inhabitant(
    figures: KeyFigures, inhabitants: int | None, *, consolidated: bool = False
) -> Decimal | None:
    """Kroner of net loan debt per inhabitant at the end of the year."""
    return per_inhabitant(figures, _net_loan_debt(figures, consolidated), inhabitants)


@formula(
    "kostra.long_term_debt_percent",
    "langsiktig gjeld uten pensjonsforpliktelser i prosent av brutto driftsinntekter",
    Unit.PERCENT,
    _FACTS,
)
def long_term_debt_percent(figures: KeyFigures) -> Decimal | None:
    """Long-term debt without pension obligations (KG32) in percent of operating income."""
    return percent(figures.amount("B", "", "KG32"), gross_operating_income(figures))


@formula(
    "kostra.working_capital_percent",
    "arbeidskapital uten premieavvik i prosent av brutto driftsinntekter",
    Unit.PERCENT,
    _FACTS,
)
def working_capital_percent(figures: KeyFigures) -> Decimal | None:
    """Current assets less current liabilities (KG28), without pension premium deviation, in percent of income."""
    return percent(figures.amount("B", "", "KG28"), gross_operating_income(figures))


@formula(
    "kostra.free_operating_fund_percent",
    "disposisjonsfond i prosent av brutto driftsinntekter",
    Unit.PERCENT,
    _FACTS,
)
def free_operating_fund_percent(figures: KeyFigures) -> Decimal | None:
    """The free operating fund less an uncovered deficit (KG21) in percent of operating income."""
    return percent(figures.amount("B", "", "KG21"), gross_operating_income(figures))

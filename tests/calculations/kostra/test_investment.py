"""Investment key figures."""

from decimal import Decimal

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.kostra.investment import gross_investment_percent, own_financing_percent
from rodtrad.calculations.kostra.key_figures.evaluation import compute_key_figures

FIGURES = compute_key_figures(
    {
        AccountKey("D", "840", "800"): -1_000,
        AccountKey("I", "222", "230"): 200,
        AccountKey("I", "222", "910"): -150,
    }
)


def test_investment_is_measured_against_operating_income() -> None:
    assert gross_investment_percent(FIGURES) == Decimal(20)


def test_own_financing_is_what_loans_do_not_pay() -> None:
    assert own_financing_percent(FIGURES) == Decimal(25)


def test_without_investment_it_is_not_computable() -> None:
    figures = compute_key_figures({AccountKey("D", "840", "800"): -1_000})
    assert gross_investment_percent(figures) is None
    assert own_financing_percent(figures) is None

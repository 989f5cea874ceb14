"""Gross operating expenditure."""

from decimal import Decimal

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.kostra.gross_operating_expenditure import (
    adjusted_gross_operating_expenditure,
    gross_operating_expenditure,
    gross_operating_expenditure_per_inhabitant,
)
from rodtrad.calculations.kostra.key_figures.evaluation import compute_key_figures

FIGURES = compute_key_figures(
    {
        AccountKey("D", "202", "010"): 800,
        AccountKey("D", "202", "370"): 50,
        AccountKey("D", "202", "429"): 20,
        AccountKey("D", "202", "710"): -30,
        AccountKey("D", "202", "729"): -20,
    }
)


def test_refunds_are_deducted_for_a_function_and_kept_for_all_functions() -> None:
    assert gross_operating_expenditure(FIGURES, "202") == 820
    assert gross_operating_expenditure(FIGURES) == 870


def test_adjusted_expenditure_leaves_out_what_is_bought_instead_of_produced() -> None:
    assert adjusted_gross_operating_expenditure(FIGURES, "202") == 770
    assert adjusted_gross_operating_expenditure(FIGURES) == 800


def test_per_inhabitant() -> None:
    assert gross_operating_expenditure_per_inhabitant(FIGURES, 100, "202") == Decimal(8_200)

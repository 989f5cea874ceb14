"""Operating result and income."""

from decimal import Decimal
from pathlib import Path

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.kostra.key_figures.evaluation import compute_key_figures
from rodtrad.calculations.kostra.operating_result import (
    free_income_per_inhabitant,
    gross_operating_income,
    gross_operating_result_percent,
    net_interest_and_instalments_percent,
    net_operating_result,
    net_operating_result_percent,
)
from rodtrad.facts.kostra.key_figures.definitions import Edition
from rodtrad.intake.kostra_accounts import read_accounts

FIGURES = compute_key_figures(
    {
        AccountKey("D", "840", "800"): -600,
        AccountKey("D", "800", "870"): -300,
        AccountKey("D", "202", "600"): -100,
        AccountKey("D", "202", "010"): 900,
        AccountKey("D", "202", "590"): 40,
        AccountKey("D", "860", "990"): -40,
        AccountKey("D", "870", "500"): 30,
        AccountKey("D", "870", "900"): -10,
        AccountKey("D", "870", "510"): 50,
    }
)


def test_the_net_result_is_after_interest_and_instalments_and_without_depreciation() -> None:
    assert gross_operating_income(FIGURES) == 1_000
    assert net_operating_result(FIGURES) == 30
    assert net_operating_result_percent(FIGURES) == Decimal(3)
    assert gross_operating_result_percent(FIGURES) == Decimal(6)
    assert net_interest_and_instalments_percent(FIGURES) == Decimal(7)


def test_free_income_is_general_grant_and_tax() -> None:
    assert free_income_per_inhabitant(FIGURES, 100) == Decimal(9_000)


def test_without_income_the_percentage_is_not_computable() -> None:
    figures = compute_key_figures({AccountKey("D", "202", "010"): 900})
    assert net_operating_result(figures) == -900
    assert net_operating_result_percent(figures) is None
    assert gross_operating_result_percent(figures) is None


def test_kongsvinger_2019_had_a_deficit(shared: Path) -> None:
    content = (shared / "data/kostra/samples/kongsvinger_2019_0A.dat").read_bytes()
    figures = compute_key_figures(read_accounts(content).amounts, Edition.PUBLISHED_2016)
    assert net_operating_result(figures) == -31_445

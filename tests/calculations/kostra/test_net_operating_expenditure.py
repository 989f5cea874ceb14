"""Net operating expenditure."""

from decimal import Decimal

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.kostra.key_figures.evaluation import compute_key_figures
from rodtrad.calculations.kostra.net_operating_expenditure import (
    net_operating_expenditure,
    net_operating_expenditure_per_inhabitant,
    net_operating_expenditure_share,
)
from rodtrad.values.units import Unit

ACCOUNTS = {
    AccountKey("D", "202", "010"): 800,
    AccountKey("D", "202", "590"): 100,
    AccountKey("D", "202", "700"): -150,
    AccountKey("D", "253", "010"): 250,
    AccountKey("D", "860", "990"): -100,
}


def test_depreciation_counts_and_its_counter_entry_does_not() -> None:
    figures = compute_key_figures(ACCOUNTS)
    assert net_operating_expenditure(figures, "202") == 750
    assert net_operating_expenditure(figures, "FGK8a", "FGK11b") == 1_000
    assert net_operating_expenditure(figures, "860") is None


def test_per_inhabitant_is_in_kroner_whatever_the_unit_of_the_accounts() -> None:
    thousands = compute_key_figures(ACCOUNTS)
    kroner = compute_key_figures(ACCOUNTS, unit=Unit.NOK)
    assert net_operating_expenditure_per_inhabitant(thousands, 500, "202") == Decimal(1_500)
    assert net_operating_expenditure_per_inhabitant(kroner, 500, "202") == Decimal("1.5")


def test_per_inhabitant_without_inhabitants_is_not_computable() -> None:
    figures = compute_key_figures(ACCOUNTS)
    assert net_operating_expenditure_per_inhabitant(figures, 0, "202") is None
    assert net_operating_expenditure_per_inhabitant(figures, None, "202") is None


def test_the_share_is_of_all_service_functions() -> None:
    assert net_operating_expenditure_share(compute_key_figures(ACCOUNTS), "202") == Decimal(75)

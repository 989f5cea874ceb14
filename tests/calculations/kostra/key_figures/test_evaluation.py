"""Key figures against Statistics Norway's own figures, and the rules they follow."""

import csv
from pathlib import Path

import pytest

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.kostra.key_figures.evaluation import KeyFigures, compute_key_figures
from rodtrad.facts.kostra.key_figures.definitions import Edition
from rodtrad.intake.kostra_accounts import read_accounts

# Cells of Kongsvinger 2019 where a correction formula gives another amount than the plain sum of the arts.
CORRECTED = {
    ("D", "FG2", "AGD12"): (215_845, 168_716),
    ("D", "FG2", "AG11"): (1_018_506, 1_018_261),
    ("D", "FG2", "AGID1"): (25_339, -107_154),
    ("D", "FG2", "AGID2"): (-4_393, 24_317),
    ("D", "FG5", "AGD62"): (183_748, 136_619),
    ("D", "FG2", "AGD64"): (1_452, -1_452),
}


@pytest.fixture(scope="module")
def kongsvinger(shared: Path) -> dict[AccountKey, int]:
    content = (shared / "data/kostra/samples/kongsvinger_2019_0A.dat").read_bytes()
    return dict(read_accounts(content).amounts)


@pytest.fixture(scope="module")
def official(kongsvinger: dict[AccountKey, int]) -> KeyFigures:
    return compute_key_figures(kongsvinger, Edition.PUBLISHED_2016)


def test_every_official_figure_of_the_sample_is_computed(shared: Path, official: KeyFigures) -> None:
    sample = shared / "data/kostra/samples/key_figures_kongsvinger_2019_sample.csv"
    with sample.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    wrong = [
        row
        for row in rows
        if official.amount(row["account_class"], row["function_or_group"], row["concept"]) != int(row["amount_nok1000"])
    ]
    assert len(rows) == 371
    assert wrong == []


def test_six_cells_are_corrected_by_formula(
    kongsvinger: dict[AccountKey, int], official: KeyFigures, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation = "rodtrad.calculations.kostra.key_figures.evaluation"
    monkeypatch.setattr(f"{evaluation}._corrected", lambda *_: {})
    plain = compute_key_figures(kongsvinger, Edition.PUBLISHED_2016)
    changed = {
        tuple(cell): (plain.cells.get(cell), amount) for cell, amount in official if plain.cells.get(cell) != amount
    }
    assert changed == CORRECTED


def test_the_current_forms_give_the_official_figures_of_2019(
    kongsvinger: dict[AccountKey, int], official: KeyFigures
) -> None:
    current = compute_key_figures(kongsvinger, Edition.CURRENT)
    different = {
        tuple(cell): (amount, official.cells.get(cell))
        for cell, amount in current
        if official.cells.get(cell) != amount
    }
    assert different == {}


def test_the_current_forms_hold_with_the_codes_of_2026(shared: Path) -> None:
    content = (shared / "data/kostra/samples/kongsvinger_derived_2026_0A.dat").read_bytes()
    figures = compute_key_figures(read_accounts(content).amounts, Edition.CURRENT)
    whole = figures.amount("D", "FG2", "AGD2")
    services, financing = figures.amount("D", "FG4", "AGD2"), figures.amount("D", "FG1", "AGD2")
    assert services is not None
    assert financing is not None
    assert whole == services + financing
    assert figures.amount("D", "FG2", "AGD23") == 4_393


def test_income_and_liabilities_count_positive() -> None:
    figures = compute_key_figures(
        {
            AccountKey("D", "202", "010"): 1_000,
            AccountKey("D", "202", "600"): -300,
            AccountKey("B", "45", "000"): -500,
            AccountKey("B", "22", "000"): 80,
        }
    )
    assert figures.amount("D", "202", "600") == 300
    assert figures.amount("D", "202", "AGD2") == 700
    assert figures.amount("D", "FGK8a", "AGD2") == 700
    assert figures.amount("B", "", "KG32") == 500
    assert figures.amount("B", "", "KG16") == 420


def test_chapters_split_in_2024_stay_in_the_debt() -> None:
    amounts = {AccountKey("B", "451", "000"): -500, AccountKey("B", "412", "000"): -20}
    assert compute_key_figures(amounts).amount("B", "", "KG32") == 520
    assert compute_key_figures(amounts, Edition.PUBLISHED_2016).amount("B", "", "KG32") is None


def test_a_figure_without_accounts_is_missing_and_one_that_sums_to_zero_is_zero() -> None:
    figures = compute_key_figures({AccountKey("D", "202", "010"): 5, AccountKey("D", "202", "600"): -5})
    assert figures.amount("D", "202", "AGD2") == 0
    assert figures.amount("D", "213", "AGD2") is None
    assert figures.amount("I", "202", "AGI1") is None


def test_the_total_of_units_without_accounts_is_missing() -> None:
    figures = compute_key_figures({AccountKey("D", "202", "010"): 5})
    assert figures.total("D", ("202", "213"), "AGD2") == 5
    assert figures.total("D", ("213", "215"), "AGD2") is None


def test_a_single_art_is_found_under_each_of_its_spellings() -> None:
    figures = compute_key_figures({AccountKey("D", "202", "729"): -7, AccountKey("I", "841", "729"): -9})
    assert [figures.amount("D", "202", code) for code in ("729", "A729", "AD729")] == [7, 7, 7]
    assert figures.amount("I", "841", "AI729") == 9


def test_free_income_leaves_out_tax_that_is_not_on_the_general_function() -> None:
    figures = compute_key_figures(
        {
            AccountKey("D", "840", "800"): -100,
            AccountKey("D", "800", "870"): -60,
            AccountKey("D", "325", "877"): -5,
        }
    )
    assert figures.amount("D", "FG2", "AG11") == 160

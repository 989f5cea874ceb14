"""The spending need of Meløy in 2023, and the need index of the country's municipalities in 2025."""

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from rodtrad.calculations.income_system.need import (
    PLACES,
    Population,
    criterion_index,
    exact_unit_amounts,
    need_rows,
    rounded,
    sector_indices,
)
from rodtrad.calculations.income_system.printed_need import PrintedRow, Reading, read_printed
from rodtrad.calculations.income_system.spending_equalisation import need_index, unit_amounts
from rodtrad.facts.income_system.keys import cost_key, criteria, national_counts, sector_key
from rodtrad.facts.income_system.parameters import parameter

EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "examples" / "meloy-2023"
MELOY = Population(6211, 5455792)
NEED = parameter("national_need_nok", 2023).decimal
COLUMNS = {"index": "index", "pct_contribution": "pct", "kr_per_capita": "nok_per_capita", "nok_1000": "nok_1000"}
FRACTIONAL = ("Basistillegg", "Landbrukskriterium", "Opphopningsindeks", "Barn 1 år uten kontantstøtte")


def printed_rows() -> tuple[list[PrintedRow], dict[str, Decimal]]:
    with (EXAMPLE / "utgiftsbehov.csv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))

    def cells(line: dict[str, str]) -> dict[str, Decimal]:
        return {ours: Decimal(line[theirs]) for theirs, ours in COLUMNS.items()}

    rows = [
        PrintedRow(
            line["criterion"],
            Decimal(line["weight"]),
            Decimal(line["national_count"]),
            Decimal(line["municipal_count"]),
            cells(line),
        )
        for line in lines[:-1]
    ]
    return rows, cells(lines[-1])


def reading() -> Reading:
    rows, total = printed_rows()
    return read_printed(rows, total, MELOY, NEED)


def test_meloy_2023_is_reproduced_cell_by_cell() -> None:
    rows, total = printed_rows()
    read = reading()
    assert len(read.rows) == 24
    for row, source in zip(read.rows, rows, strict=True):
        assert {column: row.shown(column) for column in PLACES} == source.cells
    assert {column: read.total.shown(column) for column in PLACES} == total
    assert read.deviating == ()


@pytest.mark.parametrize("need", ["342944188000", "342944347000"])
def test_every_national_need_that_the_unit_amounts_leave_open_gives_the_same_cells(need: str) -> None:
    rows, total = printed_rows()
    assert read_printed(rows, total, MELOY, Decimal(need)).deviating == ()


def test_only_the_four_fractional_criteria_are_read_from_the_print() -> None:
    assert reading().refined == FRACTIONAL


def test_the_printed_rows_add_up_to_another_total_than_the_printed_one() -> None:
    rows, total = printed_rows()
    assert sum(row.cells["nok_1000"] for row in rows) == total["nok_1000"] + 1
    assert sum(row.cells["nok_per_capita"] for row in rows) == total["nok_per_capita"] + 1


def test_counts_decide_everywhere_when_one_printed_index_belongs_to_other_counts() -> None:
    rows, total = printed_rows()
    first = rows[0]
    rows[0] = PrintedRow(first.criterion, first.weight, first.national_count, Decimal(120), first.cells)
    read = read_printed(rows, total, MELOY, NEED)
    assert read.refined == ()
    assert read.rows[0].index == criterion_index(120, 109740, MELOY)
    assert read.rows[8].index == criterion_index(Decimal("0.9474"), 275, MELOY)
    assert ("0-1 år", "index", Decimal("0.7284"), rounded(read.rows[0].index, 4)) in read.deviating


def test_counts_are_enough_without_the_worked_out_columns() -> None:
    rows, _ = printed_rows()
    bare = [PrintedRow(row.criterion, row.weight, row.national_count, row.municipal_count, {}) for row in rows]
    read = read_printed(bare, {}, MELOY, NEED)
    same = [
        row.criterion
        for row, source in zip(read.rows, rows, strict=True)
        if row.shown("index") == source.cells["index"]
    ]
    assert len(same) == 20


def test_kroner_are_missing_and_not_zero_without_a_national_need() -> None:
    rows, total = printed_rows()
    read = read_printed(rows, total, MELOY, None)
    assert read.total.nok_1000 is None and read.total.shown("nok_per_capita") is None
    assert read.total.shown("pct") == Decimal("14.79")


def test_population_of_another_date_gives_other_kroner() -> None:
    rows, _ = printed_rows()
    shown = read_printed(rows, {}, Population(6212, 5455792), NEED)
    deviating = [
        row.criterion
        for row, source in zip(shown.rows, rows, strict=True)
        if row.shown("nok_1000") != source.cells["nok_1000"]
    ]
    assert len(deviating) >= 11


def test_unit_amounts_of_2023_are_the_printed_ones(shared: Path) -> None:
    amounts = exact_unit_amounts(cost_key(2023).weights, national_counts(2023), NEED)
    with (shared / "data" / "meloy" / "cost_key_2023.csv").open(encoding="utf-8") as file:
        printed = [line for line in csv.DictReader(file) if line["criterion"] != "Sum"]
    compared = 0
    for (criterion, amount), line in zip(amounts.items(), printed, strict=True):
        assert cost_key(2023).weights[criterion] == Decimal(line["weight"])
        if line["unit_amount_kr"]:
            difference = abs(float(rounded(amount, 0)) - float(line["unit_amount_kr"]))
            assert difference <= (4 if criterion == "basis_graded" else 0), criterion
            compared += 1
    assert compared == 20
    weights = np.array([float(weight) for weight in cost_key(2023).weights.values()])
    counts = np.array([float(national_counts(2023)[criterion]) for criterion in amounts])
    np.testing.assert_allclose(unit_amounts(weights, counts, float(NEED)), [float(a) for a in amounts.values()])


def test_the_printed_table_names_the_criteria_of_the_key_of_2023_in_its_order() -> None:
    rows, _ = printed_rows()
    assert [criteria()[name].printed_name for name in cost_key(2023).weights] == [row.criterion for row in rows]
    assert [row.weight for row in rows] == list(cost_key(2023).weights.values())


def published_2025(shared: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    names = [f"{sector}_2025" for sector in sector_key(2025).weights]
    with (shared / "data" / "income_system" / "need_index_2025.csv").open(encoding="utf-8") as file:
        lines = [line for line in csv.DictReader(file) if all(line.values())]
    totals = np.array([float(line["need_index_2025_table_Ak"]) for line in lines])
    return [line["nr"] for line in lines], totals, np.array([[float(line[name]) for name in names] for line in lines])


def test_need_index_2025_follows_from_the_sector_indices(shared: Path) -> None:
    names, published, sectors = published_2025(shared)
    weights = np.array([float(weight) for weight in sector_key(2025).weights.values()])
    computed = need_index(sectors, weights)
    assert len(names) >= 345
    assert np.abs(computed - published).max() <= 0.0006


def test_exact_sectors_give_the_same_total_as_the_vectors(shared: Path) -> None:
    names, _, sectors = published_2025(shared)
    key = sector_key(2025)
    weights = np.array([float(weight) for weight in key.weights.values()])
    for place in range(0, len(names), 50):
        indices = {sector: Fraction(str(value)) for sector, value in zip(key.weights, sectors[place], strict=True)}
        _, total = need_rows(indices, key.weights, MELOY, None)
        assert float(total.index) == pytest.approx(need_index(sectors[place : place + 1], weights)[0], abs=1e-12)


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_combined_key_is_the_sector_weights_times_the_sub_keys(year: int) -> None:
    sectors = sector_key(year)
    combined: dict[str, Decimal] = {}
    for sector, weight in sectors.weights.items():
        for criterion, part in sectors.sub_keys[sector].items():
            combined[criterion] = combined.get(criterion, Decimal(0)) + weight * part
    assert set(combined) == set(cost_key(year).weights)
    assert all(abs(combined[name] - weight) <= Decimal("0.0001") for name, weight in cost_key(year).weights.items())
    assert len(cost_key(year).weights) == 26 and len(sectors.weights) == 7


def test_a_municipality_like_the_country_has_index_one_in_every_sector_and_in_total() -> None:
    key = cost_key(2025)
    indices = dict.fromkeys(key.weights, Fraction(1))
    assert set(sector_indices(indices, sector_key(2025).sub_keys).values()) == {Fraction(1)}
    assert need_rows(indices, key.weights, MELOY, None)[1].index == 1


@pytest.mark.parametrize("value, shown", [("0.5", "1"), ("-0.5", "-1"), ("1.49", "1"), ("-0.4", "0")])
def test_halves_are_rounded_away_from_zero(value: str, shown: str) -> None:
    assert str(rounded(Fraction(value), 0)) == shown

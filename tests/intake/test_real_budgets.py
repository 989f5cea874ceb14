"""Bergen 2013 and Sogndal 2013, as the municipalities published them, give the published control totals."""

from pathlib import Path

import pytest

from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.map_reading import load_map
from rodtrad.intake.parse import parse
from rodtrad.intake.preview import preview

FOLDER = "data/real/municipal_budgets"
CASES = [
    (
        "bergen/budsjett-2013/driftsbudsjett",
        "bergen-2013-drift",
        1761,
        {2013: -490, 2014: -627, 2015: -489, 2016: -539},
    ),
    ("bergen/budsjett-2013/investeringsbudsjett", "bergen-2013-investering", 770, dict.fromkeys(range(2012, 2017), 0)),
    ("sogndal/budsjett-2013/driftsbudsjett", "sogndal-2013-drift", 4898, {2011: 16, 2012: 0, 2013: 0}),
    ("sogndal/budsjett-2013/investeringsbudsjett", "sogndal-2013-investering", 191, {2011: 0, 2012: 0, 2013: 0}),
]


@pytest.mark.parametrize("bulk", [True, False])
@pytest.mark.parametrize("name", ["dataset.csv", "dataset.original.csv"])
@pytest.mark.parametrize(("folder", "map_name", "rows", "balance"), CASES)
def test_control_totals(
    shared: Path, folder: str, map_name: str, rows: int, balance: dict[int, int], name: str, bulk: bool
) -> None:
    path = shared / FOLDER / folder / name
    with parse(fetch_file(path), load_map(map_name), bulk=bulk) as staged:
        seen = preview(staged)
    assert (seen.rows_read, seen.rows_accepted, seen.rows_malformed) == (rows, rows, 0)
    assert {total.year: total.balance_ore for total in seen.totals} == {y: b * 100 for y, b in balance.items()}
    assert all(item.code is None for item in seen.unknown_codes), "no code list of these years is known"


def test_bergens_ore_is_rounded_in_sight(shared: Path) -> None:
    path = shared / FOLDER / CASES[1][0] / "dataset.csv"
    with parse(fetch_file(path), load_map("bergen-2013-investering")) as staged:
        assert [(r.year, r.exact_ore, r.line_ore) for r in staged.roundings] == [(2012, 1, -100), (2013, -1, 100)]


def test_bergens_gross_budget_is_what_it_published(shared: Path) -> None:
    path = shared / FOLDER / CASES[0][0] / "dataset.csv"
    with parse(fetch_file(path), load_map("bergen-2013-drift")) as staged:
        seen = preview(staged)
        gross = staged.connection.execute(
            "SELECT CAST(sum(amount_ore) AS BIGINT) FROM posting WHERE year = 2013 AND free1 = 'Utgift'"
        ).fetchone()
    assert 17_800_000_000 < gross[0] / 100 < 18_000_000_000
    assert seen.empty_dimensions == ("unit", "art")

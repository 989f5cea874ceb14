"""Fjellvik's files are what a municipality hands over: whole, repeatable and equal to its accounts."""

from collections import defaultdict
from hashlib import sha256
from pathlib import Path

import pytest

from rodtrad.demo import investment, operating
from rodtrad.demo.adjusted_budget import adjusted_budget, adjustment_lines
from rodtrad.demo.balance_sheet import closing
from rodtrad.demo.kostra_extracts import operating_and_investment_extract
from rodtrad.demo.postings import Posting, postings
from rodtrad.demo.reading import document
from rodtrad.demo.source_files import COLUMN_MAP, decimal_comma, write_source_files
from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.map_reading import load_map
from rodtrad.intake.parse import parse
from rodtrad.intake.preview import preview


def _sums(rows: list[Posting], account_class: str) -> dict[tuple[str, ...], int]:
    sums: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for row in rows:
        if row.account_class == account_class:
            sums[row.unit, row.function, row.art, row.project] += row.amount
    return {key: amount for key, amount in sums.items() if amount}


@pytest.mark.parametrize("year", [2024, 2025])
def test_postings_add_up_to_the_accounts_to_the_ore(year: int) -> None:
    rows = postings(year)
    assert _sums(rows, "1") == {(*key, ""): amount for key, amount in operating.accounts(year).items()}
    assert _sums(rows, "0") == {tuple(key): amount for key, amount in investment.accounts(year).items()}
    balance = {("", chapter, sector, ""): amount for (chapter, sector), amount in closing(year).items()}
    assert _sums(rows, "2") == balance


@pytest.mark.parametrize("year", [2024, 2025])
def test_postings_use_every_period_and_dates_of_their_own_month(year: int) -> None:
    rows = postings(year)
    assert 20_000 <= len(rows) <= 40_000
    assert {row.period for row in rows} == set(range(1, 14))
    assert all(row.day.year == year and row.day.month == min(row.period, 12) for row in rows)
    assert all(row.voucher and row.text and row.amount for row in rows)


def test_the_files_are_the_same_bytes_on_every_run(tmp_path: Path) -> None:
    first = [sha256(path.read_bytes()).hexdigest() for path in write_source_files(tmp_path / "a")]
    second = [sha256(path.read_bytes()).hexdigest() for path in write_source_files(tmp_path / "b")]
    assert first == second
    assert operating_and_investment_extract(2025) == operating_and_investment_extract(2025)


def test_amounts_are_written_with_decimal_comma() -> None:
    assert [decimal_comma(amount) for amount in (123456, -123456, -5, 0)] == ["1234,56", "-1234,56", "-0,05", "0,00"]


def test_the_adjusted_budget_balances_and_spreads_the_pay_reserve() -> None:
    assert sum(operating.budget().values()) == sum(adjusted_budget().values()) == 0
    assert sum(adjustment_lines("lonnsreserve").values()) == 0
    reserve = sum(amount for key, amount in adjusted_budget().items() if key.function == "180")
    assert reserve < document("budget_2026.yaml")["pay_reserve"]["amount"] // 10


def test_the_import_accepts_every_row_and_finds_each_year_and_class_in_balance(tmp_path: Path) -> None:
    found = {}
    for path in write_source_files(tmp_path):
        with parse(fetch_file(path), load_map(COLUMN_MAP)) as staged:
            seen = preview(staged)
        assert (seen.rows_malformed, seen.rows_accepted) == (0, seen.rows_read), seen.issues[:3]
        assert seen.unknown_codes == ()
        for total in seen.totals:
            assert total.balance_ore == 0
            found[total.year, total.account_class, total.kind] = total.debit_ore
    assert {key[:2] for key in found} == {(year, code) for year in (2024, 2025) for code in "012"} | {
        (2026, "0"),
        (2026, "1"),
    }
    assert {kind for year, _, kind in found if year == 2026} == {"original_budget", "adjusted_budget"}

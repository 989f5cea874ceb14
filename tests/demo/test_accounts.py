"""Fjellvik's accounts hang together as a real municipality's do, from year to year and from statement to statement."""

import csv
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from rodtrad.calculations.kostra.controls.check import check_lines
from rodtrad.calculations.kostra.controls.findings import Severity
from rodtrad.calculations.kostra.controls.rules import Report
from rodtrad.calculations.kostra.extract_record import Header
from rodtrad.calculations.statements.evaluation import compute
from rodtrad.demo import investment, operating
from rodtrad.demo.balance_sheet import chapter_sum, closing, fund_balances, surplus
from rodtrad.demo.figures import indicators, net_expenditure_per_inhabitant
from rodtrad.demo.kostra_extracts import account_sums, balance_extract, operating_and_investment_extract
from rodtrad.demo.reading import document
from rodtrad.intake.kostra_extract.reader import read_extract
from rodtrad.intake.kostra_extract.writer import Posting, extract_of

YEARS = (2024, 2025)
FUND_CHAPTERS = ("51", "53", "55", "56")
CURRENT_ITEMS = {"10", "13", "16", "19", "32", "35"}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("form", "write"), [("0A", operating_and_investment_extract), ("0B", balance_extract)], ids=["0A", "0B"]
)
@pytest.mark.parametrize("codes_of_year", [False, True], ids=["official", "codes of the year"])
def test_the_extracts_pass_every_control(
    form: str, write: Callable[[int], bytes], year: int, codes_of_year: bool
) -> None:
    report = Report(form, str(year), " ", "999800")
    outcome = check_lines(report, read_extract(write(year)).lines, codes_of_year=codes_of_year)
    assert outcome.controls_run > 1000
    assert [f for f in outcome.findings if f.severity >= Severity.WARNING] == []


@pytest.mark.parametrize("year", YEARS)
def test_a_broken_account_is_found_by_the_controls(year: int) -> None:
    lines = read_extract(operating_and_investment_extract(year)).lines
    outcome = check_lines(Report("0A", str(year), " ", "999800"), lines[1:])
    assert outcome.severity == Severity.ERROR


@pytest.mark.parametrize("year", YEARS)
def test_nothing_in_the_statements_is_unmapped(year: int) -> None:
    for statement in ("5-4-1", "5-5-1", "5-6", "5-8"):
        assert compute(statement, account_sums(year)).unmapped == ()


@pytest.mark.parametrize("year", YEARS)
def test_the_operating_statements_tie_to_each_other_and_close_at_zero(year: int) -> None:
    sums = account_sums(year)
    appropriations, by_art, investments = (compute(name, sums) for name in ("5-4-1", "5-6", "5-5-1"))
    assert appropriations.amount("25") == by_art.amount("32") == investments.amount("25") == 0
    assert appropriations.amount("17") == by_art.amount("24") > 0
    assert appropriations.amount("18") == by_art.amount("25") == investments.amount("20") > 0
    for one, other in (("19", "26"), ("20", "27"), ("21", "28"), ("22", "29")):
        assert appropriations.amount(one) == by_art.amount(other)


@pytest.mark.parametrize("year", YEARS)
def test_funds_in_the_balance_move_as_the_accounts_say(year: int) -> None:
    sums, before, after = account_sums(year), closing(year - 1), closing(year)
    appropriations, investments = compute("5-4-1", sums), compute("5-5-1", sums)
    moved = {chapter: -after[chapter, "000"] + before[chapter, "000"] for chapter in FUND_CHAPTERS}
    assert moved["51"] == appropriations.amount("19") - appropriations.amount("20")
    assert moved["56"] == appropriations.amount("21") - appropriations.amount("22")
    assert moved["55"] == -investments.amount("21")
    assert moved["53"] == -investments.amount("22")


@pytest.mark.parametrize("year", YEARS)
def test_the_surplus_goes_to_the_general_fund(year: int) -> None:
    assert surplus(year) > 0
    assert -closing(year)["56", "000"] == fund_balances(year)["disposisjonsfond"]


@pytest.mark.parametrize("year", YEARS)
def test_debt_and_unused_loans_move_by_loans_instalments_and_use(year: int) -> None:
    before, after = closing(year - 1), closing(year)
    sums = account_sums(year)
    new = {sector: amount * 100 for sector, amount in document("balance.yaml")["years"][year]["new_loans"].items()}
    instalments = compute("5-4-1", sums).amount("14")
    investments = compute("5-5-1", sums)
    assert -after["451", "355"] == -before["451", "355"] + new["355"] - instalments
    assert -after["451", "395"] == -before["451", "395"] + new["395"] - investments.amount("17")
    used = investments.amount("13") + investments.amount("16")
    assert after["9100", "000"] == before["9100", "000"] + sum(new.values()) - used


@pytest.mark.parametrize("year", YEARS)
def test_working_capital_changes_by_what_the_accounts_leave(year: int) -> None:
    before, after = closing(year - 1), closing(year)
    change = chapter_sum(after, CURRENT_ITEMS) - chapter_sum(before, CURRENT_ITEMS)
    internal = ("530", "540", "550", "570", "590", "940", "950", "970", "990")
    flows = [(key.art, amount) for key, amount in operating.accounts(year).items()]
    flows += [(key.art, amount) for key, amount in investment.accounts(year).items()]
    left = -sum(amount for art, amount in flows if art not in (*internal, "910", "912"))
    new_loans = sum(document("balance.yaml")["years"][year]["new_loans"].values()) * 100
    assert change == left + new_loans
    held = sum(-after[chapter, "000"] for chapter in FUND_CHAPTERS)
    assert chapter_sum(after, CURRENT_ITEMS) == held + after["9100", "000"]


@pytest.mark.parametrize("year", (2023, *YEARS))
def test_the_balance_sheet_balances_to_the_ore(year: int) -> None:
    balance = closing(year)
    assert sum(balance.values()) == 0
    assert balance["9100", "000"] + balance["9999", "000"] == 0
    assert balance["10", "320"] > 0


def test_the_opening_balance_is_the_closing_balance_of_the_year_before() -> None:
    for year, after in pairwise((2023, *YEARS)):
        assert closing(after)["20", "550"] != closing(year)["20", "550"]
        moved = sum(closing(after)[key] - closing(year).get(key, 0) for key in closing(after))
        assert moved == 0


@pytest.mark.parametrize("year", YEARS)
def test_every_service_costs_what_it_does_in_real_municipalities(year: int) -> None:
    rows = net_expenditure_per_inhabitant(year)
    assert len(rows) == 12
    assert [row for row in rows if not row.low <= row.kroner <= row.high] == []


def test_the_spans_are_those_of_the_printed_analysis(shared: Path) -> None:
    folder = shared / "data" / "meloy"
    with (folder / "best_practice_2022.csv").open(encoding="utf-8") as file:
        best = {row["service"]: row for row in csv.DictReader(file) if row["service"] != "SUM"}
    with (folder / "net_opex_per_capita_2021_2022.csv").open(encoding="utf-8") as file:
        own = {row["service"]: row for row in csv.DictReader(file)}
    for service in document("comparison.yaml")["services"]:
        title = service["title"]
        printed = [int(best[title]["best_practice_2022"]), int(own[title]["nok_2021"]), int(own[title]["nok_2022"])]
        assert (service["low"], service["high"]) == (min(printed), max(printed)), title


def test_the_accounts_are_of_a_plausible_size() -> None:
    for year in YEARS:
        found = indicators(year)
        assert 640_000_000 < found.operating_income_in_ore // 100 < 760_000_000
        assert 0 < found.net_operating_result < 4
        assert 5 < found.general_fund < 12
        assert 80 < found.net_debt < 110


def test_the_budget_of_2026_passes_the_controls_of_codes_and_sums() -> None:
    sums: dict[tuple[str, str, str], int] = {}
    for key, amount in operating.budget().items():
        place = ("1", key.function, key.art)
        sums[place] = sums.get(place, 0) + amount
    for project_key, amount in investment.budget().items():
        place = ("0", project_key.function, project_key.art)
        sums[place] = sums.get(place, 0) + amount
    postings = [Posting(*place, amount // 1000) for place, amount in sums.items() if amount // 1000]
    lines = extract_of(Header("0A", "2026", "", "999800", "", ""), postings).lines
    outcome = check_lines(Report("0A", "2026", " ", "999800"), lines)
    assert [finding for finding in outcome.findings if finding.severity >= Severity.WARNING] == []

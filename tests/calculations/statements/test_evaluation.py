"""The first parts, the overview by art and the balance sheet."""

import csv
from pathlib import Path

import numpy as np
import pytest

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.kostra.key_figures.evaluation import compute_key_figures
from rodtrad.calculations.statements.evaluation import compute, line_of_account, takes
from rodtrad.facts.budget_regulation.statements import FIRST_PARTS, statement_fact
from rodtrad.facts.kostra.codes import CodeKind, valid_codes
from rodtrad.facts.kostra.key_figures.definitions import Edition
from rodtrad.facts.reader import FactMissing
from rodtrad.intake.kostra_accounts import read_accounts

OWNERS = ("municipality", "county", "municipal_unit", "county_unit")
# Arts of the operating account that only the plan before 2020 had, or that belong to the investment account.
NEVER_IN_OPERATIONS = {
    *("490", "512", "522", "529", "548", "580"),
    *("910", "911", "912", "922", "929", "930", "948", "958", "970"),
}
NEVER_IN_INVESTMENT = {
    *("490", "509", "548", "570", "580", "590", "600", "629", "630", "640", "690"),
    *("800", "870", "871", "872", "873", "874", "875", "876", "877", "878", "879"),
    *("900", "901", "909", "930", "948", "958", "990"),
}
OPERATING = {
    AccountKey("D", "840", "800"): -600,
    AccountKey("D", "800", "870"): -300,
    AccountKey("D", "800", "873"): -20,
    AccountKey("D", "850", "810"): -30,
    AccountKey("D", "202", "010"): 800,
    AccountKey("D", "202", "600"): -100,
    AccountKey("D", "202", "590"): 40,
    AccountKey("D", "860", "990"): -40,
    AccountKey("D", "870", "500"): 30,
    AccountKey("D", "870", "900"): -10,
    AccountKey("D", "870", "510"): 50,
    AccountKey("D", "880", "570"): 15,
    AccountKey("D", "880", "540"): 165,
}


def _codes(kind: CodeKind) -> list[str]:
    years = range(2018, 2027)
    return sorted({code for owner in OWNERS for year in years for code in valid_codes(kind, year, owner)})


@pytest.mark.parametrize(
    ("statement_id", "unmapped"),
    [("5-4-1", NEVER_IN_OPERATIONS), ("5-6", NEVER_IN_OPERATIONS | {"670", "690"}), ("5-5-1", NEVER_IN_INVESTMENT)],
)
def test_every_account_legal_since_2018_is_in_one_line_or_unmapped(statement_id: str, unmapped: set[str]) -> None:
    fact = statement_fact(statement_id)
    nowhere = set()
    for function in _codes(CodeKind.FUNCTION):
        for art in _codes(CodeKind.ART):
            lines = [
                line
                for line in fact.lines
                if takes(line.selectors, function, art)
                or (line.closing and takes(line.closing.selectors, function, art))
            ]
            own = [
                line for line in lines if not any(other.line in line.except_lines for other in lines if other != line)
            ]
            assert len(own) <= 1, (function, art, [line.line for line in own])
            assert line_of_account(statement_id, function, art) == (own[0].line if own else None)
            if not own:
                nowhere.add(art)
    only_on_their_function = {"530", "570", "589", "970", "980", "989", "990", "729"} & nowhere
    assert nowhere - only_on_their_function == unmapped - only_on_their_function


def test_every_chapter_of_a_municipality_since_2020_is_in_one_line() -> None:
    fact = statement_fact("5-8")
    codes = {code for year in range(2020, 2027) for code in valid_codes(CodeKind.CHAPTER, year, "municipality")}
    for chapter in codes:
        lines = [line.line for line in fact.lines if takes(line.selectors, chapter, "000")]
        assert len(lines) == 1, (chapter, lines)


def test_lines_and_sums_of_the_operating_statement() -> None:
    statement = compute("5-4-1", OPERATING)
    amounts = {line.line: line.amounts[0] for line in statement.lines}
    assert {line: amounts[line] for line in ("1", "2", "3", "4", "5", "6", "7", "9")} == {
        "1": 600,
        "2": 300,
        "3": 20,
        "4": 30,
        "5": 950,
        "6": 700,
        "7": 40,
        "9": 210,
    }
    assert (amounts["15"], amounts["16"], amounts["17"]) == (-70, 40, 180)
    assert (amounts["24"], amounts["25"]) == (180, 0)
    assert statement.unmapped == ()


def test_the_two_operating_statements_have_the_same_result() -> None:
    appropriation, by_art = compute("5-4-1", OPERATING), compute("5-6", OPERATING)
    assert appropriation.amount("17") == by_art.amount("24") == 180
    assert appropriation.amount("25") == by_art.amount("32") == 0


def test_columns_are_years() -> None:
    tuples = {key: (amount, 2 * amount) for key, amount in OPERATING.items()}
    arrays = {key: np.array([amount, 2 * amount]) for key, amount in OPERATING.items()}
    assert compute("5-6", tuples) == compute("5-6", arrays)
    assert compute("5-6", tuples).line("24").amounts == (180, 360)


def test_accounts_with_different_numbers_of_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="columns"):
        compute("5-6", {AccountKey("D", "202", "010"): (1, 2), AccountKey("D", "202", "020"): 1})


def test_amounts_that_have_no_line_are_shown_and_in_no_line() -> None:
    statement = compute("5-5-1", {AccountKey("I", "222", "230"): 100, AccountKey("I", "870", "900"): -7})
    assert [(unmapped.key, unmapped.amounts) for unmapped in statement.unmapped] == [
        (AccountKey("I", "870", "900"), (-7,))
    ]
    assert statement.unmapped_total == (-7,)
    assert statement.amount("25") == 100


def test_other_account_classes_are_left_alone() -> None:
    statement = compute("5-6", {AccountKey("I", "222", "230"): 100})
    assert statement.unmapped == ()
    assert all(line.amounts == (0,) for line in statement.lines)


def test_the_closing_accounts_are_held_against_the_remainder() -> None:
    deficit = {
        AccountKey("D", "202", "010"): 900,
        AccountKey("D", "840", "800"): -800,
        AccountKey("D", "899", "980"): -90,
    }
    line = compute("5-4-1", deficit).line("25")
    assert line.amounts == (-100,)
    assert line.closing == (-90,)
    assert line.closing_difference == (10,)
    assert compute("5-4-1", OPERATING).line("25").closing is None


def test_natural_resource_tax_is_income_tax_only_on_the_tax_function() -> None:
    statement = compute("5-6", {AccountKey("D", "800", "877"): -5, AccountKey("D", "325", "877"): -3})
    assert (statement.amount("2"), statement.amount("4")) == (5, 3)


def test_doubt_about_an_account_reaches_the_sums_but_not_the_result() -> None:
    statement = compute("5-4-1", OPERATING)
    doubtful = [line.line for line in statement.lines if not line.verified]
    assert doubtful == ["4", "5", "6", "8", "9"]


def test_an_unknown_statement_is_missing() -> None:
    with pytest.raises(FactMissing):
        compute("5-7", OPERATING)


@pytest.mark.parametrize("statement_id", FIRST_PARTS)
def test_a_statement_of_nothing_has_all_its_lines(statement_id: str) -> None:
    statement = compute(statement_id, {}, columns=3)
    assert len(statement.lines) == len(statement_fact(statement_id).lines)
    assert all(line.amounts == (0, 0, 0) for line in statement.lines)


def test_a_balance_sheet_that_balances_shows_equal_sums() -> None:
    chapters = {"10": 300, "13": 50, "20": 800, "22": 100, "24": 60, "27": 900, "32": -150, "40": -880}
    chapters |= {"412": -400, "451": -450, "51": -40, "53": -30, "55": -20, "56": -120, "5900": 10, "5990": -130}
    chapters |= {"9100": 25, "9999": -25}
    statement = compute("5-8", {AccountKey("B", chapter, "000"): amount for chapter, amount in chapters.items()})
    assert statement.amount("SUM_A") == statement.amount("SUM_G") == 2_210
    assert statement.amount("A") == 1_860
    assert statement.amount("C.I") == 150
    assert statement.amount("D.I") == 850
    assert statement.amount("F") == 0
    assert statement.unmapped == ()


def test_kongsvinger_2019_differs_from_the_official_result_by_exactly_art_690(shared: Path) -> None:
    content = (shared / "data/kostra/samples/kongsvinger_2019_0A.dat").read_bytes()
    amounts = read_accounts(content).amounts
    statement = compute("5-6", amounts)
    official = compute_key_figures(amounts, Edition.PUBLISHED_2016).amount("D", "FG2", "AGD23")
    art_690 = sum(amount for key, amount in amounts.items() if key[::2] == ("D", "690"))
    assert statement.amount("24") == -32_897
    assert official == -31_445
    assert official - statement.amount("24") == 1_452 == -art_690
    assert sum(row.amounts[0] for row in statement.unmapped if row.key.art == "690") == art_690


def test_kongsvinger_on_the_codes_of_2026_has_nothing_unmapped_and_covers_its_result(shared: Path) -> None:
    content = (shared / "data/kostra/samples/kongsvinger_derived_2026_0A.dat").read_bytes()
    statement = compute("5-4-1", read_accounts(content).amounts)
    assert statement.unmapped == ()
    assert statement.amount("25") == 0


def test_the_formulas_give_the_sums_that_giske_published(shared: Path) -> None:
    with (shared / "data/kostra/samples/giske_2022_5-4.csv").open(encoding="utf-8", newline="") as lines:
        published = {row["line"]: int(row["value"]) for row in csv.DictReader(lines) if row["column"] == "accounts"}
    shown_with_the_sign_of_the_result = {"20", "22"}
    lines = {line: -value if line in shown_with_the_sign_of_the_result else value for line, value in published.items()}
    checked = 0
    for line in statement_fact("5-4-1").lines:
        if line.terms:
            computed = sum(term.sign * lines[term.reference] for term in line.terms)
            assert abs(computed - lines[line.line]) <= 2, (line.line, computed, lines[line.line])
            checked += 1
    assert checked == 7

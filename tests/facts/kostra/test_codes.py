"""KOSTRA codes are valid per year and organisation; a form's lists are those of the official program."""

import csv
from pathlib import Path

import pytest

from rodtrad.facts.kostra.codes import CodeKind, code_lists, codes, find_code, valid_codes
from rodtrad.facts.kostra.forms import UnknownForm, is_oslo_district, reported_form, reported_forms
from rodtrad.facts.kostra.record_format import interval, record_format
from rodtrad.facts.reader import FactMissing

DIMENSIONS = {"funksjon": "functions", "art": "arts", "kapittel": "chapters", "sektor": "sectors"}


def test_lists_of_2026_equal_those_of_the_official_program(shared: Path) -> None:
    seen = 0
    with (shared / "data/kostra/form_codes_2026.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            lists = code_lists(row["form"], 2026, row["region_example"], row["orgnr_example"].strip())
            expected = {"" if code == "(blank)" else code for code in row["codes"].split()}
            assert set(getattr(lists, DIMENSIONS[row["dimension"]])) == expected, row
            assert not lists.provisional
            seen += 1
    assert seen == 272


@pytest.mark.parametrize(
    ("form", "year", "code", "valid"),
    [
        ("0A", 2019, "190", True),
        ("0A", 2020, "190", False),
        ("0A", 2020, "322", False),
        ("0A", 2021, "322", True),
        ("0A", 2023, "254", True),
        ("0A", 2024, "254", False),
        ("0A", 2024, "257", True),
        ("0C", 2019, "735", False),
        ("0C", 2020, "735", True),
        ("0AK1", 2026, "254", True),
        ("0F", 2026, "041", True),
        ("0A", 2026, "041", False),
    ],
)
def test_functions_change_with_the_year(form: str, year: int, code: str, valid: bool) -> None:
    assert (code in code_lists(form, year, "183700", "").functions) is valid


@pytest.mark.parametrize(
    ("year", "code", "valid"),
    [(2019, "690", True), (2020, "690", False), (2020, "512", True), (2025, "270", True), (2026, "270", False)],
)
def test_arts_change_with_the_year(year: int, code: str, valid: bool) -> None:
    assert (code in code_lists("0A", year, "183700", "").arts) is valid


def test_chapters_change_with_the_year() -> None:
    assert "41" in code_lists("0B", 2023, "183700", "").chapters
    assert "41" not in code_lists("0B", 2024, "183700", "").chapters
    assert "411" in code_lists("0B", 2024, "183700", "").chapters


def test_loan_funds_may_not_use_the_refugee_grant_function() -> None:
    assert "850" in code_lists("0I", 2026, "183700", "").functions
    assert "850" not in code_lists("0I", 2026, "183700", "958935420").functions


def test_quarterly_arts_are_not_controlled() -> None:
    assert code_lists("0AK4", 2026, "183700", "").arts == ()


def test_year_before_the_first_observed_one_is_missing() -> None:
    with pytest.raises(FactMissing):
        code_lists("0A", 2017, "183700", "")
    with pytest.raises(FactMissing):
        valid_codes(CodeKind.ART, 2017, "municipality")


def test_year_after_the_last_observed_one_is_provisional() -> None:
    assert code_lists("0A", 2027, "183700", "").provisional


def test_every_code_that_is_not_named_says_so() -> None:
    for kind in CodeKind:
        for code in codes(kind):
            assert code.name or not code.name_verified
            assert code.code == code.code.strip() and code.organisation_types
    assert find_code(CodeKind.FUNCTION, "254", 2026) is not None
    assert find_code(CodeKind.FUNCTION, "000", 2026) is None


def test_quarterly_form_knows_its_record_form_and_quarter() -> None:
    form = reported_form("0BK3")
    assert (form.form.code, form.quarter, form.account_classes) == ("0B", "3", ("2", "Z", "z", "~"))
    assert len(reported_forms()) == 30
    for unknown in ("0X", "0Y", "0IK1", "0AK5", "0a", ""):
        with pytest.raises(UnknownForm):
            reported_form(unknown)


def test_oslo_districts_are_told_from_oslo() -> None:
    assert [is_oslo_district(r) for r in ("030100", "030101", "030115", "183701")] == [False, True, True, False]


def test_record_is_48_characters_without_gaps() -> None:
    layout = record_format()
    assert layout.length == 48
    assert sum(field.width for field in layout.fields) == 48
    assert (layout.field("amount").start, layout.field("amount").stop) == (39, 48)
    assert interval("expenditure_arts") == range(10, 600)

"""`rodtrad kostra statements`."""

import csv
import io
import json
from pathlib import Path

import pytest

from rodtrad.interfaces.cli.main import main

ACCOUNTS = (
    "0A2025 999800                  1202 010      800\n"
    "0A2025 999800                  1840 800     -900\n"
    "0A2025 999800                  1202 948       -7\n"
    "0A2025 999800                  0222 230      120\n"
)
BALANCE = (
    "0B2025 999800                  210  000      500\n"
    "0B2025 999800                  213  000       20\n"
    "0B2025 999800                  256  000     -520\n"
)


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    path = tmp_path / "0A.dat"
    path.write_text(ACCOUNTS, encoding="iso-8859-1")
    return path


@pytest.fixture
def balance(tmp_path: Path) -> Path:
    path = tmp_path / "0B.dat"
    path.write_text(BALANCE, encoding="iso-8859-1")
    return path


def run(file: Path, statement: str, form: str) -> int:
    return main(["kostra", "statements", str(file), "--statement", statement, "--format", form])


def test_text_marks_what_is_not_verified_and_shows_what_has_no_line(
    accounts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(accounts, "5-4", "text") == 0
    shown = capsys.readouterr().out
    lines = {line.split()[0]: line for line in shown.splitlines() if line.strip()}
    assert lines["1"].endswith("900")
    assert lines["6"].endswith("800  *")
    assert "funksjon 202 art 948" in shown
    assert "Sum uplassert" in shown
    assert "ikke bekreftet" in shown


def test_csv_marks_what_is_not_verified_and_shows_what_has_no_line(
    accounts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(accounts, "5-4", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    by_line = {row["line"]: row for row in rows}
    assert (by_line["17"]["amount_nok1000"], by_line["17"]["verified"]) == ("100", "yes")
    assert (by_line["6"]["amount_nok1000"], by_line["6"]["verified"]) == ("800", "no")
    assert (by_line["unmapped"]["label"], by_line["unmapped"]["amount_nok1000"]) == ("D:202:948", "-7")


def test_json_marks_what_is_not_verified_and_shows_what_has_no_line(
    accounts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(accounts, "5-4", "json") == 0
    content = json.loads(capsys.readouterr().out)
    by_line = {line["line"]: line for line in content["lines"]}
    assert (by_line["17"]["amount"], by_line["17"]["verified"]) == (100, True)
    assert not by_line["6"]["verified"]
    assert content["unmapped_total"] == -7
    assert content["unmapped"][0]["art_or_sector"] == "948"
    assert content["unit"] == "NOK 1000"


@pytest.mark.parametrize(("statement", "line", "amount"), [("5-5", "1", 120), ("5-6", "24", 100)])
def test_the_other_statements_of_the_accounts(
    accounts: Path, statement: str, line: str, amount: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(accounts, statement, "json") == 0
    content = json.loads(capsys.readouterr().out)
    assert next(row["amount"] for row in content["lines"] if row["line"] == line) == amount


def test_the_balance_sheet_is_computed_from_a_balance(balance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(balance, "5-8", "json") == 0
    content = json.loads(capsys.readouterr().out)
    by_line = {line["line"]: line["amount"] for line in content["lines"]}
    assert by_line["SUM_A"] == by_line["SUM_G"] == 520


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("5-4-2", "områdene kommunestyret vedtar"),
        ("5-5-2", "prosjekter og områder"),
        ("5-9", "ikke budsjett"),
        ("5-8", "filen er skjema 0A"),
    ],
)
def test_what_an_extract_cannot_answer_is_said_and_is_wrong_use(
    accounts: Path, statement: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(accounts, statement, "text") == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"§ {statement} kan ikke beregnes fra denne filen fordi" in shown.err
    assert reason in shown.err
    assert statement == "5-8" or f"rodtrad statements --statement {statement} --year" in shown.err


@pytest.mark.parametrize("statement", ["5-4", "5-5", "5-6"])
def test_a_balance_gives_no_operating_statement(
    balance: Path, statement: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(balance, statement, "text") == 2
    assert "filen er skjema 0B" in capsys.readouterr().err

"""Kongsvinger's accounts for 2019: the extract is checked, put in statements and key figures, imported, and ties."""

import csv
from pathlib import Path
from typing import Any

import pytest
from tests.chains.command_line import data_folder, run

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.statements.evaluation import compute
from rodtrad.features.accounts.selectors.amounts import amounts

CLASSES = {"1": "D", "0": "I"}
THOUSAND_KRONER = 100_000


@pytest.fixture(scope="module")
def extract(shared: Path) -> Path:
    return shared / "data" / "kostra" / "samples" / "kongsvinger_2019_0A.dat"


def test_the_extract_is_checked_as_documented(extract: Path) -> None:
    answer = run(
        ["kostra", "check", str(extract), "--form", "0AK4", "--year", "2019", "--quarter", "4", "--region", "040200",
         "--format", "json"]
    )  # fmt: skip
    assert set(answer.data) == {"severity", "controls", "entries"}
    worst = {entry["severity"] for entry in answer.data["entries"]}
    assert answer.data["severity"] in worst
    assert answer.code == (1 if worst & {"ERROR", "FATAL"} else 0)
    assert all(entry["message"] and entry["rule"] for entry in answer.data["entries"])


def test_the_key_figures_are_the_official_ones(extract: Path) -> None:
    answer = run(["kostra", "key-figures", str(extract), "--definitions", "2016", "--format", "csv"])
    assert answer.code == 0
    found = {tuple(line.values()) for line in csv.DictReader(answer.out.splitlines())}
    sample = (extract.parent / "key_figures_kongsvinger_2019_sample.csv").read_text(encoding="utf-8")
    official = {tuple(line.values()) for line in csv.DictReader(sample.splitlines())}
    assert len(official) == 371
    assert official <= found


def test_what_the_extract_cannot_tell_is_said_with_exit_code_2(extract: Path) -> None:
    answer = run(["kostra", "statements", str(extract), "--statement", "5-9", "--format", "json"])
    assert answer.code == 2
    assert answer.err


@pytest.mark.django_db(transaction=True)
def test_the_imported_accounts_make_the_same_statements_as_the_extract(extract: Path, tmp_path: Path) -> None:
    with data_folder(tmp_path) as folder:
        arguments = ["import", str(extract), "--map", "kostra", "--data", str(folder), "--format", "json"]
        first, second = run(arguments), run(arguments)
        held = amounts(folder, ["kostra"], ("account_class", "function", "art"), {"year": 2019}).ore
    assert (first.code, first.data["outcome"], second.data["outcome"]) == (0, "imported", "unchanged")
    assert first.data["rows_read"] == first.data["rows_accepted"] == 1644
    assert {key: ore % THOUSAND_KRONER for key, ore in held.items() if ore % THOUSAND_KRONER} == {}
    accounts = {
        AccountKey(CLASSES[str(side)], str(function), str(art)): ore // THOUSAND_KRONER
        for (side, function, art), ore in held.items()
    }
    for name, statement_id in (("5-4", "5-4-1"), ("5-5", "5-5-1"), ("5-6", "5-6")):
        answer = run(["kostra", "statements", str(extract), "--statement", name, "--format", "json"])
        assert answer.code == 0
        said: Any = answer.data
        assert said["statement"] == statement_id
        own = compute(statement_id, accounts)
        assert {line["line"]: line["amount"] for line in said["lines"]} == {
            line.line: line.amounts[0] for line in own.lines
        }
        assert any(line["amount"] for line in said["lines"])

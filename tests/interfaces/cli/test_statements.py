"""`rodtrad statements` computes the statutory statements of imported amounts, and says what they do not hold."""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.chains.command_line import Answer, data_folder, run

HEADER = (
    "entity;account_class;ansvar;ansvar_name;function;art;project;project_name;counterparty;"
    "year;period;voucher;date;kind;text;amount"
)


def posting(entity: str, account_class: str, codes: str, amount: str, kind: str = "accounts", more: str = ";;") -> str:
    """A row; `codes` are unit, function and art, `more` the project, its name and the counterparty."""
    unit, function, art = codes.split()
    return f"{entity};{account_class};{unit};Enhet {unit};{function};{art};{more};2025;;;;{kind};;{amount}"


ROWS = [
    posting("treasury", "1", "100 202 010", "800,60"),
    posting("treasury", "1", "200 120 380", "50"),
    posting("treasury", "1", "900 840 800", "-1 000"),
    posting("treasury", "1", "900 870 900", "-20", more=";;kf:1"),
    posting("treasury", "1", "900 880 540", "100"),
    posting("treasury", "1", "100 202 948", "-7"),
    posting("kf:1", "1", "700 265 780", "-45"),
    posting("kf:1", "1", "700 265 230", "60"),
    posting("kf:1", "1", "700 870 500", "20", more=";;treasury"),
    posting("church", "1", "1 390 010", "33"),
    posting("treasury", "0", "100 222 230", "500", more="7;Ny fløy;"),
    posting("treasury", "0", "900 870 910", "-500"),
    posting("treasury", "2", "900 10 000", "500"),
    posting("treasury", "2", "900 56 000", "-500"),
]


def budget(kind: str, school: str) -> list[str]:
    """The treasury's operating budget of a kind, with an amount for school."""
    return [
        posting("treasury", "1", "100 202 010", school, kind),
        posting("treasury", "1", "900 840 800", "-1 000", kind),
        posting("treasury", "1", "900 880 540", "100", kind),
    ]


ADJUSTED = budget("adjusted_budget", "900")
ORIGINAL = budget("original_budget", "850")


@pytest.fixture
def folder(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    with data_folder(tmp_path / "data") as opened:
        opened.mkdir()
        yield opened


def load(folder: Path, rows: list[str], data_set: str = "tall", header: str = HEADER) -> None:
    source = folder.parent / f"{data_set}.csv"
    source.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    arguments = ["import", str(source), "--map", "rodtrad-standard", "--data-set", data_set, "--data", str(folder)]
    assert run(arguments).code == 0


def ask(folder: Path, statement: str, *more: str, form: str = "json", year: int = 2025) -> Answer:
    asked = ["--statement", statement, "--year", str(year), "--format", form]
    return run(["statements", *asked, "--data", str(folder), *more])


def amounts(scope: Mapping[str, Any], statement: str, column: str = "accounts") -> dict[str, int]:
    """Line -> øre of a column of the statement."""
    found = next(one for one in scope["statements"] if one["statement"] == statement and column in one["columns"])
    return {line["line"]: line["amounts_ore"][column] for line in found["lines"]}


def test_each_entity_has_its_own_statement_and_nothing_is_netted(folder: Path) -> None:
    load(folder, ROWS)
    answer = ask(folder, "5-6")
    assert answer.code == 0, answer.err
    treasury, church, kf = answer.data["scopes"]
    assert [one["entity"] for one in (treasury, church, kf)] == ["treasury", "church", "kf:1"]
    assert amounts(treasury, "5-6")["12"] == 5000
    assert treasury["netted"] == []
    assert treasury["statements"][0]["unmapped"][0]["art_or_sector"] == "948"
    assert ask(folder, "5-6", "--entity", "kf:1").data["scopes"] == [kf]


def test_consolidated_leaves_out_what_is_internal_and_lists_both_sides(folder: Path) -> None:
    load(folder, ROWS)
    answer = ask(folder, "5-6", "--consolidated")
    assert answer.code == 0, answer.err
    (scope,) = answer.data["scopes"]
    assert scope["entities"] == ["treasury", "kf:1"]
    assert amounts(scope, "5-6")["12"] == 6000
    netted = {one["pair"]: (one["expense_ore"], one["income_ore"], one["difference_ore"]) for one in scope["netted"]}
    assert netted == {"purchases": (5000, -4500, 500), "interest": (2000, -2000, 0)}
    shown = ask(folder, "5-6", "--consolidated", form="text").out
    assert "380: 50  780: −45  differanse: 5" in shown
    assert "Uplasserte beløp" in shown
    rows = list(csv.DictReader(io.StringIO(ask(folder, "5-6", "--consolidated", form="csv").out)))
    assert [row["amount_ore"] for row in rows if row["label"] == "1:purchases:difference"] == ["500"]
    assert [row["amount_ore"] for row in rows if row["line"] == "unmapped"] == ["-700"]


def test_second_parts_go_by_unit_and_project_and_equal_the_first(folder: Path) -> None:
    load(folder, ROWS)
    (operating,) = ask(folder, "5-4", "--entity", "treasury").data["scopes"]
    second = operating["statements"][1]
    assert (second["by"], second["lines"][0]["label"]) == ("unit", "100 Enhet 100")
    assert amounts(operating, "5-4-2")["6"] == amounts(operating, "5-4-1")["6"] == 85060
    assert second["unmapped_total"] == {"accounts": -700}
    (investment,) = ask(folder, "5-5", "--entity", "treasury").data["scopes"]
    second = investment["statements"][1]
    assert (second["by"], second["lines"][0]["label"]) == ("project", "7 Ny fløy")
    assert amounts(investment, "5-5-2")["1.1"] == amounts(investment, "5-5-1")["1"] == 50000


def test_second_parts_without_codes_to_divide_by_are_not_computable(folder: Path) -> None:
    bare = [posting("treasury", "1", "0 202 010", "800").replace(";0;Enhet 0;", ";;;")]
    load(folder, bare)
    answer = ask(folder, "5-4")
    assert answer.code == 2
    assert amounts(answer.data["scopes"][0], "5-4-1")["6"] == 80000
    assert "§ 5-4-2 (treasury) er ikke beregnelig fordi beløpene har verken område eller ansvar" in answer.err


def test_the_balance_sheet_comes_from_the_balance_accounts(folder: Path) -> None:
    load(folder, ROWS)
    answer = ask(folder, "5-8", "--entity", "treasury")
    assert answer.code == 0, answer.err
    found = amounts(answer.data["scopes"][0], "5-8")
    assert found["SUM_A"] == found["SUM_G"] == 50000


def test_budget_deviation_shows_accounts_both_budgets_and_the_deviation(folder: Path) -> None:
    load(folder, ROWS, "regnskap")
    load(folder, ADJUSTED + ORIGINAL, "budsjett")
    answer = ask(folder, "5-9-1", "--entity", "treasury")
    assert answer.code == 0, answer.err
    (scope,) = answer.data["scopes"]
    form = amounts(scope, "5-9-1", "amount")
    assert (form["1"], form["5"], form["8"]) == (16940, -10000, 6940)
    columns = [
        amounts(scope, "5-4-1", column)["6"]
        for column in ("accounts", "adjusted_budget", "original_budget", "deviation")
    ]
    assert columns == [85060, 90000, 85000, -4940]
    text = ask(folder, "5-9-1", "--entity", "treasury", form="text").out
    assert "opprinnelig budsjett" in text
    assert "ikke bekreftet" in text


def test_budget_deviation_without_an_adjusted_budget_is_not_computable(folder: Path) -> None:
    load(folder, ROWS + ORIGINAL)
    answer = ask(folder, "5-9", "--entity", "treasury")
    assert answer.code == 2
    assert answer.data["scopes"][0]["statements"] == []
    assert (
        "§ 5-9-1 (treasury) er ikke beregnelig fordi justert budsjett for drift i 2025 ikke er importert for treasury"
        in answer.err
    )


def test_a_lacking_original_budget_is_said_and_the_rest_is_shown(folder: Path) -> None:
    load(folder, ROWS + ADJUSTED)
    answer = ask(folder, "5-9-1", "--entity", "treasury")
    assert answer.code == 2
    assert amounts(answer.data["scopes"][0], "5-4-1", "deviation")["6"] == -4940
    assert "(treasury), kolonnen opprinnelig budsjett, er ikke beregnelig fordi" in answer.err


def test_a_budget_without_arts_is_not_computable(folder: Path) -> None:
    load(folder, [*ROWS, posting("treasury", "1", "100 202 010", "900", "adjusted_budget").replace(";010;", ";;")])
    answer = ask(folder, "5-9-1", "--entity", "treasury")
    assert answer.code == 2
    assert "justert budsjett for drift i 2025 er importert uten art" in answer.err


def test_a_column_that_an_entity_lacks_is_not_added_up_for_the_others(folder: Path) -> None:
    load(folder, ROWS + ADJUSTED + ORIGINAL)
    answer = ask(folder, "5-6", "--consolidated")
    assert answer.code == 2
    assert answer.data["scopes"][0]["statements"][0]["columns"] == ["accounts"]
    assert "justert budsjett for drift i 2025 ikke er importert for kf:1" in answer.err


@pytest.mark.parametrize(
    ("more", "year", "said"),
    [
        (["--entity", "kf:9"], 2025, "Enheter med beløp: treasury, church, kf:1"),
        ([], 2024, "År med beløp: 2025"),
        (["--data-set", "borte"], 2025, "Datasett: tall"),
    ],
)
def test_what_is_not_imported_is_said_with_what_is(folder: Path, more: list[str], year: int, said: str) -> None:
    load(folder, ROWS)
    answer = ask(folder, "5-6", *more, year=year)
    assert (answer.code, answer.out) == (2, "")
    assert "§ 5-6 er ikke beregnelig fordi" in answer.err
    assert said in answer.err


def test_an_empty_installation_says_what_to_run_first(folder: Path) -> None:
    answer = ask(folder, "5-6")
    assert answer.code == 2
    assert "rodtrad import FIL --map KART" in answer.err


def test_the_same_amounts_in_two_data_sets_are_not_added(folder: Path) -> None:
    load(folder, ROWS)
    load(folder, [*ROWS, posting("treasury", "1", "100 202 010", "1")], "igjen")
    answer = ask(folder, "5-6")
    assert answer.code == 2
    assert "«igjen» og «tall»" in answer.err
    assert ask(folder, "5-6", "--data-set", "tall").code == 0


def test_help_starts_without_the_web_framework() -> None:
    code = (
        "import sys, contextlib; from rodtrad.interfaces.cli.main import main\n"
        "assert main(['--help']) == 0\n"
        "with contextlib.suppress(SystemExit): main(['statements', '--help'])\n"
        "assert 'django' not in sys.modules; assert 'rodtrad.features' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "statements" in done.stdout

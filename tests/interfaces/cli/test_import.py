"""`rodtrad import` shows what it found, stops at malformed rows, and starts without the web framework to preview."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rodtrad.interfaces.cli.import_ import main

HEADER = "entity;account_class;ansvar;function;art;project;year;period;voucher;date;text;amount"
ROW = "treasury;1;1200;202;010;;2026;3;100;01.03.2026;Lønn;1 234,50"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "regnskap.csv"
    path.write_text(f"{HEADER}\n{ROW}\n{ROW.replace('202;010', '999;012')}\n", encoding="utf-8")
    return path


def test_a_preview_says_rows_sums_balance_and_unknown_codes(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(source), "--map", "rodtrad-standard", "--preview", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["outcome"] == "preview"
    assert (answer["rows_read"], answer["rows_accepted"], answer["rows_malformed"]) == (2, 2, 0)
    assert answer["totals"][0]["balance_ore"] == 246900
    assert {(c["kind"], c["code"]) for c in answer["unknown_codes"]} == {("funksjon", "999"), ("art", "012")}


def test_the_text_names_the_line_the_fault_and_the_consequence(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source.write_text(source.read_text(encoding="utf-8") + ROW + ";\n", encoding="utf-8")
    assert main([str(source), "--map", "rodtrad-standard", "--preview"]) == 1
    text = capsys.readouterr().out
    assert "Linje 4: Raden har 13 felt, men overskriften har 12." in text
    assert "1\u00a0234,50 kr i 2026" in text
    assert "STOPPET" in text
    assert main([str(source), "--map", "rodtrad-standard", "--preview", "--accept-lines", "4"]) == 0
    assert main([str(source), "--map", "rodtrad-standard", "--preview", "--accept-lines", "2-4"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--map", "finnes-ikke"],
        ["--map", "rodtrad-standard", "--accept-lines", "x"],
        ["--map", "rodtrad-standard", "--accept-lines", "3", "--leave-out-lines", "2-4"],
        ["--map", "rodtrad-standard", "--data-set", "../a"],
    ],
)
def test_wrong_use_is_told_from_wrong_files(
    source: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(source), *arguments]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("name", "said"), [("borte.csv", "filen finnes ikke"), ("", "det er en mappe")])
def test_a_file_that_cannot_be_read_is_wrong_use(
    tmp_path: Path, name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / name), "--map", "rodtrad-standard", "--preview"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err


def test_a_file_without_the_maps_columns_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    assert main([str(path), "--map", "rodtrad-standard", "--preview"]) == 1
    assert "mangler kolonnene" in capsys.readouterr().out


def test_a_preview_starts_without_the_web_framework(source: Path) -> None:
    code = (
        "import sys; from rodtrad.interfaces.cli.main import main; "
        f"code = main(['import', {str(source)!r}, '--map', 'rodtrad-standard', '--preview']); "
        "assert 'django' not in sys.modules; sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""

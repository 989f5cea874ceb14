"""`rodtrad kostra key-figures`."""

import csv
import io
from pathlib import Path

import pytest

from rodtrad.interfaces.cli.main import main

RECORDS = "0A2025 999800                  1202 010      800\n0A2025 999800                  1202 600     -300\n"


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    path = tmp_path / "uttrekk.dat"
    path.write_text(RECORDS, encoding="iso-8859-1")
    return path


def test_the_figures_are_written_as_csv(extract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kostra", "key-figures", str(extract), "--format", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[0] == ["function_or_group", "account_class", "concept", "amount_nok1000"]
    assert ["202", "D", "AGD2", "500"] in rows
    assert ["FGK8a", "D", "AGD2", "500"] in rows
    assert ["202", "D", "A600", "300"] in rows


def test_the_official_sample_is_written_line_by_line(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    samples = shared / "data/kostra/samples"
    file = samples / "kongsvinger_2019_0A.dat"
    assert main(["kostra", "key-figures", str(file), "--definitions", "2016", "--format", "csv"]) == 0
    written = set(capsys.readouterr().out.splitlines())
    sample = (samples / "key_figures_kongsvinger_2019_sample.csv").read_text(encoding="utf-8").splitlines()
    assert set(sample) <= written


def test_a_file_that_cannot_be_computed_is_refused_with_the_line(
    extract: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extract.write_text(RECORDS + "for kort\n", encoding="iso-8859-1")
    assert main(["kostra", "key-figures", str(extract)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Linje 3: posten har 8 tegn" in shown.err


@pytest.mark.parametrize("arguments", [["missing.dat"], [], ["x", "--definitions", "2015"]])
def test_wrong_use_is_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kostra", "key-figures", *arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err

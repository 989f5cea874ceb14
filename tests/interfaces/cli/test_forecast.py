"""`rodtrad forecast`: premises of one's own are checked, saved and shown, and what is wrong is told with its file."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from rodtrad.demo.forecast import premises_content
from rodtrad.features.forecasts.selectors.premises import plain, premises
from rodtrad.features.forecasts.stated import read_stated
from rodtrad.interfaces.cli import forecast_save, forecast_show
from rodtrad.interfaces.cli.main import main

NAMES = ("forecast.yaml", "loans.yaml", "forecast_uncertainty.yaml", "forecast_self_cost.yaml", "projection_main.csv",
         "projection_alternatives.csv")  # fmt: skip
MAIN_FILE = """
premises: forecast.yaml
loans: loans.yaml
uncertainty: forecast_uncertainty.yaml
self_cost: forecast_self_cost.yaml
projections:
  municipality: "9998"
  first_projected: 2027
  source: oppdiktet for Fjellvik
  files: [projection_main.csv, projection_alternatives.csv]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The demo's own files with a file that names them, as a municipality would have them."""
    for name in NAMES:
        with (files("rodtrad.demo") / "data" / name).open("rb") as source, (tmp_path / name).open("wb") as target:
            shutil.copyfileobj(source, target)
    path = tmp_path / "framskriving.yaml"
    path.write_text(MAIN_FILE, encoding="utf-8")
    return path


@pytest.fixture
def installation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    @contextmanager
    def opened(data: Path | None) -> Iterator[Path]:
        yield tmp_path

    for module in (forecast_save, forecast_show):
        monkeypatch.setattr(module, "open_installation", opened)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["forecast", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_check_says_what_the_files_hold(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", str(own))
    assert code == 0
    assert "går til 2036" in out and "9 lån på til sammen 694\u00a0400\u00a0000 kr" in out
    assert "main, high, low, own" in out and "Selvkost: 3 områder" in out
    assert "Mangler: interest_rate" not in out


def test_a_check_names_what_a_forecast_will_ask_for(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(own.parent / "forecast.yaml", '  pay_share: {2031: "66"}\n', "")
    code, out, _ = run(capsys, "check", str(own))
    assert code == 0 and "Mangler: pay_share." in out and "Oppgi" in out


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("loans.yaml", "kind: serial", "kind: gave", "loans.yaml, nøkkel loans[1].kind: «gave» finnes ikke"),
        ("forecast.yaml", "last_year: 2036", "last_year: snart", "forecast.yaml, nøkkel last_year: «snart»"),
        ("projection_main.csv", "man,0,24", "man,0,tjue", "projection_main.csv, linje 4: «tjue»"),
        ("projection_main.csv", "man,0,24,", "man,0,", "projection_main.csv, linje 4: raden har et annet antall felt"),
        ("forecast_uncertainty.yaml", "seed: 2027", "seed: [", "forecast_uncertainty.yaml, linje"),
        ("framskriving.yaml", "loans: loans.yaml", "loans: laan.yaml", "laan.yaml"),
        ("framskriving.yaml", "self_cost:", "selfcost:", "framskriving.yaml: nøkkelen «selfcost» finnes ikke"),
        ("framskriving.yaml", "first_projected: 2027", "first_projected: 27", "nøkkel projections.first_projected"),
    ],
)
def test_what_is_wrong_is_told_with_file_key_and_what_to_do(
    file: str, before: str, after: str, told: str, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(own.parent / file, before, after)
    code, out, err = run(capsys, "check", str(own))
    assert (code, out) == (1, "")
    assert told in err


@pytest.mark.django_db
def test_premises_are_saved_once_shown_and_can_be_saved_again(
    own: Path, installation: None, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "show", "--document", "hop")
    assert code == 1 and "forecast save" in err
    code, out, _ = run(capsys, "save", str(own), "--document", "hop")
    assert code == 0 and "som versjon 1" in out
    stored = premises("hop")
    assert stored is not None and stored.content == plain(premises_content())
    assert "Uendret" in run(capsys, "save", str(own), "--document", "hop")[1]
    shown = run(capsys, "show", "--document", "hop")[1]
    assert read_stated(yaml.safe_load(shown)).last_year == 2036
    again = own.parent / "vist.yaml"
    again.write_text(shown, encoding="utf-8")
    assert "Uendret" in run(capsys, "save", str(again), "--document", "hop")[1]
    change(own.parent / "forecast.yaml", "last_year: 2036", "last_year: 2035")
    assert "som versjon 2" in run(capsys, "save", str(own), "--document", "hop")[1]


@pytest.mark.django_db
def test_wrong_premises_are_not_saved(own: Path, installation: None, capsys: pytest.CaptureFixture[str]) -> None:
    change(own.parent / "loans.yaml", "balance: 1_000_000", "balance: mye")
    code, _, err = run(capsys, "save", str(own), "--document", "hop")
    assert code == 1 and "loans[1].balance" in err
    assert premises("hop") is None

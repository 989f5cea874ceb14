"""`rodtrad income-system compare` and `store`: scenarios against the files, and figures kept for a document."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rodtrad.demo import country
from rodtrad.features.forecasts.selectors.income_system import income_system
from rodtrad.interfaces.cli import income_system_store
from rodtrad.interfaces.cli.main import main

CAUSES = ("membership", "population", "criteria", "rates", "tax", "grants")
NEED = ("--parameter", "national_need_per_capita=78500@oppdiktet")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    criteria, tax = country.write_country_files(tmp_path_factory.mktemp("land"))
    return "--year", "2026", "--criteria", str(criteria), "--tax", str(tax)


def scenario(folder: Path, text: str, name: str = "hva-om.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["income-system", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_causes_of_each_municipality_sum_to_its_difference(
    files: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = scenario(
        tmp_path,
        'population_growth: {country: 0.5, "9998": 2}\ntax_growth: {"9998": 4.5}\n'
        'counts: {"9998": {flyktning: 90}}\nparameters: {symmetric_rate: 0.60}\n',
    )
    code, out, err = run(capsys, "compare", *files, *NEED, "--scenario", path)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0 and len(rows) == 357
    for row in rows:
        assert sum(float(row[cause]) for cause in CAUSES) == pytest.approx(float(row["difference_nok"]), abs=0.05)
    own = rows[-1]
    assert own["municipality"] == "9998"
    assert all(float(own[cause]) for cause in ("population", "criteria", "rates", "tax"))
    assert "uten per_capita_grant" in err


def test_own_tax_growth_is_nearly_all_equalised_away(
    files: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = scenario(tmp_path, 'tax_growth: {"9998": 1}\n')
    _, out, _ = run(
        capsys, "compare", *files, "--scenario", path, "--municipality", "9998", "--format", "json",
    )  # fmt: skip
    (row,) = json.loads(out)["rows"]
    kept = row["difference_nok"] / 2_220_000
    assert 0.01 < kept < 0.02


def test_two_scenarios_are_compared_with_each_other(
    files: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = scenario(tmp_path, "name: én\ntax_growth: {country: 1}\n", "en.yaml")
    other = scenario(tmp_path, "name: to\ntax_growth: {country: 3}\n", "to.yaml")
    _, out, _ = run(capsys, "compare", *files, "--scenario", one, "--scenario", other, "--format", "json")
    answer = json.loads(out)
    assert (answer["before"], answer["after"]) == ("én", "to")
    assert sum(row["tax"] for row in answer["rows"]) == pytest.approx(235_470_161_000 * 0.02, rel=1e-6)


def test_a_merged_municipality_stands_with_its_new_number(
    files: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = scenario(tmp_path, 'mergers: [{into: "9997", municipalities: ["9998", "9001"]}]\n')
    code, out, _ = run(capsys, "compare", *files, *NEED, "--scenario", path, "--municipality", "9997")
    (row,) = csv.DictReader(io.StringIO(out))
    assert code == 0 and float(row["membership"]) == float(row["difference_nok"]) < 0
    code, _, err = run(capsys, "compare", *files, "--scenario", path, "--municipality", "9998")
    assert code == 1 and "det nye nummeret" in err


@pytest.mark.parametrize(
    ("text", "key", "advice"),
    [
        ("luck: 1", "luck", "finnes ikke. Velg blant"),
        ('tax_growth: {"1837": 1}', "tax_growth.1837", "står ikke i filene"),
        ('tax_growth: {"9998": "3,5"}', "tax_growth.9998", "Bruk punktum"),
        ('tax_growth: {"9998": -100}', "tax_growth.9998", "lar ingenting bli igjen"),
        ("tax_growth: 3", "tax_growth", "skriv navn og verdi"),
        ('counts: {"9998": {elever: 3}}', "counts.9998.elever", "ikke et kriterium"),
        ('counts: {"9998": {flyktning: -3}}', "counts.9998.flyktning", "mindre enn 0"),
        ("parameters: {luck: 1}", "parameters.luck", "Velg blant"),
        ('grants: {"9998": {luck: 1}}', "grants.9998.luck", "Velg blant"),
        ("weights: {innb_0: 1}", "weights", "oppgi hele nøkkelen"),
        ("mergers: 1", "mergers", "skriv en liste"),
        ('mergers: [{into: "9001", municipalities: ["9998", "9002"]}]', "mergers, nr. 1", "ledig nummer"),
        ('mergers: [{into: "9997", municipalities: ["9998"]}]', "mergers, nr. 1", "to eller flere"),
    ],
)
def test_a_wrong_scenario_is_refused_with_file_key_and_what_to_do(
    text: str, key: str, advice: str, files: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = scenario(tmp_path, text)
    code, out, err = run(capsys, "compare", *files, "--scenario", path)
    assert (code, out) == (1, "")
    assert f"{path}, nøkkel {key}: " in err and advice in err


def test_what_is_no_scenario_at_all_is_refused(
    files: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "compare", *files, "--scenario", scenario(tmp_path, "a: [\n"))
    assert code == 1 and "linje 2" in err and "gyldig YAML" in err
    assert run(capsys, "compare", *files, "--scenario", scenario(tmp_path, "- 1\n"))[0] == 1
    code, _, err = run(capsys, "compare", *files, "--scenario", str(tmp_path / "nei.yaml"))
    assert code == 2 and "nei.yaml" in err


STORE = ("store", "--document", "hop", "--municipality", "9998", "--source", "oppdiktet")


@pytest.fixture
def installation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    @contextmanager
    def opened(data: Path | None) -> Iterator[Path]:
        yield tmp_path

    monkeypatch.setattr(income_system_store, "open_installation", opened)
    return tmp_path


@pytest.mark.django_db
def test_figures_are_stored_for_a_document_and_said(
    files: tuple[str, ...], installation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        code, out, _ = run(capsys, *STORE, *files, *NEED)
        assert code == 0
        assert "utgiftsbehovet er 104,75" in out and "+24\u00a0365\u00a0172 kr" in out
    stored = income_system("hop")
    assert stored is not None and stored.version == 2
    assert stored.content["source"] == "oppdiktet"
    assert [file["name"] for file in stored.content["files"]] == [
        "inntektssystem-2026-kriterier.csv", "inntektssystem-2026-skatt.csv",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_municipality_that_is_not_in_the_files_is_refused(
    files: tuple[str, ...], installation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["store", "--document", "hop", "--municipality", "1837", "--source", "x", *files]
    code, _, err = run(capsys, *arguments)
    assert code == 1 and "1837 står ikke i filen --criteria" in err
    assert income_system("hop") is None
    assert run(capsys, *STORE, "--year", "2026")[0] == 2


@pytest.mark.django_db
def test_a_year_without_a_key_stores_nothing(
    files: tuple[str, ...], installation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, *STORE, "--year", "2024", *files[2:])
    assert code == 1 and "--key" in err

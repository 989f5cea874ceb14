"""`rodtrad income-system need`: Meløy as printed, other municipalities and years, and refusals in plain words."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from rodtrad.facts.income_system.keys import cost_key
from rodtrad.interfaces.cli.main import main

EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "examples" / "meloy-2023"
MELOY = ["--municipality", "1837", "--year", "2023", "--population", "6211", "--national-population", "5455792"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["income-system", "need", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def long_file(folder: Path, year: int, counts: dict[str, int]) -> Path:
    lines = ["municipality,criterion,count"]
    for municipality, people in counts.items():
        lines.append(f"{municipality},population,{people}")
        lines += [f"{municipality},{name},{people // 10 + place}" for place, name in enumerate(cost_key(year).weights)]
    file = folder / "kriterier.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_the_example_answers_what_its_readme_says(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *MELOY, "--criteria", str(EXAMPLE / "utgiftsbehov.csv"), "--format", "csv")
    assert code == 0
    assert out == (EXAMPLE / "forventet.csv").read_text(encoding="utf-8")
    assert "Basistillegg" in err and "57746" in err and "9298" in err


def test_the_shared_table_is_accepted_as_it_is(capsys: pytest.CaptureFixture[str], shared: Path) -> None:
    code, out, _ = run(capsys, *MELOY, "--criteria", str(shared / "data" / "meloy" / "spending_need_2023.csv"))
    assert (code, out) == (0, (EXAMPLE / "forventet.csv").read_text(encoding="utf-8"))


def test_counts_alone_are_enough_and_a_year_without_a_key_takes_the_weights_of_the_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "tabell.csv"
    file.write_text(
        "criterion,weight,national_count,municipal_count\nbarn,0.25,1000,30\neldre,0.75,4000,20\n", encoding="utf-8"
    )
    code, out, err = run(
        capsys, "--municipality", "5001", "--year", "2024", "--criteria", str(file), "--population", "1 000",
        "--national-population", "100000", "--parameter", "national_need_per_capita=1000@Grønt hefte 2024",
    )  # fmt: skip
    assert code == 0 and err == ""
    assert out.splitlines() == [
        "criterion,index,pct,nok_per_capita,nok_1000",
        "barn,3.0000,50.00,500,500",
        "eldre,0.5000,-37.50,-375,-375",
        "total,1.12500,12.50,125,125",
    ]


def test_long_counts_give_the_same_index_as_the_table(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = long_file(tmp_path, 2025, {"0000": 5_500_000, "1837": 6_000})
    code, out, err = run(capsys, "--municipality", "1837", "--year", "2025", "--criteria", str(file))
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0 and len(rows) == 27 and rows[-1]["criterion"] == "total"
    assert rows[3]["index"] == f"{(603 / 550_003) / (6_000 / 5_500_000):.4f}"
    assert {row["nok_1000"] for row in rows} == {""}
    assert "national_need_nok" in err and "2025" in err and "--parameter" in err


def test_a_single_municipality_of_2023_is_held_against_the_known_country(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = long_file(tmp_path, 2023, {"1837": 6_211})
    code, out, _ = run(capsys, "--municipality", "1837", "--year", "2023", "--criteria", str(file))
    assert code == 0
    assert out.splitlines()[1].startswith(f"innb_0_1,{(621 / 109740) / (6211 / 5455792):.4f},")


def test_a_single_municipality_of_another_year_needs_the_country(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = long_file(tmp_path, 2026, {"1837": 6_000})
    code, out, err = run(capsys, "--municipality", "1837", "--year", "2026", "--criteria", str(file))
    assert (code, out) == (1, "") and "0000" in err


def without_population(file: Path) -> Path:
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(line for line in lines if ",population," not in line) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("counts", [{"0000": 5_500_000, "1837": 6_000}, {"1837": 6_000, "1838": 2_000, "1839": 7_000}])
def test_population_may_stand_beside_the_counts_instead_of_among_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, counts: dict[str, int]
) -> None:
    asked = ["--municipality", "1837", "--year", "2025", "--criteria"]
    file = long_file(tmp_path, 2025, counts)
    country = counts.get("0000", sum(counts.values()))
    expected = run(capsys, *asked, str(file))
    beside = ["--population", "6000", "--national-population", str(country)]
    assert run(capsys, *asked, str(without_population(file)), *beside) == expected
    assert expected[0] == 0


def test_population_that_stands_nowhere_is_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = str(without_population(long_file(tmp_path, 2025, {"1837": 6_000, "1838": 2_000})))
    asked = ["--municipality", "1837", "--year", "2025", "--criteria", file]
    code, out, err = run(capsys, *asked)
    assert (code, out) == (2, "") and "Oppgi --population og --national-population" in err
    code, out, err = run(capsys, *asked, "--population", "6000")
    assert (code, out) == (2, "") and "Oppgi --national-population" in err


def test_sectors_of_2026(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = long_file(tmp_path, 2026, {"0000": 5_500_000, "1837": 6_000})
    code, out, _ = run(
        capsys,
        "--municipality",
        "1837",
        "--year",
        "2026",
        "--criteria",
        str(file),
        "--by",
        "sector",
        "--format",
        "json",
    )
    answer = json.loads(out)
    assert code == 0 and [row["sector"] for row in answer["rows"]][-2:] == ["administrasjon", "total"]
    assert len(answer["rows"]) == 8 and answer["rows"][0]["nok_1000"] is None


def sector_file(folder: Path, rows: str) -> str:
    file = folder / "sektorer.csv"
    file.write_text(f"sector,sector_weight,criterion,weight\n{rows}", encoding="utf-8")
    return str(file)


SECTORS = "skole,0.4,barn,0.75\nskole,0.4,basis,0.25\nomsorg,0.6,eldre,1\n"


def test_a_year_without_sectors_takes_them_from_the_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    counts = tmp_path / "kriterier.csv"
    counts.write_text(
        "municipality,criterion,count\n5001,barn,30\n5001,basis,1\n5001,eldre,20\n"
        "0000,barn,1000\n0000,basis,50\n0000,eldre,4000\n",
        encoding="utf-8",
    )
    asked = [
        "--municipality", "5001", "--year", "2024", "--criteria", str(counts), "--key", sector_file(tmp_path, SECTORS),
        "--population", "1000", "--national-population", "100000",
        "--parameter", "national_need_per_capita=1000@Grønt hefte 2024",
    ]  # fmt: skip
    code, out, _ = run(capsys, *asked, "--by", "sector")
    assert code == 0
    assert out.splitlines()[1:] == [
        "skole,2.7500,70.00,700,700",
        "omsorg,0.5000,-30.00,-300,-300",
        "total,1.40000,40.00,400,400",
    ]
    code, out, _ = run(capsys, *asked)
    assert code == 0
    assert out.splitlines()[1:] == [
        "barn,3.0000,60.00,600,600",
        "basis,2.0000,10.00,100,100",
        "eldre,0.5000,-30.00,-300,-300",
        "total,1.40000,40.00,400,400",
    ]


@pytest.mark.parametrize(
    "rows, said",
    [
        (SECTORS.replace("omsorg,0.6", "omsorg,0.40"), "kolonne sector_weight: vektene summerer seg til 0.8"),
        (SECTORS.replace("0.75", "0.5"), "weight for skole: vektene summerer seg til 0.75"),
        (SECTORS.replace("skole,0.4,basis", "skole,0.3,basis"), "linje 3, kolonne sector_weight: «skole» har vekten"),
        (SECTORS.replace("omsorg,", ","), "linje 4, kolonne sector: sektoren mangler"),
    ],
)
def test_sectors_that_do_not_add_up_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: str, said: str
) -> None:
    asked = ["--municipality", "5001", "--year", "2024", "--criteria", str(long_file(tmp_path, 2025, {"5001": 1_000}))]
    code, out, err = run(capsys, *asked, "--key", sector_file(tmp_path, rows), "--by", "sector")
    assert (code, out) == (1, "") and said in err


@pytest.mark.parametrize("year", ["2022", "2024", "2027"])
def test_a_year_without_a_key_asks_for_it(capsys: pytest.CaptureFixture[str], tmp_path: Path, year: str) -> None:
    file = long_file(tmp_path, 2025, {"0000": 5_500_000, "1837": 6_000})
    code, out, err = run(capsys, "--municipality", "1837", "--year", year, "--criteria", str(file))
    assert (code, out) == (1, "")
    assert f"kostnadsnøkkelen for {year} er ikke kjent" in err and "--key" in err


@pytest.mark.parametrize(
    "text, said",
    [
        ("criterion,weight,national_count,municipal_count\nbarn,1.0,10,x\n", "linje 2, kolonne municipal_count: «x»"),
        ("criterion,weight,national_count,municipal_count\nbarn,1.0,0,3\n", "linje 2, kolonne national_count"),
        ("criterion,weight,national_count,municipal_count\nbarn,1.0,10,\n", "linje 2, kolonne municipal_count"),
        ("criterion,weight,national_count,municipal_count\nbarn,0.5,10,3\n", "summerer seg til 0.5"),
        ('criterion,weight,national_count,municipal_count\nbarn,"0,5",10,3\n', "komma"),
        ("criterion,weight,national_count\nbarn,1.0,10\n", "mangler municipal_count"),
        ("criterion,weight,national_count,municipal_count\nbarn,1.0,10\n", "raden har 3 felt"),
        ("criterion,weight,national_count,municipal_count\n", "ingen rader"),
        ("municipality;criterion;count\n1837;population;3\n", "semikolon"),
        ("", "filen er tom"),
    ],
)
def test_bad_tables_are_refused_with_line_and_column(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "tabell.csv"
    file.write_text(text, encoding="utf-8")
    code, out, err = run(capsys, *MELOY, "--criteria", str(file))
    assert (code, out) == (1, "") and said in err and str(file) in err


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--municipality", "18", "--year", "2023", "--criteria", str(EXAMPLE / "utgiftsbehov.csv")], "fire sifre"),
        (["--municipality", "1837", "--year", "2023", "--criteria", "finnes-ikke.csv"], "Kan ikke lese"),
        (["--municipality", "1837", "--year", "2023", "--criteria", str(EXAMPLE / "utgiftsbehov.csv")], "--population"),
        (["--municipality", "1837", "--year", "to", "--criteria", "x"], "--year"),
        ([*MELOY, "--criteria", str(EXAMPLE / "utgiftsbehov.csv"), "--parameter", "ukjent=1"], "finnes ikke"),
        ([*MELOY, "--criteria", str(EXAMPLE / "utgiftsbehov.csv"), "--parameter", "ingar_limit=mye"], "ikke et tall"),
    ],
)
def test_wrong_use_gives_two(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "") and said in err


def test_the_commands_start_without_the_web_framework() -> None:
    code = (
        "import sys, pkgutil, importlib, rodtrad.interfaces.cli as cli\n"
        "names = [m.name for m in pkgutil.iter_modules(cli.__path__) if m.name.startswith('income_system')]\n"
        "[importlib.import_module(f'rodtrad.interfaces.cli.{name}') for name in names]\n"
        "sys.exit(len(names) < 5 or any(name.startswith('django') for name in sys.modules))\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""`rodtrad income-system compute`: exact sums, what is asked for when a year lacks it, and refusals in plain words."""

import csv
import io
import json
import random
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from rodtrad.facts.income_system.keys import cost_key
from rodtrad.interfaces.cli.main import main

EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "examples" / "meloy-2023"
NEED = ("--parameter", "national_need_per_capita=70000@Grønt hefte 2025")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["income-system", "compute", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def files(folder: Path, year: int = 2025, municipalities: int = 15) -> tuple[str, str]:
    numbers = random.Random(7)
    criteria, tax = ["municipality,criterion,count"], ["municipality,population,tax_nok"]
    for place in range(municipalities):
        name, people = f"{1101 + place}", numbers.randint(300, 90_000)
        criteria.append(f"{name},population,{people}")
        criteria += [f"{name},{each},{people * numbers.uniform(0.01, 0.2):.3f}" for each in cost_key(year).weights]
        tax.append(f"{name},{people + 3},{people * numbers.uniform(30_000, 80_000):.2f}")
    paths = folder / "kriterier.csv", folder / "skatt.csv"
    for path, lines in zip(paths, (criteria, tax), strict=True):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(paths[0]), str(paths[1])


def amounts(out: str) -> dict[str, dict[str, Decimal]]:
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in csv.DictReader(io.StringIO(out)):
        found[row["component"]][row["municipality"]] = Decimal(row["nok"])
    return found


def test_both_equalisations_of_2025_sum_to_exactly_zero(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    criteria, tax = files(tmp_path)
    code, out, err = run(capsys, "--year", "2025", "--criteria", criteria, "--tax", tax, "--format", "csv", *NEED)
    found = amounts(out)
    assert code == 0 and out.startswith("municipality,component,nok,nok_per_capita\n")
    assert set(found) == {"spending_equalisation", "income_equalisation"}
    assert [sum(part.values()) for part in found.values()] == [0, 0]
    assert len(found["income_equalisation"]) == 15
    assert "per_capita_grant" in err and "Ikke med" in err


def test_2025_as_it_is_gives_what_has_a_source_and_asks_for_the_national_need(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    criteria, tax = files(tmp_path)
    code, out, err = run(capsys, "--year", "2025", "--criteria", criteria, "--tax", tax)
    assert code == 0 and set(amounts(out)) == {"income_equalisation"}
    assert "national_need_nok" in err and "2025" in err and "--parameter national_need_nok=VERDI@KILDE" in err


def test_the_income_equalisation_follows_the_rates_of_2025(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    tax = tmp_path / "skatt.csv"
    tax.write_text("municipality,population,tax_nok\n0301,600,30000000\n1837,400,8000000\n", encoding="utf-8")
    _, out, _ = run(capsys, "--year", "2025", "--tax", str(tax), "--details")
    found = amounts(out)
    assert found["symmetric"] == {"0301": Decimal("-4464000.00"), "1837": Decimal("4464000.00")}
    assert found["additional_compensation"] == {"0301": Decimal("0.00"), "1837": Decimal("1988000.00")}
    assert found["income_equalisation"] == {"0301": Decimal("-5656800.00"), "1837": Decimal("5656800.00")}
    assert "0301,income_equalisation,-5656800.00,-9428.0000" in out


def test_rates_that_are_not_sourced_are_asked_for_and_nothing_is_guessed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    criteria, tax = files(tmp_path, 2023)
    code, out, err = run(capsys, "--year", "2023", "--criteria", criteria, "--tax", tax)
    found = amounts(out)
    assert code == 0 and list(found) == ["spending_equalisation"]
    assert sum(found["spending_equalisation"].values()) == 0
    for name in ("symmetric_rate", "addition_rate", "addition_threshold"):
        assert f"{name} (" in err and f"--parameter {name}=VERDI@KILDE" in err
    assert run(capsys, "--year", "2023", "--criteria", criteria)[:2] == (0, out)
    code, out, err = run(capsys, "--year", "2023", "--tax", tax)
    assert (code, out) == (1, "") and "symmetric_rate" in err


def test_entered_rates_are_used_and_told_with_their_source(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, tax = files(tmp_path)
    rates = ["symmetric_rate=0.6@Grønt hefte 2024", "addition_rate=0.35", "addition_threshold=0.9"]
    arguments = [word for rate in rates for word in ("--parameter", rate)]
    code, out, _ = run(capsys, "--year", "2024", "--tax", tax, "--format", "json", *arguments)
    answer = json.loads(out)
    assert code == 0 and answer["national_sums_nok"] == {"income_equalisation": 0.0}
    used = {premise["name"]: premise for premise in answer["premises"]}
    assert used["symmetric_rate"] == {
        "name": "symmetric_rate",
        "value": "0.6",
        "source": "Grønt hefte 2024",
        "certainty": "entered",
    }
    assert any(missing["component"] == "discretionary" for missing in answer["missing"])


def test_all_parts_together_give_the_block_grant_and_the_free_income(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    criteria, tax = files(tmp_path)
    grants = tmp_path / "tilskudd.csv"
    parts = ("private_schools", "special_distribution", "district_south", "district_north", "growth", "metropolitan")
    lines = [f"1101,{part},1000.50" for part in (*parts, "discretionary", "transition")]
    grants.write_text("\n".join(["municipality,component,nok", *lines]) + "\n", encoding="utf-8")
    previous = tmp_path / "fjor.csv"
    names = [f"{1101 + place}" for place in range(15)]
    previous.write_text("\n".join(["municipality,nok", *(f"{name},5e0" for name in names)]), encoding="utf-8")
    code, _, err = run(capsys, "--year", "2025", "--criteria", criteria, "--previous", str(previous))
    assert code == 1 and "«5e0» er ikke et tall" in err
    previous.write_text("\n".join(["municipality,nok", *(f"{name},900000" for name in names)]), encoding="utf-8")
    code, out, err = run(
        capsys, "--year", "2025", "--criteria", criteria, "--tax", tax, "--grants", str(grants), "--previous",
        str(previous), "--parameter", "per_capita_grant=25000", "--parameter", "ingar_limit=400", *NEED,
    )  # fmt: skip
    found = amounts(out)
    assert code == 0 and err == ""
    assert sum(found["ingar"].values()) == 0
    inside = [part for part in found if part not in ("income_equalisation", "block_grant", "tax", "free_income")]
    for name in names:
        block = sum((found[part].get(name, Decimal(0)) for part in inside), Decimal(0))
        assert found["block_grant"][name] == block
        assert found["free_income"][name] == block + found["tax"][name] + found["income_equalisation"][name]


def test_the_country_may_be_given_instead_of_all_municipalities(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    criteria, _ = files(tmp_path)
    rows = list(csv.DictReader(io.StringIO(Path(criteria).read_text(encoding="utf-8"))))
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row["criterion"]] += Decimal(row["count"])
    few = tmp_path / "noen.csv"
    some = [f"0000,{name},{count}" for name, count in sums.items()]
    some += [
        f"{row['municipality']},{row['criterion']},{row['count']}" for row in rows if row["municipality"] == "1103"
    ]
    few.write_text("\n".join(["municipality,criterion,count", *some]) + "\n", encoding="utf-8")
    whole = amounts(run(capsys, "--year", "2025", "--criteria", criteria, *NEED)[1])["spending_equalisation"]
    alone = amounts(run(capsys, "--year", "2025", "--criteria", str(few), *NEED)[1])["spending_equalisation"]
    assert abs(alone["1103"] - whole["1103"]) <= Decimal("0.01")
    country = tmp_path / "land.csv"
    country.write_text("municipality,population,tax_nok\n0000,1000,38000000\n1837,400,8000000\n", encoding="utf-8")
    code, out, err = run(capsys, "--year", "2025", "--tax", str(country))
    assert (code, out) == (1, "") and "addition_financing_per_capita" in err
    code, out, _ = run(
        capsys, "--year", "2025", "--tax", str(country), "--parameter", "addition_financing_per_capita=1988"
    )
    assert code == 0 and amounts(out)["income_equalisation"] == {"1837": Decimal("5656800.00")}


def test_the_district_grant_of_2022_in_the_example(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--year", "2022", "--district-north", str(EXAMPLE / "nord-norge-2022.csv"))
    assert code == 0
    assert [round(amount / 1000) for amount in amounts(out)["district_north"].values()] == [11626, 8620]


@pytest.mark.parametrize(
    "change, said",
    [
        (("1101,population", "1101,folketall"), "kolonne criterion: «folketall» er ikke et kriterium"),
        (("1101,innb_0,", "110,innb_0,"), "kolonne municipality: «110» er ikke et kommunenummer med fire sifre"),
        (("1101,innb_0,", "1101,innb_0,-"), "er negativt"),
        (("1101,innb_0,", "1101,innb_1_5,"), "står også i linje"),
        (("1101,basis,", "1200,basis,"), "kommune 1101 mangler basis"),
    ],
)
def test_bad_criteria_are_refused_with_line_and_column(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    criteria, _ = files(tmp_path)
    path = Path(criteria)
    path.write_text(path.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    code, out, err = run(capsys, "--year", "2025", "--criteria", criteria)
    assert (code, out) == (1, "") and said in err and "kriterier.csv" in err


@pytest.mark.parametrize(
    "text, said",
    [
        ("municipality,population,tax_nok\n1837,0,5\n", "linje 2, kolonne population: «0» er ikke et folketall"),
        ("municipality,population,tax_nok\n1837,5.5,5\n", "kolonne population"),
        ("municipality,population,tax_nok\n1837,5,\n", "kolonne tax_nok: tallet mangler"),
        ("municipality,population,tax_nok\n1837,5,1\n1837,5,1\n", "linje 3, kolonne municipality: 1837 står flere"),
        ("municipality,tax_nok\n1837,5\n", "mangler population"),
        ("municipality,population,tax_nok\n1837,10,100\n", "bare kommune 1837. Legg til de andre kommunene"),
    ],
)
def test_bad_tax_is_refused_with_line_and_column(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "skatt.csv"
    file.write_text(text, encoding="utf-8")
    code, out, err = run(capsys, "--year", "2025", "--tax", str(file))
    assert (code, out) == (1, "") and said in err


def test_a_file_that_is_not_utf8_is_refused_with_its_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "skatt.csv"
    file.write_bytes("municipality,population,tax_nok\nMeløy,1,1\n".encode("latin-1"))
    code, out, err = run(capsys, "--year", "2025", "--tax", str(file))
    assert (code, out) == (1, "") and "linje 2" in err and "UTF-8" in err


def test_a_byte_order_mark_and_windows_lines_are_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "skatt.csv"
    file.write_bytes(b"\xef\xbb\xbfmunicipality,population,tax_nok\r\n1837,10,100\r\n0301,10,300\r\n")
    assert run(capsys, "--year", "2025", "--tax", str(file))[0] == 0


@pytest.mark.parametrize("arguments", [["--year", "2025"], ["--tax", "x.csv"], ["--year", "2025", "--tax", "x.csv"]])
def test_wrong_use_gives_two(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "") and err


def test_parameters_tell_what_is_known_and_what_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["income-system", "parameters", "--year", "2026"]) == 0
    rows = {row["parameter"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert (rows["symmetric_rate"]["value"], rows["symmetric_rate"]["certainty"]) == ("0.64", "implied")
    assert rows["national_need_nok"]["certainty"] == "unknown"
    assert rows["weight.basis"]["value"] == "0.0214"
    assert rows["sector_weight.pleie"]["value"] == "0.3532"


def test_a_published_key_opens_a_year_that_has_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    key, criteria = tmp_path / "nokkel.csv", tmp_path / "kriterier.csv"
    key.write_text("criterion,weight\nbarn,0.4\nbasis,0.6\n", encoding="utf-8")
    lines = [f"{name},{criterion},{count}" for name, people in (("1101", 500), ("1103", 700))
             for criterion, count in (("population", people), ("barn", people // 7), ("basis", 1))]  # fmt: skip
    criteria.write_text("\n".join(["municipality,criterion,count", *lines]), encoding="utf-8")
    code, out, _ = run(capsys, "--year", "2024", "--criteria", str(criteria), "--key", str(key), *NEED)
    found = amounts(out)["spending_equalisation"]
    assert code == 0 and sum(found.values()) == 0 and found["1101"] > 0

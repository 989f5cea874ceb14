"""`rodtrad kostra check`: exit codes, formats and batches, without the web framework."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rodtrad.interfaces.cli import kostra

CLEAN = [
    "1120 010      100",
    "1222 590       50",
    "1860 990      -50",
    "1800 870      -60",
    "1840 800      -40",
    "0222 230       30",
    "0870 910      -30",
]


def extract(records: list[str], form: str = "0A", year: str = "2026", quarter: str = " ") -> str:
    return "".join(f"{form}{year}{quarter}183700                  {record}\n" for record in records)


@pytest.fixture
def clean_file(tmp_path: Path) -> Path:
    path = tmp_path / "0A.dat"
    path.write_text(extract(CLEAN), encoding="iso-8859-1")
    return path


@pytest.fixture
def broken_file(tmp_path: Path) -> Path:
    path = tmp_path / "broken.dat"
    path.write_text(extract([*CLEAN, "1999 010        5"]), encoding="iso-8859-1")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = kostra.main(["check", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


ANNUAL = ("--form", "0A", "--year", "2026", "--region", "183700")


def test_clean_file_exits_with_0(capsys: pytest.CaptureFixture[str], clean_file: Path) -> None:
    code, out, err = run(capsys, clean_file, *ANNUAL, "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"severity": "OK", "controls": 7 * 53, "entries": []}


def test_error_exits_with_1_and_stands_on_stdout(capsys: pytest.CaptureFixture[str], broken_file: Path) -> None:
    code, out, err = run(capsys, broken_file, *ANNUAL, "--format", "json")
    answer = json.loads(out)
    assert (code, err, answer["severity"]) == (1, "", "ERROR")
    [entry] = answer["entries"]
    assert (entry["rule"], entry["severity"], entry["lines"]) == ("010", "ERROR", [8])
    assert "999" in entry["message"]


def test_warning_alone_exits_with_0(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "twice.dat"
    path.write_text(extract([*CLEAN, "1120 010        5", "1840 800       -5"]), encoding="iso-8859-1")
    code, out, _ = run(capsys, path, *ANNUAL, "--format", "json")
    assert (code, json.loads(out)["severity"]) == (0, "WARNING")


def test_text_names_the_control_the_line_and_what_to_do(capsys: pytest.CaptureFixture[str], broken_file: Path) -> None:
    code, out, _ = run(capsys, broken_file, *ANNUAL)
    assert code == 1
    assert "Filen kan ikke sendes før feilene er rettet (1 feil)." in out
    assert "FEIL: kontroll 010, Funksjon" in out
    assert "Linje 8: Funksjon «999» er ikke gyldig for skjema 0A i 2026." in out


def test_quarter_follows_from_the_form(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "0AK2.dat"
    path.write_text(extract(CLEAN, quarter="2"), encoding="iso-8859-1")
    arguments = (path, "--form", "0AK2", "--year", "2026", "--region", "183700", "--format", "json")
    assert run(capsys, *arguments)[0] == 0
    assert run(capsys, *arguments, "--quarter", "2")[0] == 0
    code, out, err = run(capsys, *arguments, "--quarter", "3")
    assert code == 1
    assert {entry["rule"] for entry in json.loads(out)["entries"]} == {"005"}
    assert "svarer ikke til kvartal" in err


def test_a_year_before_the_known_lists_is_checked_as_the_official_program_does(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "0A.dat"
    path.write_text(extract(CLEAN, year="2016"), encoding="iso-8859-1")
    code, out, err = run(capsys, path, "--form", "0A", "--year", "2016", "--region", "183700", "--format", "json")
    assert (code, json.loads(out)["severity"]) == (0, "OK")
    assert "listene for 2026" in err


def test_lines_of_wrong_length_are_one_entry_with_every_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "0A.dat"
    lines = extract(CLEAN).splitlines()
    lines[1], lines[4], lines[5] = lines[1][:-1], lines[4] + "00", lines[5][:39] + "\t" + lines[5][40:]
    path.write_text("\n".join(lines), encoding="iso-8859-1")
    code, out, _ = run(capsys, path, *ANNUAL, "--format", "json")
    answer = json.loads(out)
    assert (code, answer["severity"], answer["controls"]) == (1, "FATAL", 1)
    [entry] = answer["entries"]
    assert (entry["rule"], entry["lines"]) == ("001", [2, 5, 6])
    assert "fra 47 til 50 tegn" in entry["message"] and "tabulator" in entry["message"]


def test_empty_lines_are_told_on_stderr(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "gaps.dat"
    path.write_text("\n" + extract(CLEAN), encoding="iso-8859-1")
    code, out, err = run(capsys, path, *ANNUAL, "--format", "json")
    assert (code, json.loads(out)["severity"]) == (0, "OK")
    assert "1 tomme linjer, den første er linje 1" in err


def test_empty_file_is_an_error(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "empty.dat"
    path.write_bytes(b"")
    code, out, _ = run(capsys, path, *ANNUAL)
    assert code == 1
    assert "Filen har ingen linjer å kontrollere." in out


def test_year_past_the_verified_ones_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "0A.dat"
    path.write_text(extract(CLEAN, year="2031"), encoding="iso-8859-1")
    code, _, err = run(capsys, path, "--form", "0A", "--year", "2031", "--region", "183700")
    assert code == 0
    assert "kodelistene for 2031 er foreløpige" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Oppgi filen"),
        (["FILE"], "Mangler --form, --year, --region"),
        (["missing.dat", *ANNUAL], "Kan ikke lese missing.dat: filen finnes ikke."),
        ([".", *ANNUAL], "det er en mappe, ikke en fil"),
        (["FILE", "--form", "0X", *ANNUAL[2:]], "Skjema «0X» kontrolleres ikke"),
        (["FILE", *ANNUAL[:2], "--year", "26", *ANNUAL[4:]], "ikke et årstall"),
        (["FILE", *ANNUAL[:2], "--year", "2016", *ANNUAL[4:], "--codes-of-year"], "kjent fra og med 2018"),
        (["FILE", *ANNUAL[:4], "--region", "1837"], "seks siffer"),
        (["FILE", *ANNUAL, "--quarter", "5"], "Kvartal «5» finnes ikke"),
        (["FILE", *ANNUAL, "--orgnr", "97699"], "ni siffer"),
        (["FILE", *ANNUAL, "--format", "jsonl"], "gjelder --batch"),
        (["FILE", *ANNUAL, "--format", "xml"], "kan ikke være «xml»"),
        (["FILE", *ANNUAL, "--bogus"], "Ukjent argument: --bogus"),
        (["FILE", "--form"], "--form trenger en verdi"),
        (["FILE", "--batch", "FILE"], "kan ikke brukes sammen med --batch"),
        (["--batch", "FILE", "--year", "2026"], "--year kan ikke brukes sammen med --batch"),
        (["--batch", "FILE", "--format", "text"], "Bruk --format jsonl"),
        (["--batch", "missing.jsonl"], "Kan ikke lese missing.jsonl"),
    ],
)
def test_wrong_use_exits_with_2_and_says_what_is_wrong(
    capsys: pytest.CaptureFixture[str], clean_file: Path, arguments: list[str], said: str
) -> None:
    code, out, err = run(capsys, *(str(clean_file) if word == "FILE" else word for word in arguments))
    assert (code, out) == (2, "")
    assert said in err


def case(id_: object, content: str, **arguments: Any) -> str:
    values = {"form": "0A", "year": "2026", "quarter": " ", "region": "183700", "orgnr": " " * 9, **arguments}
    return json.dumps({"id": id_, "arguments": values, "content_latin1": content})


def batch(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_batch_answers_each_case_on_its_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = batch(tmp_path, case("clean", extract(CLEAN)), "", case(7, extract(["1999 010        5"])))
    code, out, err = run(capsys, "--batch", path, "--format", "jsonl")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (1, "")
    assert [set(answer) for answer in answers] == [{"id", "severity", "entries"}] * 2
    assert [(answer["id"], answer["severity"]) for answer in answers] == [("clean", "OK"), (7, "ERROR")]


def test_batch_without_errors_exits_with_0(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "--batch", batch(tmp_path, case("clean", extract(CLEAN))))[0] == 0


def test_batch_may_leave_out_quarter_and_organisation(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    line = json.dumps(
        {
            "id": "short",
            "arguments": {"form": "0AK1", "year": 2026, "region": "183700"},
            "content_latin1": extract(CLEAN, quarter="1"),
        }
    )
    code, out, _ = run(capsys, "--batch", batch(tmp_path, line))
    assert (code, json.loads(out)["severity"]) == (0, "OK")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "ikke et JSON-objekt"),
        ("[1]", "ikke et JSON-objekt"),
        ('{"content_latin1": "", "arguments": {}}', "mangler id"),
        ('{"id": "a", "arguments": {}}', "mangler content_latin1"),
        ('{"id": "a", "content_latin1": ""}', "mangler arguments"),
        ('{"id": "a", "content_latin1": "", "arguments": {"form": "0A"}}', "mangler year, region"),
        ('{"id": "a", "content_latin1": "€", "arguments": {}}', "ikke finnes i ISO-8859-1: «€»"),
        (case("a", "", form="0X"), "Skjema «0X» kontrolleres ikke"),
        (case("a", "", form=["0A"]), "form skal være en tekst"),
        (case("a", "", region="18"), "seks siffer"),
    ],
)
def test_malformed_batch_line_is_named_and_the_others_are_answered(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str, said: str
) -> None:
    path = batch(tmp_path, case("before", extract(CLEAN)), line, case("after", extract(CLEAN)))
    code, out, err = run(capsys, "--batch", path)
    assert code == 2
    assert [json.loads(answer)["id"] for answer in out.splitlines()] == ["before", "after"]
    assert "Linje 2: " in err
    assert said in err


def test_official_batch_gives_every_answer(capsys: pytest.CaptureFixture[str], shared: Path) -> None:
    path = shared / "data/kostra/samples/file_cases.jsonl"
    code, out, err = run(capsys, "--batch", path, "--format", "jsonl")
    official = {c["id"]: c["expected"] for c in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    answers = {answer["id"]: answer for answer in map(json.loads, out.splitlines())}
    assert (code, err) == (1, "")
    assert {id_: answer["severity"] for id_, answer in answers.items()} == {
        id_: expected["severity"] for id_, expected in official.items()
    }


def test_strict_finds_what_the_official_program_lets_through(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "0A.dat"
    path.write_text(extract([CLEAN[0], *CLEAN[3:]]), encoding="iso-8859-1")
    assert run(capsys, path, *ANNUAL, "--format", "json")[0] == 0
    code, out, _ = run(capsys, path, *ANNUAL, "--format", "json", "--strict")
    assert code == 1
    assert [entry["rule"] for entry in json.loads(out)["entries"]] == ["145", "150"]


def test_unknown_and_missing_commands_are_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert kostra.main([]) == 2
    assert kostra.main(["control"]) == 2
    assert kostra.main(["--help"]) == 0
    assert "key-figures" in capsys.readouterr().out


COMMANDS = [
    ["check", "FILE", *ANNUAL],
    ["check", "FILE", *ANNUAL, "--format", "json"],
    ["check", "--batch", "BATCH", "--format", "jsonl"],
    ["check", "--help"],
    ["key-figures", "FILE", "--definitions", "current", "--format", "csv"],
    ["statements", "FILE", "--statement", "5-6"],
    [],
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_command_starts_without_the_web_framework(words: list[str], clean_file: Path, tmp_path: Path) -> None:
    paths = {"FILE": str(clean_file), "BATCH": str(batch(tmp_path, case("clean", extract(CLEAN))))}
    arguments = ["kostra", *(paths.get(word, word) for word in words)]
    script = (
        "import sys\n"
        "from rodtrad.interfaces.cli.main import main\n"
        f"code = main({arguments!r})\n"
        "assert 'django' not in sys.modules, 'django was imported'\n"
        "assert not [name for name in sys.modules if name.startswith('rodtrad.features')]\n"
        "print('exit', code, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"exit {2 if not words else 0}" in done.stderr


def test_batch_takes_a_region_padded_with_blanks(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    record = "0G2022 1234  976990803" + " " * 9 + "510  " + " " * 3 + "5".rjust(9)
    line = case("church", record, form="0G", year="2022", region="1234  ")
    code, out, err = run(capsys, "--batch", batch(tmp_path, line))
    assert (code, err) == (1, "")
    assert {entry["rule"] for entry in json.loads(out)["entries"]} == {"007", "125"}

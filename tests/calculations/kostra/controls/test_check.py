"""The controls together answer as the official program does on whole files."""

import json
from collections import Counter
from pathlib import Path

import pytest

from rodtrad.calculations.kostra.controls.check import check_lines, controls_by_number
from rodtrad.calculations.kostra.controls.findings import Severity
from rodtrad.calculations.kostra.controls.rules import Report, rules_for
from rodtrad.calculations.kostra.extract_record import Header
from rodtrad.facts.kostra.control_register import control_register, controls_of
from rodtrad.facts.kostra.forms import ControlFamily, UnknownForm, reported_forms
from rodtrad.facts.reader import FactMissing
from rodtrad.intake.kostra_extract.reader import read_extract

CONTROLS = Path(__file__).resolve().parents[4] / "src/rodtrad/calculations/kostra/controls"
ANNUAL = Report("0A", "2026", " ", "183700")
RECORD = "0A2026 183700                  1120 010        5"


def test_every_official_file_gets_the_official_answer(shared: Path) -> None:
    wrong, seen = {}, 0
    with (shared / "data/kostra/samples/file_cases.jsonl").open(encoding="utf-8") as file:
        for line in file:
            case = json.loads(line)
            a, expected = case["arguments"], case["expected"]
            report = Report(a["form"], a["year"], a["quarter"], a["region"], a["orgnr"])
            outcome = check_lines(report, read_extract(case["content_latin1"].encode("iso-8859-1")).lines)
            found = Counter((f.control, f.severity.name, f.lines) for f in outcome.findings)
            official = Counter((e["rule"], e["severity"], tuple(e["lines"])) for e in expected["entries"])
            totals = (outcome.severity.name, outcome.controls_run)
            if found != official or totals != (expected["severity"], expected["number_of_controls"]):
                wrong[case["id"]] = (found - official, official - found, totals)
            seen += 1
    assert seen == 95
    assert not wrong


def test_moved_2026_accounts_may_be_sent(shared: Path) -> None:
    content = (shared / "data/kostra/samples/kongsvinger_derived_2026_0A.dat").read_bytes()
    outcome = check_lines(Report("0A", "2026", " ", "040200"), read_extract(content).lines)
    assert outcome.severity is Severity.WARNING


def test_there_are_sixty_controls_each_with_its_module_and_its_test() -> None:
    numbers = set(control_register())
    assert len(numbers) == 60
    modules = {path.stem for path in CONTROLS.glob("c[0-9]*.py")}
    tests = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_c[0-9]*.py")}
    assert modules == tests
    assert {module.split("_")[0][1:].upper() for module in modules} == numbers
    assert set(controls_by_number()) == numbers - {"001"}


def test_each_family_is_put_through_as_many_controls_as_in_the_official_program() -> None:
    assert {family: len(controls_of(family)) for family in ControlFamily} == {
        ControlFamily.MAIN: 52,
        ControlFamily.CHURCH: 29,
        ControlFamily.QUARTERLY: 33,
    }


def test_register_names_only_forms_where_the_control_is_run() -> None:
    for number, control in control_register().items():
        for form in control.applies_to:
            for id_ in [form] if "-" not in form else [form[:3] + quarter for quarter in "1234"]:
                assert number == "001" or number in controls_of(reported_forms()[id_].family), (number, id_)


def test_empty_file_is_an_error_without_findings() -> None:
    outcome = check_lines(ANNUAL, [])
    assert (outcome.severity, outcome.findings, outcome.controls_run) == (Severity.ERROR, (), 0)


def test_file_of_zeros_is_all_right() -> None:
    outcome = check_lines(ANNUAL, [RECORD[:-1] + "0"])
    assert (outcome.severity, outcome.controls_run) == (Severity.OK, 1)


def test_broken_line_stops_every_other_control() -> None:
    outcome = check_lines(ANNUAL, ["0C" + RECORD[2:], RECORD[:-1]])
    assert [finding.control for finding in outcome.findings] == ["001"]
    assert (outcome.severity, outcome.controls_run) == (Severity.FATAL, 1)


def test_findings_stand_in_the_order_of_controls_and_lines() -> None:
    lines = [RECORD.replace("1120 010", code) for code in ("1999 010", "1120 999", "1998 010", "1120 010", "1120 010")]
    outcome = check_lines(ANNUAL, lines)
    keys = [(finding.control, finding.lines) for finding in outcome.findings]
    assert keys == sorted(keys)


def test_record_of_another_form_belongs_to_the_sections_of_its_own_form() -> None:
    balance = "0B2026 183700                  25900000       -1"
    found = {finding.control for finding in check_lines(ANNUAL, [RECORD, balance]).findings}
    assert {"003", "009", "016", "120", "125"} & found == {"003", "009", "016", "125"}


def test_every_message_says_what_to_do() -> None:
    lines = [RECORD.replace("1120 010", code) for code in ("1999 999", "1841 280", "0800 590", "1850 010", "1120 980")]
    for finding in check_lines(ANNUAL, lines).findings:
        assert finding.message.endswith(".")
        assert finding.message.count(".") + finding.message.count(";") >= 2 or ":" in finding.message


def test_unknown_form_and_unknown_year_are_refused() -> None:
    with pytest.raises(UnknownForm):
        rules_for(Report("0X", "2026", " ", "183700"))
    with pytest.raises(FactMissing):
        rules_for(Report("0A", "2016", " ", "183700"), codes_of_year=True)


def test_severity_follows_the_record_or_the_report_as_registered() -> None:
    header = Header("0A", "2026", "1", "183700", "", "")
    rules = rules_for(Report("0A", "2026", " ", "183700"))
    assert rules.severity("010", header) is Severity.WARNING
    assert rules.severity("020", header) is Severity.ERROR
    quarterly = rules_for(Report("0AK1", "2026", "1", "183700"))
    assert quarterly.severity("020") is Severity.WARNING
    assert quarterly.severity("010", header._replace(quarter=" ")) is Severity.ERROR

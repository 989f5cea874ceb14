"""The register of controls is whole and agrees with the official rules as collected."""

import csv
from pathlib import Path

from rodtrad.facts.kostra.control_register import control_codes, control_register
from rodtrad.facts.kostra.forms import reported_form

SEVERITIES = {"INFO", "WARNING", "ERROR", "FATAL"}


def test_register_holds_known_severities_and_whole_situations() -> None:
    for control in control_register().values():
        assert control.severity in SEVERITIES
        assert (control.other_severity is None) == (control.other_severity_when is None)
        assert control.other_severity is None or control.other_severity in SEVERITIES - {control.severity}
        assert control.title and control.applies_to and control.tolerance in (0, 10, 30)


def test_register_agrees_with_the_collected_rules(shared: Path) -> None:
    with (shared / "data/kostra/control_rules.csv").open(encoding="utf-8") as file:
        rules = {row["code"]: row for row in csv.DictReader(file)}
    assert set(rules) == set(control_register())
    for number, control in control_register().items():
        rule = rules[number]
        assert rule["severity"].startswith(control.severity)
        assert control.other_severity is None or control.other_severity in rule["severity"]
        assert f"±{control.tolerance} " in rule["tolerance"] or (not rule["tolerance"] and not control.tolerance)
        assert tuple(rule["applies_to"].split()) == control.applies_to


def test_loan_funds_and_their_owners_may_use_art_921_in_operating() -> None:
    def arts(form: str, region: str, organisation: str) -> tuple[str, ...]:
        return control_codes(reported_form(form), region, organisation)["025"].arts

    assert "921" in arts("0A", "030100", "")
    assert "921" not in arts("0M", "030100", "")
    assert "921" not in arts("0K", "180000", "817920632")
    assert "921" in arts("0K", "180000", "976990803")

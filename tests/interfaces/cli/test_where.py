"""`rodtrad where`."""

import re
from pathlib import Path

import pytest

from rodtrad.interfaces.cli import where
from rodtrad.interfaces.cli.main import main


def test_a_term_leads_to_formula_facts_and_tests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["where", "netto driftsutgifter per innbygger"]) == 0
    shown = capsys.readouterr().out
    place = re.search(r"Formel:\s+(\S+):(\d+)", shown)
    assert place is not None
    source = Path(place[1])
    assert source.name == "net_operating_expenditure.py"
    lines = source.read_text(encoding="utf-8").splitlines()[int(place[2]) - 1 :]
    assert "net_operating_expenditure_per_inhabitant" in "".join(lines[:8])
    facts = re.findall(r"Fakta:\s+(\S+)", shown)
    assert facts
    assert all(Path(fact).is_file() for fact in facts)
    assert "tests/calculations/kostra/test_net_operating_expenditure.py" in shown


def test_an_exact_term_is_preferred_to_what_contains_it() -> None:
    assert [formula.term for formula in where.matching_formulas("Netto driftsutgifter")] == ["netto driftsutgifter"]
    assert len(list(where.matching_formulas("per innbygger"))) > 2


def test_a_line_of_a_statement_leads_to_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["where", "Motpost", "avskrivninger"]) == 0
    assert "budget_regulation/statement_5_6.yaml:" in capsys.readouterr().out


def test_the_glossary_gives_the_identifier(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["where", "konsekvensjustert ramme"]) == 0
    assert "konsekvensjustert ramme = consequence_adjusted_frame" in capsys.readouterr().out


def test_an_unknown_term_is_said_to_be_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["where", "xyzzy"]) == 1
    assert "Fant ikke «xyzzy»" in capsys.readouterr().out


def test_without_a_term_it_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["where"]) == 2
    assert "Mangler" in capsys.readouterr().err


def test_an_installed_package_says_where_the_tests_are_in_the_source(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(where, "_source_root", lambda: None)
    assert main(["where", "netto driftsutgifter per innbygger"]) == 0
    assert "følger ikke med den installerte pakken" in capsys.readouterr().out

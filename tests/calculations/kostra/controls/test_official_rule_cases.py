"""Each control gives the answer that the official program's own tests recorded for a single call."""

import gzip
import json
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rodtrad.calculations.kostra.controls import c001_record_length
from rodtrad.calculations.kostra.controls.accounts import Accounts
from rodtrad.calculations.kostra.controls.check import run_controls
from rodtrad.calculations.kostra.controls.rules import Report, Rules, rules_for
from rodtrad.calculations.kostra.extract_record import Header, Record, read_amount
from rodtrad.facts.kostra.codes import CodeLists
from rodtrad.facts.kostra.control_register import ControlCodes, control_register
from rodtrad.facts.kostra.forms import reported_forms

FIELDS = ("skjema", "aargang", "kvartal", "region", "orgnr", "foretaksnr")
CODE_PARAMETERS = {
    "invalidDriftFunksjonList": "functions",
    "invalidInvesteringFunksjonList": "functions",
    "illogicalInvesteringFunksjonArtList": "functions",
    "invalidDriftArtList": "arts",
    "illogicalDriftArtList": "arts",
    "invalidInvesteringArtList": "arts",
    "illogicalInvesteringArtList": "arts",
    "validArtList": "arts",
}
LIST_PARAMETERS = {"010": "functions", "011": "chapters", "012": "arts", "013": "sectors"}


def rules_of(case: dict[str, Any]) -> Rules:
    arguments = case["arguments"]
    form = arguments["skjema"] if arguments["skjema"] in reported_forms() else "0A"
    rules = rules_for(Report(form, "2026", arguments["kvartal"], arguments["region"], arguments["orgnr"]))
    report = replace(rules.report, year=arguments["aargang"])
    rule, parameters = case["rule"], case["params"]
    lists, codes, classes = CodeLists((), (), (), (), False), dict(rules.codes), rules.account_classes
    for name, values in parameters.items():
        if name in CODE_PARAMETERS:
            kind = CODE_PARAMETERS[name]
            given = {kind: tuple(value.strip() for value in values)}
            if rule == "200":
                given["functions"] = ("089",)
            codes[rule] = ControlCodes(**given)
        elif name == "funksjonList" and rule == "010U":
            codes[rule] = ControlCodes(functions=tuple(values))
        elif name == "kontoklasseList":
            classes = tuple(values)
        elif rule in LIST_PARAMETERS:
            changed: dict[str, Any] = {LIST_PARAMETERS[rule]: tuple(value.strip() for value in values)}
            lists = replace(lists, **changed)
    return replace(rules, report=report, lists=lists, codes=codes, account_classes=classes)


def record_of(fields: dict[str, Any], number: int) -> Record:
    amount = fields.get("belop", "")
    return Record(
        fields.get("_line", number),
        Header(*(fields.get(name, " ") for name in FIELDS)),
        fields.get("kontoklasse", ""),
        fields.get("funksjon_kapittel", "").ljust(4),
        fields.get("art_sektor", ""),
        amount,
        read_amount(amount),
    )


def answer(case: dict[str, Any]) -> Counter[tuple[str, tuple[int, ...]]]:
    if case["rule"] == "001":
        found = list(c001_record_length.find(case["records"], case["params"]["length"]))
    else:
        records = [record_of(fields, n) for n, fields in enumerate(case["records"], start=1)]
        found = list(run_controls(Accounts(rules_of(case), records), [case["rule"]]))
    return Counter((finding.severity.name, finding.lines) for finding in found)


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[str, list[dict[str, Any]]]:
    found = defaultdict(list)
    with gzip.open(shared / "data/kostra/samples/rule_cases.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            case = json.loads(line)
            found[case["rule"]].append(case)
    return found


@pytest.mark.parametrize("number", [number for number in control_register() if number not in ("113", "143")])
def test_control_answers_as_recorded(number: str, cases: dict[str, list[dict[str, Any]]]) -> None:
    assert cases[number]
    for case in cases[number]:
        expected = Counter((entry["severity"], tuple(entry["lines"])) for entry in case["expected"])
        assert answer(case) == expected, case

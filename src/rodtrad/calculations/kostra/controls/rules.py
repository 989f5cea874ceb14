"""What is reported, and the facts that the controls judge it by, gathered once per report."""

from collections.abc import Mapping
from dataclasses import dataclass

from rodtrad.calculations.kostra.controls.findings import Severity
from rodtrad.calculations.kostra.extract_record import Header
from rodtrad.facts.kostra.codes import CodeLists, code_lists, official_year
from rodtrad.facts.kostra.control_register import (
    ControlCodes,
    RegisteredControl,
    Situation,
    control_codes,
    control_register,
    controls_of,
)
from rodtrad.facts.kostra.forms import FormKind, forms, reported_form

_SITUATION_QUARTERS = {
    Situation.RECORD_QUARTER_1_3: ("1", "2", "3"),
    Situation.REPORTED_QUARTER_1_2: ("1", "2"),
    Situation.REPORTED_QUARTER_3_4: ("3", "4"),
    Situation.REPORTED_QUARTER_ANY: ("1", "2", "3", "4"),
}
NO_ORGANISATION = " " * 9


@dataclass(frozen=True, slots=True)
class Report:
    """What the sender says the file is: form id, year, quarter (blank for the year), region, organisation number.

    The organisation number is nine blanks when there is none.
    """

    form_id: str
    year: str
    quarter: str
    region: str
    organisation: str = NO_ORGANISATION


@dataclass(frozen=True, slots=True)
class Rules:
    """The facts for one report. `strict` adds what the official program lets through."""

    report: Report
    form_code: str
    kind: FormKind
    account_classes: tuple[str, ...]
    lists: CodeLists
    codes: Mapping[str, ControlCodes]
    numbers: tuple[str, ...]
    strict: bool = False

    def control(self, number: str) -> RegisteredControl:
        """The registered control."""
        return control_register()[number]

    def severity(self, number: str, header: Header | None = None) -> Severity:
        """How grave a finding of a control is in this report, or on a record with this header."""
        control = control_register()[number]
        situation = control.other_severity_when
        if situation is None or control.other_severity is None:
            return Severity[control.severity]
        if situation is Situation.FORM_NOT_REGIONAL:
            form = forms().get(header.form) if header else None
            applies = form is None or not form.regional
        elif situation is Situation.RECORD_QUARTER_1_3:
            applies = header is not None and header.quarter in _SITUATION_QUARTERS[situation]
        else:
            applies = self.report.quarter in _SITUATION_QUARTERS[situation]
        return Severity[control.other_severity if applies else control.severity]


def rules_for(report: Report, *, strict: bool = False, codes_of_year: bool = False) -> Rules:
    """The facts for a report.

    The code lists are those that the official program holds, whatever year is reported; with `codes_of_year` they are
    those of the reported year. Raises UnknownForm, ValueError for a year that is no number and, with `codes_of_year`,
    FactMissing for a year before the first observed one.
    """
    reported = reported_form(report.form_id)
    organisation = report.organisation.strip()
    reported_year = int(report.year)
    year = reported_year if codes_of_year or reported_year > official_year() else official_year()
    lists = code_lists(report.form_id, year, report.region, organisation)
    if strict and reported.quarter.strip():
        annual = code_lists(reported.form.code, year, report.region, organisation)
        lists = CodeLists(lists.functions, annual.arts, lists.chapters, lists.sectors, lists.provisional)
    return Rules(
        report=report,
        form_code=reported.form.code,
        kind=reported.form.kind,
        account_classes=reported.account_classes,
        lists=lists,
        codes=control_codes(reported, report.region, organisation),
        numbers=controls_of(reported.family),
        strict=strict,
    )

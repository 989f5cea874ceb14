"""What the user says an extract is: understood, or refused in words that say what to write instead."""

import re
from collections.abc import Iterator

from rodtrad.calculations.kostra.controls.check import Outcome
from rodtrad.calculations.kostra.controls.rules import NO_ORGANISATION, Report
from rodtrad.facts.kostra.codes import CodeKind, codes, official_year
from rodtrad.facts.kostra.forms import UnknownForm, reported_form, reported_forms
from rodtrad.intake.kostra_extract.reader import Extract

_QUARTERS = ("1", "2", "3", "4")
_ORGANISATIONS = re.compile(r"[0-9]{9}( ?, ?[0-9]{9})*")
_REGION = re.compile(r"[0-9]{4}([0-9]{2}| {2})")


class WrongReport(ValueError):
    """What was said about the extract cannot be right; the message is Norwegian and says what to write."""


def report_of(
    form: str,
    year: str,
    quarter: str | None,
    region: str,
    organisation: str | None,
    *,
    codes_of_year: bool = False,
) -> Report:
    """The report that the user describes; the quarter follows from the form when it is not given.

    With `codes_of_year` the year must be one whose code lists are known. Several organisation numbers may be joined
    by commas, although the official program never matches such a list, and the last two digits of a region may be
    blank. Raises WrongReport.
    """
    try:
        reported = reported_form(form)
    except UnknownForm:
        raise WrongReport(f"Skjema «{form}» kontrolleres ikke. Velg blant {', '.join(reported_forms())}.") from None
    first = min(code.years.first for kind in CodeKind for code in codes(kind))
    if not re.fullmatch("[0-9]{4}", year):
        raise WrongReport(f"År «{year}» er ikke et årstall. Skriv fire siffer, for eksempel 2026.")
    if codes_of_year and int(year) < first:
        raise WrongReport(
            f"Kodelistene er kjent fra og med {first}; {year} kan ikke kontrolleres med --codes-of-year. Utelat det, "
            "så kontrolleres filen mot de nyeste listene, som i SSBs kontrollprogram."
        )
    chosen = reported.quarter if quarter is None else (quarter.strip() or " ")
    if chosen not in (" ", *_QUARTERS):
        raise WrongReport(f"Kvartal «{quarter}» finnes ikke. Skriv 1, 2, 3 eller 4, eller utelat det for året.")
    if not _REGION.fullmatch(region):
        raise WrongReport(f"Region «{region}» har ikke seks siffer. Skriv kommunenummeret og 00, for eksempel 040200.")
    numbers = (organisation or "").strip()
    if numbers and not _ORGANISATIONS.fullmatch(numbers):
        raise WrongReport(f"Organisasjonsnummer «{organisation}» har ikke ni siffer.")
    return Report(form, year, chosen, region, numbers or NO_ORGANISATION)


def remarks(report: Report, extract: Extract, outcome: Outcome, *, codes_of_year: bool = False) -> Iterator[str]:
    """What the user should know about the check that is no finding."""
    reported = reported_form(report.form_id)
    if report.quarter != reported.quarter:
        yield f"Merk: skjema {report.form_id} svarer ikke til kvartal «{report.quarter.strip() or 'blank'}»."
    if reported.form.needs_organisation and report.organisation == NO_ORGANISATION:
        yield f"Merk: skjema {report.form_id} leveres med organisasjonsnummer. Oppgi det med --orgnr."
    if extract.empty_lines:
        yield (
            f"Merk: filen har {len(extract.empty_lines)} tomme linjer, den første er linje {extract.empty_lines[0]}. "
            "De er hoppet over, og linjenumrene teller bare linjer med innhold, slik SSBs kontrollprogram gjør."
        )
    if not codes_of_year and int(report.year) < official_year():
        yield (
            f"Merk: kodene er kontrollert mot listene for {official_year()}, som i SSBs kontrollprogram. "
            f"Bruk --codes-of-year for listene som gjaldt i {report.year}."
        )
    if outcome.lists_provisional:
        yield f"Merk: kodelistene for {report.year} er foreløpige; de er de siste som er bekreftet."

"""Cases of a batch: one JSON object a line with the extract and what it is to be checked as."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rodtrad.calculations.kostra.controls.rules import Report
from rodtrad.facts.kostra.record_format import record_format
from rodtrad.interfaces.cli.kostra_report import WrongReport, report_of


@dataclass(frozen=True, slots=True)
class BatchCase:
    """One extract to check; `id` is given back with the answer."""

    id: str | int
    report: Report
    content: bytes


@dataclass(frozen=True, slots=True)
class MalformedCase:
    """A line of the batch that is no case; `problem` is Norwegian and says what to do."""

    line: int
    problem: str


class _WrongCase(ValueError):
    """A case lacks something; the message is Norwegian."""


def read_cases(lines: Iterable[bytes], *, codes_of_year: bool = False) -> Iterator[BatchCase | MalformedCase]:
    """The case of each line of a batch, in order; empty lines are skipped.

    A case has `id`, `content_latin1` (the extract) and `arguments`: `form`, `year` and `region`, and where they apply
    `quarter` and `orgnr`, which may be padded with blanks.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _case(line, codes_of_year)
            except (_WrongCase, WrongReport) as error:
                yield MalformedCase(number, str(error))


def _case(line: bytes, codes_of_year: bool) -> BatchCase:
    try:
        case = json.loads(line)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise _WrongCase(f"Linjen er ikke et JSON-objekt i UTF-8 ({error}).") from error
    if not isinstance(case, dict):
        raise _WrongCase("Linjen er ikke et JSON-objekt. Skriv én sak per linje mellom { og }.")
    id_ = case.get("id")
    if not isinstance(id_, str | int) or isinstance(id_, bool):
        raise _WrongCase("Saken mangler id. Skriv en tekst eller et tall.")
    content = case.get("content_latin1")
    if not isinstance(content, str):
        raise _WrongCase(f"Sak «{id_}» mangler content_latin1, teksten i uttrekket.")
    try:
        encoded = content.encode(record_format().encoding)
    except UnicodeEncodeError as error:
        character = error.object[error.start]
        raise _WrongCase(f"Sak «{id_}» har et tegn som ikke finnes i ISO-8859-1: «{character}».") from error
    arguments = case.get("arguments")
    if not isinstance(arguments, dict):
        raise _WrongCase(f"Sak «{id_}» mangler arguments, med form, year og region.")
    return BatchCase(id_, _report(id_, arguments, codes_of_year), encoded)


def _report(id_: str | int, arguments: dict[str, Any], codes_of_year: bool) -> Report:
    values: dict[str, str | None] = {}
    for name in ("form", "year", "quarter", "region", "orgnr"):
        value = arguments.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, str | int)):
            raise _WrongCase(f"Sak «{id_}»: {name} skal være en tekst.")
        values[name] = None if value is None else str(value)
    form, year, region = values["form"], values["year"], values["region"]
    if form is None or year is None or region is None:
        missing = [name for name in ("form", "year", "region") if values[name] is None]
        raise _WrongCase(f"Sak «{id_}» mangler {', '.join(missing)} i arguments.")
    try:
        return report_of(form, year, values["quarter"], region, values["orgnr"], codes_of_year=codes_of_year)
    except WrongReport as error:
        raise _WrongCase(f"Sak «{id_}»: {error}") from error

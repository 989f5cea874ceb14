"""What `rodtrad publish` is told: which files by which maps, which lines are decided on, and what the document is."""

import argparse
import re
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.issues import FileProblem
from rodtrad.intake.line_list import parse_lines
from rodtrad.intake.map_reading import load_map, map_text
from rodtrad.intake.parse import parse
from rodtrad.intake.preview import Preview, preview
from rodtrad.intake.row_staging import Decisions
from rodtrad.intake.staged import Staged

LONGEST_PLAN = 10
_YEARS = re.compile(r"(\d{4})(?:[-–](\d{4}))?")
_NUMBER = re.compile(r"\d{4}")
_DOCUMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 60


class WrongUse(ValueError):
    """The command was used wrongly; the message is Norwegian and says what to write."""


@dataclass(frozen=True)
class Statement:
    """What is stated about the document on the command line. `published_at` is None for "now"."""

    years: tuple[int, ...]
    title: str
    municipality: str
    number: str
    document: str
    language: str
    publisher: str
    published_at: str | None


@dataclass(frozen=True)
class ReadSource:
    """A file that was read: its postings, what was decided on its lines, its preview, and its map's YAML."""

    staged: Staged
    decisions: Decisions
    shown: Preview
    map_text: str


def read_statement(options: argparse.Namespace) -> Statement:
    """The checked statement about the document. Raises WrongUse."""
    from rodtrad.documents.slugs import slug

    title, municipality = options.title.strip(), options.municipality.strip()
    if not title or not municipality:
        raise WrongUse("Tittelen og kommunens navn kan ikke være tomme.")
    if not _NUMBER.fullmatch(options.number):
        raise WrongUse(f"«{options.number}» er ikke et kommunenummer. Skriv fire siffer, for eksempel 1201.")
    document = options.document if options.document is not None else slug(f"{title}")[:_LONGEST_ID].strip("-")
    if not _DOCUMENT.fullmatch(document) or len(document) > _LONGEST_ID:
        raise WrongUse(
            f"«{document}» kan ikke være dokumentets id. Bruk små bokstaver a-z, tall og bindestrek, "
            f"høyst {_LONGEST_ID} tegn, med --document."
        )
    return Statement(
        _years(options.years), title, municipality, options.number, document, options.language,
        (options.publisher or municipality).strip(), _time(options.published_at),
    )  # fmt: skip


def _years(text: str) -> tuple[int, ...]:
    found = _YEARS.fullmatch(text.strip())
    if not found:
        raise WrongUse(f"«{text}» er ikke år. Skriv for eksempel 2013-2016, eller 2013 for ett år.")
    first, last = int(found[1]), int(found[2] or found[1])
    if not first <= last < first + LONGEST_PLAN:
        raise WrongUse(f"«{text}»: en plan har ett til {LONGEST_PLAN} år, det første først.")
    return tuple(range(first, last + 1))


def _time(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        stated = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(f"«{text}» er ikke et tidspunkt. Skriv for eksempel 2026-11-22T09:00:00+01:00.") from error
    if stated.tzinfo is None:
        raise WrongUse(f"«{text}» mangler tidssone. Skriv for eksempel {text}+01:00.")
    return stated.isoformat()


def sources(
    named: Sequence[str], accepted: Sequence[str], left_out: Sequence[str], stack: ExitStack
) -> list[ReadSource]:
    """Read every file by its map, closed with `stack`. Raises WrongUse, MapError and FileProblem."""
    pairs = [_pair(text) for text in named]
    paths = [path for path, _ in pairs]
    if len({path.absolute() for path in paths}) < len(paths):
        raise WrongUse("Samme fil er oppgitt to ganger med --source. Da ville beløpene blitt talt to ganger.")
    taken, dropped = _lines(accepted, paths, "--accept-lines"), _lines(left_out, paths, "--leave-out-lines")
    read = []
    for path, name in pairs:
        decisions = Decisions(taken[path], dropped[path])
        both = decisions.accepted & decisions.left_out
        if both:
            raise WrongUse(f"Linje {min(both)} i {path} står både i --accept-lines og --leave-out-lines.")
        try:
            staged = stack.enter_context(parse(fetch_file(path), load_map(name), decisions))
        except FileProblem as problem:
            raise FileProblem(f"{path}: {problem}") from problem
        read.append(ReadSource(staged, decisions, preview(staged), map_text(name)))
    return read


def _pair(text: str) -> tuple[Path, str]:
    file, separator, name = text.rpartition("=")
    if not separator or not file or not name:
        raise WrongUse(f"«{text}» mangler kart. Skriv FIL=KART, for eksempel drift.csv=rodtrad-standard.")
    path = Path(file)
    if not path.is_file():
        raise WrongUse(f"Filen {path} finnes ikke.")
    return path, name


def _lines(texts: Sequence[str], paths: Sequence[Path], option: str) -> dict[Path, frozenset[int]]:
    found = dict.fromkeys(paths, frozenset[int]())
    for text in texts:
        file, separator, lines = text.rpartition("=")
        owner = Path(file) if separator else paths[0]
        if not separator and len(paths) > 1:
            raise WrongUse(f"{option} {text}: si hvilken fil linjene er i, {paths[0]}={text}.")
        if owner not in found:
            raise WrongUse(f"{option} {text}: filen {owner} er ikke oppgitt med --source.")
        try:
            found[owner] |= parse_lines(lines)
        except ValueError as error:
            raise WrongUse(f"{option}: «{error}» er ikke linjer. Skriv for eksempel 12,40-42.") from error
    return found

"""Reading a municipality's premises from files: one YAML file whose sections stand in it or in files of their own.

premises: forutsetninger.yaml
loans: laan.yaml
uncertainty: usikkerhet.yaml
projections: {municipality: "9998", first_projected: 2027, source: SSB 13600, files: [framskriving.csv]}
self_cost: selvkost.yaml          # kan utelates
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from rodtrad.features.forecasts.stated import SECTIONS, StatedForecast, StatedWrongly, read_stated

Content = dict[str, Any]


class FileRefused(Exception):
    """A file cannot be read or used; the text says in Norwegian which, where and what to do."""


@dataclass(frozen=True)
class ReadPremises:
    """The content as it is stored, and the same as values."""

    content: Content
    stated: StatedForecast


@dataclass
class _Places:
    """Which file each part of the content came from, and the lines of the rows of a CSV file."""

    main: Path
    files: dict[str, Path] = field(default_factory=dict)
    lines: dict[str, list[int]] = field(default_factory=dict)

    def told(self, error: StatedWrongly) -> str:
        """The problem with the file it stands in, and the line where there is one."""
        part = max((name for name in self.files if _stands_in(error.where, name)), key=len, default="")
        path = self.files.get(part, self.main)
        key = error.where.removeprefix(part).removeprefix(".")
        line = None
        if error.line is not None:
            lines = self.lines.get(part, [])
            line = lines[error.line - 1] if error.line <= len(lines) else error.line
        place = ", ".join(
            [str(path), *([f"linje {line}"] if line is not None else []), *([f"nøkkel {key}"] if key else [])]
        )
        return f"{place}: {error.problem}"


def _stands_in(where: str, part: str) -> bool:
    return where == part or where.startswith((f"{part}.", f"{part}["))


def read_premises(path: Path) -> ReadPremises:
    """The premises of a file and of those that it names, beside it. Raises FileRefused."""
    places = _Places(path)
    content = _yaml(path)
    for section in SECTIONS:
        if isinstance(content.get(section), str):
            places.files[section] = path.parent / content[section]
            content[section] = _yaml(places.files[section])
    _read_projection_files(content, places)
    try:
        return ReadPremises(content, read_stated(content))
    except StatedWrongly as error:
        raise FileRefused(places.told(error)) from error


def _read_projection_files(content: Content, places: _Places) -> None:
    projections = content.get("projections")
    files = projections.get("files") if isinstance(projections, dict) else None
    if not isinstance(files, list):
        return
    folder = places.files.get("projections", places.main).parent
    for place, name in enumerate(files):
        if isinstance(name, str):
            where = f"projections.files[{place + 1}]"
            places.files[where] = folder / name
            files[place], places.lines[where] = _rows(folder / name)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise FileRefused(f"Kan ikke lese {path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise FileRefused(f"{path}: filen er ikke UTF-8. Lagre den på nytt som UTF-8.") from error


def _yaml(path: Path) -> Content:
    try:
        read = yaml.safe_load(_text(path))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", linje {mark.line + 1}" if mark is not None else ""
        raise FileRefused(
            f"{path}{where}: filen er ikke gyldig YAML. Se etter innrykk, kolon og anførselstegn."
        ) from error
    if not isinstance(read, dict):
        raise FileRefused(f"{path}: filen må ha nøkler på øverste nivå. Se veiledningen om framskrivinger.")
    if (odd := next((key for key in read if not isinstance(key, str)), None)) is not None:
        raise FileRefused(f"{path}, nøkkel {odd}: nøkkelen er ikke en tekst. Se veiledningen om framskrivinger.")
    return dict(read)


def _rows(path: Path) -> tuple[list[dict[str, str]], list[int]]:
    """The rows of a CSV file, where `#` begins a comment, and the line in the file of the header and of each row."""
    kept = [
        (number, line) for number, line in enumerate(_text(path).splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]  # fmt: skip
    if len(kept) < 2:
        raise FileRefused(f"{path}: filen har ingen rader under overskriften.")
    header = kept[0][1]
    if "," not in header and ";" in header:
        raise FileRefused(f"{path}, linje {kept[0][0]}: feltene er skilt med semikolon. Bruk komma.")
    reader = csv.DictReader(line for _, line in kept)
    rows = []
    for (number, _), row in zip(kept[1:], reader, strict=True):
        if None in row or None in row.values():
            raise FileRefused(f"{path}, linje {number}: raden har et annet antall felt enn overskriften.")
        rows.append(dict(row))
    return rows, [number for number, _ in kept]

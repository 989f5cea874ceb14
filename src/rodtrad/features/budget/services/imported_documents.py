"""A municipality's own files become a stored, imported plan: raw bytes, postings, column maps and plan, all or nothing.

Every edition has data sets of its own, named after it, so that what was published always leads back to the bytes it
was made of, whatever is imported later.
"""

import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rodtrad.features.accounts.services.imports import apply_import
from rodtrad.features.budget import models
from rodtrad.features.budget.loaders import load_imported_plan
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import command
from rodtrad.foundation.batches.services.raw_files import keep_raw_file
from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.row_staging import Decisions
from rodtrad.intake.staged import Staged

_DIGITS = 8


@dataclass(frozen=True)
class ReadFile:
    """A file that was read by a column map: the postings, what was decided on its lines, and the map's own YAML."""

    staged: Staged
    decisions: Decisions
    map_text: str


def edition_id(document: str, files: Sequence[ReadFile], said: Sequence[str]) -> str:
    """The id of the edition that these files make under `document`; `said` is what else is stated about it.

    The same bytes, maps, decisions and statements always give the same id, and anything else another one.
    """
    content = [
        [
            file.staged.fetched.sha256,
            file.staged.column_map.sha256,
            sorted(file.decisions.accepted),
            sorted(file.decisions.left_out),
        ]
        for file in files
    ]
    text = json.dumps([content, list(said)], ensure_ascii=False)
    return f"{document}-{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]}"


def data_sets_of(edition: str, count: int) -> tuple[str, ...]:
    """The names of the data sets that an edition's files are stored in, in the order of the files."""
    return tuple(f"{edition}.{place}" for place in range(1, count + 1))


@command("budget.document.import")
def import_document(
    files: Sequence[ReadFile], years: tuple[int, ...], *, edition: str, title: str, data: Path, by: Actor
) -> models.Proposal:
    """Store the files, their maps and the plan that they make together under the edition's id; twice changes nothing.

    Raises ImportStopped while malformed rows are undecided, and BudgetRefusal when the files make no plan.
    """
    for name, file in zip(data_sets_of(edition, len(files)), files, strict=True):
        apply_import(file.staged, data, data_set=name, decisions=file.decisions, by=by)
        _keep_map(file, data)
    stored: models.Proposal = load_imported_plan(
        [file.staged for file in files], years, key=edition, title=title, by=by
    )
    return stored


def _keep_map(file: ReadFile, data: Path) -> None:
    """Keep the YAML that the file was read by, under its own checksum."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{file.staged.column_map.name}.yaml"
        path.write_bytes(file.map_text.encode())
        keep_raw_file(fetch_file(path), data)

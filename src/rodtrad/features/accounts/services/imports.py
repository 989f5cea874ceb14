"""Applying an import: raw bytes, Parquet files and their registration, all or nothing.

Importing the same bytes with the same map and decisions again changes nothing. Amounts of a year, entity, account
class, kind and period that the data set has already are never added a second time; they can be replaced.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from django.utils import timezone

from rodtrad.features.accounts.models import CodeName, DataSet, PostingFile
from rodtrad.features.accounts.selectors.files import store_state
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import command
from rodtrad.foundation.batches.models import Batch
from rodtrad.foundation.batches.services.raw_files import keep_raw_file
from rodtrad.intake.postings import ACCOUNT_CLASS_NAMES, KIND_NAMES, Kind
from rodtrad.intake.row_staging import Decisions
from rodtrad.intake.staged import Staged
from rodtrad.store.orphans import remove_leftovers
from rodtrad.store.parquet import write_postings

_Key = tuple[int, str, str, str, int | None]


class ImportStopped(Exception):
    """The import cannot be applied as it stands; nothing was changed. The message is Norwegian and says what to do."""


class Outcome(StrEnum):
    """What came of an import."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Applied:
    """An applied import: its outcome, its batch and how many files it replaced. `audit_id` names it in the log."""

    outcome: Outcome
    batch: Batch
    replaced: int

    @property
    def audit_id(self) -> str:
        """The object of the event."""
        return f"batches.batch:{self.batch.pk}"


@command("accounts.import.apply")
def apply_import(
    staged: Staged,
    data: Path,
    *,
    data_set: str,
    decisions: Decisions,
    replace: bool = False,
    by: Actor,
) -> Applied:
    """Store the staged postings in a data set and register them.

    Raises ImportStopped while malformed rows are undecided, or when the data set has some of the amounts already
    (unless `replace`, and the new file covers all that it replaces); ValueError for a name no data set can have.
    """
    if staged.stopped or staged.unknown_lines:
        raise ImportStopped("Filen har rader med feil som ingen har tatt stilling til. Ingenting er importert.")
    target, _ = DataSet.objects.get_or_create(name=data_set, defaults={"title": staged.column_map.title})
    target = DataSet.objects.select_for_update().get(pk=target.pk)
    current = list(target.files.filter(replaced_by=None).select_related("batch"))
    known = _same_batch(current, staged, decisions)
    if known is not None:
        return Applied(Outcome.UNCHANGED, known, 0)
    old = _overlapping(current, _staged_keys(staged), replace=replace)
    raw = keep_raw_file(staged.fetched, data)
    written = write_postings(staged.connection, staged.constants, data, data_set, _name(staged, decisions))
    batch = Batch.objects.create(
        raw=raw,
        target=f"accounts.data_set:{data_set}",
        map_name=staged.column_map.name,
        map_sha256=staged.column_map.sha256,
        accepted_lines=sorted(decisions.accepted),
        left_out_lines=sorted(decisions.left_out),
        rows_read=staged.rows_read,
        rows_accepted=staged.rows_accepted,
        rows_malformed=staged.rows_malformed,
        totals=[{"year": file.year, **asdict(total)} for file in written for total in file.totals],
        applied_at=timezone.now(),
        applied_by=by.id,
    )
    for file in old:
        file.replaced_by = batch
        file.save(update_fields=["replaced_by"])
    for stored in written:
        PostingFile.objects.create(
            data_set=target,
            batch=batch,
            path=stored.path,
            year=stored.year,
            sha256=stored.sha256,
            size=stored.size,
            rows=stored.rows,
            totals=[asdict(total) for total in stored.totals],
        )
    _name_codes(target, batch, staged)
    return Applied(Outcome.IMPORTED, batch, len(old))


@command("accounts.import.clear")
def clear_leftovers(data: Path, *, by: Actor) -> tuple[str, ...]:
    """Delete the files that an import left behind without registering them; the paths that were deleted."""
    return remove_leftovers(data, store_state(data, contents=False))


def _same_batch(current: Iterable[PostingFile], staged: Staged, decisions: Decisions) -> Batch | None:
    wanted = (
        staged.fetched.sha256,
        staged.column_map.sha256,
        sorted(decisions.accepted),
        sorted(decisions.left_out),
    )
    for file in current:
        batch = file.batch
        if (batch.raw_id, batch.map_sha256, batch.accepted_lines, batch.left_out_lines) == wanted:
            return batch
    return None


def _name(staged: Staged, decisions: Decisions) -> str:
    """The batch's name in the store: from the bytes, and from how they were read."""
    read = f"{staged.column_map.sha256} {sorted(decisions.accepted)} {sorted(decisions.left_out)}"
    return f"{staged.fetched.sha256[:16]}-{hashlib.sha256(read.encode()).hexdigest()[:8]}"


def _staged_keys(staged: Staged) -> set[_Key]:
    rows = staged.connection.execute("SELECT DISTINCT year, entity, account_class, kind, period FROM summary")
    return set(rows.fetchall())


def _overlapping(current: Iterable[PostingFile], new: set[_Key], *, replace: bool) -> list[PostingFile]:
    """The registered files that hold amounts which the new file holds too. Raises ImportStopped."""
    found = []
    for file in current:
        held = _keys(file)
        if not held & new:
            continue
        if not replace:
            raise ImportStopped(
                f"Datasettet {file.data_set.name} har allerede {_named(held & new)} fra filen "
                f"{file.batch.raw.origin}. Bruk --replace for å erstatte, eller et annet --data-set."
            )
        if held - new:
            raise ImportStopped(
                f"Filen {file.batch.raw.origin} holder også {_named(held - new)}, som den nye filen ikke har. "
                "Importer en fil som dekker alt, eller bruk et annet --data-set."
            )
        found.append(file)
    return found


def _keys(file: PostingFile) -> set[_Key]:
    return {(file.year, t["entity"], t["account_class"], t["kind"], t["period"]) for t in file.totals}


def _named(keys: set[_Key]) -> str:
    year, entity, account_class, kind, period = min(keys, key=lambda key: (*key[:4], key[4] or 0))
    text = f"{KIND_NAMES[Kind(kind)]} {year} ({ACCOUNT_CLASS_NAMES[account_class]}, {entity}"
    return text + (f", periode {period})" if period else ")")


def _name_codes(target: DataSet, batch: Batch, staged: Staged) -> None:
    names = [
        CodeName(data_set=target, dimension=dimension, code=code[:100], name=name[:500], batch=batch)
        for dimension, codes in staged.labels.items()
        for code, name in codes.items()
    ]
    CodeName.objects.bulk_create(
        names,
        update_conflicts=True,
        unique_fields=["data_set", "dimension", "code"],
        update_fields=["name", "batch"],
        batch_size=1000,
    )

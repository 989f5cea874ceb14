"""Amounts of data sets by any of their dimensions, each entity on its own or consolidated, with what they come from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rodtrad.features.accounts.models import CodeName
from rodtrad.features.accounts.selectors.files import counting_files
from rodtrad.store.consolidation import Elimination, consolidate
from rodtrad.store.roll_up import PostingStore, Value

Filter = Mapping[str, Value | Collection[Value]]


@dataclass(frozen=True)
class Origin:
    """One source of the amounts: the data set, the file as it was called, and the SHA-256 of its bytes."""

    data_set: str
    origin: str
    sha256: str


@dataclass(frozen=True)
class Amounts:
    """Øre by the columns `by`: a tuple of their values (None: missing) -> the sum. `origins` are the trace."""

    by: tuple[str, ...]
    ore: Mapping[tuple[object, ...], int]
    origins: tuple[Origin, ...]
    eliminations: tuple[Elimination, ...] = ()


def amounts(data: Path, data_sets: Collection[str], by: Sequence[str], where: Filter | None = None) -> Amounts:
    """Sums of the registered postings, every entity on its own terms. Raises ValueError for an unknown column."""
    files, origins = _sources(data_sets, where)
    with PostingStore([data / path for path in files]) as store:
        return Amounts(tuple(by), store.roll_up(by, where, ordered=True).as_mapping, origins)


def consolidated_amounts(
    data: Path, data_sets: Collection[str], by: Sequence[str], where: Filter | None = None
) -> Amounts:
    """Sums of the municipality as one unit, with the internal items that were netted. Raises ValueError."""
    files, origins = _sources(data_sets, where)
    with PostingStore([data / path for path in files]) as store:
        found = consolidate(store, by, where)
        return Amounts(found.by, found.amounts, origins, found.eliminations)


def code_names(data_sets: Collection[str], dimension: str) -> dict[str, str]:
    """Code -> name of one dimension, as the sources call them."""
    rows = CodeName.objects.filter(data_set__name__in=data_sets, dimension=dimension).order_by("batch_id")
    return dict(rows.values_list("code", "name"))


def _sources(data_sets: Collection[str], where: Filter | None) -> tuple[list[str], tuple[Origin, ...]]:
    wanted = (where or {}).get("year")
    years = None
    if isinstance(wanted, int):
        years = [wanted]
    elif isinstance(wanted, Collection) and not isinstance(wanted, str):
        years = [year for year in wanted if isinstance(year, int)]
    files = counting_files(data_sets, years)
    batches = {file.batch_id: file for file in files}
    origins = (Origin(f.data_set.name, f.batch.raw.origin, f.batch.raw_id) for f in batches.values())
    return [file.path for file in files], tuple(sorted(origins, key=lambda o: (o.data_set, o.origin, o.sha256)))

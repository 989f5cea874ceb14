"""The files that an imported document is made of, read back from what was registered when they were imported."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from rodtrad.features.accounts.models import PostingFile
from rodtrad.features.accounts.selectors.amounts import code_names
from rodtrad.features.accounts.selectors.files import counting_files
from rodtrad.features.budget.import_view import Codes, ColumnRead, ImportView, SourceFile, Split, Sums, YearColumn
from rodtrad.foundation.batches.models import RawFile
from rodtrad.intake.column_map import ColumnMap
from rodtrad.intake.map_reading import read_map
from rodtrad.intake.rounding_lines import ROUNDING_TEXT
from rodtrad.store.roll_up import PostingStore

FREE = ("free1", "free2", "free3")
MOST_GROUPS = 300
_Rounding = dict[str, dict[YearColumn, int]]
_CLASSES = ("1", "0")
_SHOWN: tuple[Codes, ...] = (
    ("area",), ("unit",), ("function",), ("service",), ("art",), ("area", "service"), ("area", "project"),
    ("area", "project", "art"), ("unit", "service", "art"),
)  # fmt: skip
_NAMED = ("unit", "service", "project", "department", "service_area", "change_group", "art", "function")


def import_view(data_sets: Sequence[str], plan_years: tuple[int, ...]) -> ImportView:
    """What the files of these data sets hold, in order; an empty view for none."""
    folder = Path(settings.DATA_FOLDER)
    files = [counting_files([name]) for name in data_sets]
    paths = [folder / file.path for group in files for file in group]
    with PostingStore(paths) as store:
        signs, rounding = _signs(store), _rounding(store)
        sums = {by: _sums(store, by, rounding) for by in _SHOWN}
    names = {dimension: code_names(data_sets, dimension) for dimension in _NAMED}
    sources, splits = [], []
    for place, (name, group) in enumerate(zip(data_sets, files, strict=True)):
        column_map = _column_map(folder, group[0])
        with PostingStore([folder / file.path for file in group]) as store:
            sources.append(_source(store, name, group, column_map))
            splits += _splits(store, place, name, column_map)
    return ImportView(tuple(sources), plan_years, sums, names, tuple(splits), signs, rounding)


def _sums(store: PostingStore, by: Codes, rounding: _Rounding) -> Sums:
    """Øre by account class and codes; the area is the service area, else the department. Rounding lines are left out.

    A rounding line has no codes at all, so it is taken from the group without codes.
    """
    asked = [part for name in by for part in (("service_area", "department") if name == "area" else (name,))]
    found: dict[Codes, dict[YearColumn, int]] = {}
    for *codes, year, kind, ore in store.roll_up(["account_class", *asked, "year", "kind"]):
        values = dict(zip(["account_class", *asked], (str(code or "") for code in codes), strict=True))
        if "area" in by:
            values["area"] = values["service_area"] or values["department"]
        row = found.setdefault(tuple(values[name] for name in ("account_class", *by)), {})
        column = YearColumn(int(str(year)), str(kind))
        row[column] = row.get(column, 0) + int(str(ore))
    for account_class, lines in rounding.items():
        codeless = found.get((account_class, *("" for _ in by)), {})
        for column, ore in lines.items():
            codeless[column] = codeless.get(column, 0) - ore
    return {codes: row for codes, row in sorted(found.items()) if any(row.values())}


def _signs(store: PostingStore) -> dict[str, dict[YearColumn, tuple[int, int]]]:
    rows = store.connection.execute(
        "SELECT account_class, year, kind, CAST(sum(greatest(amount_ore, 0)) AS BIGINT), "
        "CAST(sum(least(amount_ore, 0)) AS BIGINT) FROM posting GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    found: dict[str, dict[YearColumn, tuple[int, int]]] = {}
    for account_class, year, kind, above, below in rows:
        if account_class in _CLASSES:
            found.setdefault(account_class, {})[YearColumn(year, kind)] = (above, below)
    return found


def _rounding(store: PostingStore) -> _Rounding:
    found: dict[str, dict[YearColumn, int]] = {}
    where = {"text": ROUNDING_TEXT}
    for account_class, year, kind, ore in store.roll_up(["account_class", "year", "kind"], where, ordered=True):
        found.setdefault(str(account_class), {})[YearColumn(int(str(year)), str(kind))] = int(str(ore))
    return found


def _splits(store: PostingStore, place: int, data_set: str, column_map: ColumnMap | None) -> list[Split]:
    splits, rounding = [], _rounding(store)
    for dimension in FREE:
        sums = _sums(store, (dimension,), rounding)
        source = column_map.codes.get(dimension) if column_map else None
        column = (source.column if source else None) or dimension
        names = code_names([data_set], dimension)
        for account_class in _CLASSES:
            own = {codes[1:]: row for codes, row in sums.items() if codes[0] == account_class}
            if 1 < len(own) <= MOST_GROUPS:
                splits.append(Split(place, dimension, account_class, column, names, own))
    return splits


def _source(store: PostingStore, name: str, files: Sequence[PostingFile], column_map: ColumnMap | None) -> SourceFile:
    batch = files[0].batch
    signs = _signs(store)
    empty = tuple(
        dimension
        for dimension in ("unit", "function", "art")
        if not any(code for code, *_ in store.roll_up([dimension]))
    )
    return SourceFile(
        data_set=name,
        origin=batch.raw.origin,
        sha256=batch.raw_id,
        size=batch.raw.size,
        map_name=batch.map_name,
        map_title=column_map.title if column_map else batch.map_name,
        map_sha256=batch.map_sha256,
        columns=_columns(column_map) if column_map else (),
        rows_read=batch.rows_read,
        rows_accepted=batch.rows_accepted,
        rows_malformed=batch.rows_malformed,
        accepted_lines=tuple(batch.accepted_lines),
        left_out_lines=tuple(batch.left_out_lines),
        account_classes=tuple(one for one in _CLASSES if one in signs),
        empty_dimensions=empty,
        categorised=frozenset(group for group, _ in column_map.categories) if column_map else frozenset(),
        categories_confirmed=column_map.categories_confirmed if column_map else True,
    )


def _columns(column_map: ColumnMap) -> tuple[ColumnRead, ...]:
    read = [
        ColumnRead(target, source.column or "", source.digits, source.constant or "")
        for target, source in column_map.sources.items()
        if source.column or source.constant
    ]
    for amount in column_map.amounts:
        read += [ColumnRead("amount", column, None, amount.year.constant or "") for column in amount.columns]
    return tuple(read)


def _column_map(folder: Path, file: PostingFile) -> ColumnMap | None:
    """The map that the file was read by, from the bytes that were kept of it; None when they were not kept."""
    kept = RawFile.objects.filter(pk=file.batch.map_sha256).first()
    if kept is None:
        return None
    return read_map((folder / kept.path).read_text(encoding="utf-8"), file.batch.map_name)

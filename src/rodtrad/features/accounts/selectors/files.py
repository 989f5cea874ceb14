"""The registered Parquet files, and whether the data folder holds exactly them."""

from collections.abc import Collection
from pathlib import Path

from rodtrad.features.accounts.models import PostingFile
from rodtrad.store.orphans import StoreState, examine


def counting_files(data_sets: Collection[str], years: Collection[int] | None = None) -> list[PostingFile]:
    """The files whose amounts count in the data sets, of all years or of those given."""
    found = PostingFile.objects.filter(replaced_by=None, data_set__name__in=data_sets)
    if years is not None:
        found = found.filter(year__in=years)
    return list(found.select_related("data_set", "batch__raw"))


def store_state(data: Path, *, contents: bool = True) -> StoreState:
    """What the data folder has too much, too little or changed, by the register; replaced files must be there too.

    Without `contents` the files are not read, and none is found changed.
    """
    return examine(data, dict(PostingFile.objects.values_list("path", "sha256")), contents=contents)

"""Whether the bytes of every registered source are still there, so that published figures lead back to them."""

from pathlib import Path

from rodtrad.foundation.batches.models import RawFile
from rodtrad.intake.fetch import fetch_file


def missing_raw_files(data: Path) -> list[RawFile]:
    """The registered raw files that are gone from the data folder, by origin."""
    return [raw for raw in RawFile.objects.order_by("origin", "pk") if not (data / raw.path).is_file()]


def changed_raw_files(data: Path) -> list[RawFile]:
    """The registered raw files whose bytes are no longer those that were fetched, by origin."""
    there = (raw for raw in RawFile.objects.order_by("origin", "pk") if (data / raw.path).is_file())
    return [raw for raw in there if fetch_file(data / raw.path).sha256 != raw.sha256]

"""Keeping the bytes of a source for as long as anything published leads back to them."""

import os
import shutil
from pathlib import Path

from rodtrad.foundation.batches.models import RawFile
from rodtrad.intake.fetch import Fetched, fetch_file

FOLDER = "raw"
_READ_ONLY = 0o444


class RawFileChanged(Exception):
    """The file changed between being read and being kept; nothing was kept under its name."""


def keep_raw_file(fetched: Fetched, data: Path) -> RawFile:
    """Copy the bytes below the data folder under their checksum, once, and register them.

    Raises RawFileChanged when they are no longer those that were fetched. Called inside a command's transaction.
    """
    relative = Path(FOLDER) / fetched.sha256[:2] / fetched.sha256
    target = data / relative
    if not target.is_file() or fetch_file(target).sha256 != fetched.sha256:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".partial-{target.name}")
        shutil.copyfile(fetched.path, partial)
        if fetch_file(partial).sha256 != fetched.sha256:
            partial.unlink()
            raise RawFileChanged(f"Filen {fetched.origin} ble endret mens den ble lest. Kjør importen på nytt.")
        handle = os.open(partial, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        partial.chmod(_READ_ONLY)
        partial.replace(target)
    found, _ = RawFile.objects.get_or_create(
        sha256=fetched.sha256,
        defaults={
            "origin": fetched.origin,
            "size": fetched.size,
            "fetched_at": fetched.fetched_at,
            "path": relative.as_posix(),
        },
    )
    return found

"""The bytes of a source as they were when fetched, with their checksum: what every later step leads back to."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_CHUNK = 1 << 18


@dataclass(frozen=True)
class Fetched:
    """A file on disk that must not change while it is read: path, name given by its origin, SHA-256, size, time."""

    path: Path
    origin: str
    sha256: str
    size: int
    fetched_at: datetime


def fetch_file(path: Path) -> Fetched:
    """Fingerprint the file at `path`; reads it once in pieces. Raises OSError when it cannot be read."""
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as source:
        while piece := source.read(_CHUNK):
            digest.update(piece)
            size += len(piece)
    return Fetched(path, path.name, digest.hexdigest(), size, datetime.now(UTC))

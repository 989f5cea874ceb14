"""Precompressed copies beside every text file, so that the server never compresses while a reader waits."""

import gzip
from pathlib import PurePosixPath

import brotli

TEXT_SUFFIXES = frozenset((".html", ".css", ".js", ".svg", ".json", ".csv", ".txt", ".xml"))
SMALLEST = 512
BROTLI_QUALITY = 5
GZIP_LEVEL = 6


def compressed(path: str, data: bytes) -> dict[str, bytes]:
    """Suffix (".br", ".gz") -> compressed bytes for a text file that is worth it; nothing for other files."""
    if PurePosixPath(path).suffix not in TEXT_SUFFIXES or len(data) < SMALLEST:
        return {}
    copies = {
        ".br": brotli.compress(data, quality=BROTLI_QUALITY),
        ".gz": gzip.compress(data, compresslevel=GZIP_LEVEL, mtime=0),
    }
    return {suffix: copy for suffix, copy in copies.items() if len(copy) < len(data)}

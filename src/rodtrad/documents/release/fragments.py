"""Rendered sections kept on the disk between publications, so that an unchanged section is not rendered again.

This is a cache: it may be deleted at any time, and a damaged file in it is rendered anew.
"""

import hashlib
import os
from collections.abc import Iterator, MutableMapping
from pathlib import Path


class FragmentFiles(MutableMapping[str, bytes]):
    """Key -> rendered section, one file each, with its checksum in front."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def __getitem__(self, key: str) -> bytes:
        try:
            data = self._path(key).read_bytes()
        except FileNotFoundError:
            raise KeyError(key) from None
        checksum, fragment = data[:32], data[32:]
        if hashlib.sha256(fragment).digest() != checksum:
            raise KeyError(key)
        return fragment

    def __setitem__(self, key: str, value: bytes) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        working = path.with_name(f"{path.name}.{os.getpid()}")
        working.write_bytes(hashlib.sha256(value).digest() + value)
        working.replace(path)

    def __delitem__(self, key: str) -> None:
        self._path(key).unlink()

    def __iter__(self) -> Iterator[str]:
        for folder in self.folder.glob("??"):
            yield from (folder.name + path.name for path in folder.iterdir())

    def __len__(self) -> int:
        return sum(1 for _ in self)

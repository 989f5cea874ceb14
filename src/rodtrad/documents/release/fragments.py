"""Rendered sections and pages kept on the disk between publications, so that what is unchanged is not rendered again.

This is a cache: it may be deleted at any time, and a damaged file in it is rendered anew.
"""

import hashlib
import os
from collections.abc import Iterator, MutableMapping
from pathlib import Path

_DIGEST = 32


class FragmentFiles(MutableMapping[str, bytes]):
    """Key -> rendered bytes; one file each: a checksum, the key, and the bytes. What was asked for stays in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: dict[str, bytes] = {}

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode()).hexdigest()
        return self.folder / name[:2] / name[2:]

    def __getitem__(self, key: str) -> bytes:
        if key not in self._used:
            try:
                data = self._path(key).read_bytes()
            except FileNotFoundError:
                raise KeyError(key) from None
            checksum, kept = data[:_DIGEST], data[_DIGEST:]
            if hashlib.sha256(kept).digest() != checksum:
                raise KeyError(key)
            self._used[key] = kept.partition(b"\n")[2]
        return self._used[key]

    def __setitem__(self, key: str, value: bytes) -> None:
        kept = key.replace("\n", " ").encode() + b"\n" + value
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        working = path.with_name(f"{path.name}.{os.getpid()}")
        working.write_bytes(hashlib.sha256(kept).digest() + kept)
        working.replace(path)
        self._used[key] = value

    def __delitem__(self, key: str) -> None:
        self._used.pop(key, None)
        try:
            self._path(key).unlink()
        except FileNotFoundError:
            raise KeyError(key) from None

    def __iter__(self) -> Iterator[str]:
        for path in self._files():
            yield path.read_bytes()[_DIGEST:].partition(b"\n")[0].decode()

    def __len__(self) -> int:
        return sum(1 for _ in self._files())

    def _files(self) -> Iterator[Path]:
        return self.folder.glob("??/*")

    def forget_unused(self) -> None:
        """Takes away what was neither asked for nor stored since this object was made."""
        used = {self._path(key) for key in self._used}
        for path in list(self._files()):
            if path not in used:
                path.unlink()

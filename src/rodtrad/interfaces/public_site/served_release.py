"""One release in memory: the addresses that exist, their headers made once, and their bytes as they are asked for.

Only addresses in the list are answered, so no address can reach a file outside the tree. Each release has its own, and
a switch of the served tree throws the whole away at once: no answer mixes two editions.
"""

import hashlib
import os
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from pathlib import Path

from rodtrad.documents import search
from rodtrad.documents.release import of_tree
from rodtrad.documents.release.formats import SEARCH_INDEX
from rodtrad.interfaces.public_site.headers import Headers, of_file

IN_MEMORY = 1_000_000
ENCODINGS = {"br": ".br", "gzip": ".gz"}


@dataclass(frozen=True)
class Copy:
    """One form of a file: headers, headers for "not modified", tag, and bytes; None for a file too large for memory."""

    headers: list[tuple[str, str]]
    unchanged: list[tuple[str, str]]
    etag: str
    modified: str
    body: bytes | None
    path: Path
    size: int


@dataclass(frozen=True)
class Address:
    """A file that is served: `copies` by encoding, "" for the file as it is."""

    copies: dict[str, Copy]

    def best(self, encodings: tuple[str, ...]) -> Copy:
        """The smallest form that the reader takes."""
        for name in encodings:
            if name in self.copies:
                return self.copies[name]
        return self.copies[""]


class ServedRelease:
    """The files below `tree`. Addresses are relative paths without a first slash."""

    def __init__(self, tree: Path) -> None:
        self.tree = tree
        self.catalogue = of_tree(tree)
        self._known = self.catalogue.files if self.catalogue else {}
        self._files = {
            str(Path(folder, name).relative_to(tree)) for folder, _, names in os.walk(tree) for name in names
        }
        self._addresses: dict[str, Address] = {}
        self._indexes: dict[str, search.SearchIndex] = {}
        self.searched = lru_cache(maxsize=256)(self._find)

    def address(self, path: str) -> Address | None:
        """The file at an address; None when there is none. Compressed copies have no address of their own."""
        found = self._addresses.get(path)
        if found is None and path in self._files and not self._is_copy(path):
            found = self._addresses[path] = self._read(path)
        return found

    def has_folder(self, path: str) -> bool:
        """Whether an address without its last slash is a page."""
        return f"{path}/index.html" in self._files

    def _is_copy(self, path: str) -> bool:
        return path.endswith((".br", ".gz")) and path[:-3] in self._files

    def _read(self, path: str) -> Address:
        file = self.tree / path
        tag = (self._known.get(path) or hashlib.sha256(file.read_bytes()).hexdigest())[:20]
        names = {name: f"{path}{suffix}" for name, suffix in ENCODINGS.items() if f"{path}{suffix}" in self._files}
        shared = of_file(path)
        copies = {"": self._copy(file, f'"{tag}"', shared, "", vary=bool(names))}
        for encoding, name in names.items():
            copies[encoding] = self._copy(self.tree / name, f'"{tag}-{encoding}"', shared, encoding, vary=True)
        return Address(copies)

    @staticmethod
    def _copy(file: Path, etag: str, shared: Headers, encoding: str, *, vary: bool) -> Copy:
        status = file.stat()
        modified = formatdate(status.st_mtime, usegmt=True)
        headers = [*shared, ("etag", etag), ("last-modified", modified)]
        if encoding:
            headers.append(("content-encoding", encoding))
        if vary:
            headers.append(("vary", "accept-encoding"))
        body = file.read_bytes() if status.st_size <= IN_MEMORY else None
        unchanged = [(name, value) for name, value in headers if name in ("cache-control", "etag", "vary")]
        return Copy(headers, unchanged, etag, modified, body, file, status.st_size)

    def _find(self, document: str, edition: str, query: str) -> tuple[search.Hit, ...]:
        index = self._indexes.get(edition)
        if index is None:
            data = (self.tree / document / edition / SEARCH_INDEX).read_bytes()
            index = self._indexes[edition] = search.loads(data)
        return tuple(search.find(index, query))

"""The files of a release as they are written: linked when they did not change, else with their compressed copies."""

import hashlib
import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from rodtrad.documents.release.catalogue import Catalogue
from rodtrad.documents.release.compression import compressed
from rodtrad.documents.release.disk import Disk
from rodtrad.documents.renderers.html import Joined

COPIES = (".br", ".gz")


class Writer:
    """Writes a release file by file; a file with the same bytes as before is linked with its compressed copies.

    Compressing takes the longest and holds no lock of Python's, so it is done in threads; `finish` waits for all.
    """

    def __init__(self, working: Path, former: Catalogue | None, former_tree: Path | None, disk: Disk) -> None:
        self.working, self.disk, self.former_tree = working, disk, former_tree
        self.former = former.files if former else {}
        self.files: dict[str, str] = {}
        self.rendered = self.linked = 0
        self._threads = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)
        self._waiting: list[Future[None]] = []

    def add(self, path: str, file: bytes | Joined) -> None:
        """A file of the release; the second of two with the same path is the same file and left out."""
        if path in self.files:
            return
        data = file.data if isinstance(file, Joined) else file
        sha256 = hashlib.sha256(data).hexdigest()
        if self.former.get(path) == sha256 and self.former_tree:
            self.link(path, sha256, self.former_tree / path)
            return
        self.files[path] = sha256
        self.rendered += 1
        self._waiting.append(self._threads.submit(self._write, path, file))

    def _write(self, path: str, file: bytes | Joined) -> None:
        if isinstance(file, Joined):
            data, copies = file.data, {".gz": file.gzipped}
        else:
            data, copies = file, compressed(path, file)
        self.disk.write(self.working / path, data)
        for suffix, copy in copies.items():
            self.disk.write(self.working / f"{path}{suffix}", copy)

    def link(self, path: str, sha256: str, source: Path) -> None:
        """A file that already stands on the disk, with its compressed copies."""
        self.files[path] = sha256
        self.linked += 1
        for suffix in ("", *COPIES):
            copy = source.with_name(f"{source.name}{suffix}")
            if not suffix or copy.exists():
                self.disk.link(copy, self.working / f"{path}{suffix}")

    def finish(self) -> None:
        """Every file is written when this returns. Raises what writing raised."""
        try:
            for each in self._waiting:
                each.result()
        finally:
            self._threads.shutdown(cancel_futures=True)

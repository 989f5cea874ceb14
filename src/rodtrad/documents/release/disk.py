"""What publishing does to the disk, operation by operation, so that each can be made durable and be tested.

Nothing is written where readers look: files are written under a working name, everything is flushed to the disk, and
one rename makes it visible.
"""

import os
import shutil
import time
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path


class Disk:
    """The operations on files. A test replaces this object to stop the process at any one of them."""

    def write(self, path: Path, data: bytes) -> None:
        """A new file, and the folders above it. It is not durable until `flush`."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def link(self, source: Path, path: Path) -> None:
        """The same file under another name; copied where the file system knows no hard links."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, path)
        except OSError:
            shutil.copyfile(source, path)

    def flush(self) -> None:
        """Everything written so far is on the disk when this returns."""
        os.sync()

    def rename(self, source: Path, target: Path) -> None:
        """A file or folder gets its final name in one step; the name is durable when this returns."""
        source.rename(target)
        self._flush_folder(target.parent)

    def point(self, link: Path, target: str) -> None:
        """The symbolic link leads to `target` from one moment to the next; never to nothing."""
        working = link.with_name(f".{link.name}.new")
        working.unlink(missing_ok=True)
        working.symlink_to(target)
        working.replace(link)
        self._flush_folder(link.parent)

    def remove(self, folder: Path) -> None:
        """Takes away a folder that nobody reads, if it is there."""
        shutil.rmtree(folder, ignore_errors=True)

    @staticmethod
    def _flush_folder(folder: Path) -> None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class Busy(RuntimeError):
    """Another publication has held the lock for longer than anybody should wait."""


class Lock:
    """One publication at a time under a root: held from when files are written until they are served or given up.

    The lock belongs to the open file, so that a process that is killed releases it. Raises Busy after `patience`
    seconds.
    """

    def __init__(self, root: Path, patience: float = 600) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self._handle = (root / ".publishing.lock").open("w")
        until = time.monotonic() + patience
        while True:
            try:
                flock(self._handle, LOCK_EX | LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > until:
                    self._handle.close()
                    raise Busy(
                        f"En annen publisering til {root} pågår. Vent til den er ferdig, og prøv igjen."
                    ) from None
                time.sleep(0.05)

    def release(self) -> None:
        """Lets the next publication begin; may be called twice."""
        self._handle.close()

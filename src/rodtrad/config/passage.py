"""Lets a system user pass through folders that are closed to it, for as long as anybody needs it.

A server that runs as a system user must reach its data below folders such as `/root`. Several runs may need the same
folder at the same time: each holds a shared lock on it, and the last one out closes it. Opening and closing take turns,
so that a folder which has always been open is never mistaken for one that another run has opened. A folder that is
opened is marked (where the file system has extended attributes), so that the next run closes it if this one is killed.
"""

import contextlib
import fcntl
import os
import stat
from collections.abc import Iterator
from pathlib import Path

_MARK = "user.rodtrad.opened"


class Passage:
    """The folders on the way to some paths, open to others between `open` and `close`."""

    def __init__(self, user: int) -> None:
        self._user = user
        self._held: dict[Path, int] = {}

    def open(self, leaf: Path) -> None:
        """Let the user pass `leaf` and every folder above it."""
        with _turn():
            for folder in (leaf, *leaf.resolve().parents):
                if folder not in self._held and folder.stat().st_uid != self._user:
                    self._open_folder(folder)

    def open_again(self) -> None:
        """Open what some other program has closed meanwhile."""
        for descriptor in self._held.values():
            mode = stat.S_IMODE(os.fstat(descriptor).st_mode)
            if not mode & stat.S_IXOTH:
                os.fchmod(descriptor, mode | stat.S_IXOTH)

    def close(self) -> None:
        """Close every folder that was opened and that no other run needs."""
        with _turn():
            for descriptor in reversed(self._held.values()):
                with contextlib.suppress(OSError):
                    if _alone(descriptor):
                        _unmark(descriptor)
                        os.fchmod(descriptor, stat.S_IMODE(os.fstat(descriptor).st_mode) & ~stat.S_IXOTH)
                os.close(descriptor)
            self._held.clear()

    def _open_folder(self, folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        mode = stat.S_IMODE(os.fstat(descriptor).st_mode)
        if _alone(descriptor) and mode & stat.S_IXOTH and not _is_marked(descriptor):
            os.close(descriptor)
            return
        if not mode & stat.S_IXOTH:
            _mark(descriptor)
        os.fchmod(descriptor, mode | stat.S_IXOTH)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        self._held[folder] = descriptor


@contextlib.contextmanager
def _turn() -> Iterator[None]:
    """One run at a time; the null device is the one file that every run on the machine can lock."""
    descriptor = os.open(os.devnull, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _mark(descriptor: int) -> None:
    with contextlib.suppress(OSError):
        os.setxattr(descriptor, _MARK, b"1")


def _is_marked(descriptor: int) -> bool:
    """Whether a run opened the folder and has not closed it."""
    try:
        return bool(os.getxattr(descriptor, _MARK))
    except OSError:
        return False


def _unmark(descriptor: int) -> None:
    with contextlib.suppress(OSError):
        os.removexattr(descriptor, _MARK)


def _alone(descriptor: int) -> bool:
    """Whether no other run holds a lock on the folder; if so, it is locked for us alone."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

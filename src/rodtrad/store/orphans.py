"""The check at start-up: files that nobody registered, registered files that are gone, and files that have changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rodtrad.store.parquet import FOLDER, PARTIAL, SUFFIX, checksum


@dataclass(frozen=True)
class StoreState:
    """Paths relative to the data folder, sorted. `unfinished` are temporary files of a write that was cut off."""

    unregistered: tuple[str, ...]
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    unfinished: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every registered file is there, unchanged; other files are only in the way."""
        return not self.missing and not self.changed


def examine(data: Path, registered: Mapping[str, str], *, contents: bool = True) -> StoreState:
    """Compare the files below the data folder with the registered ones: relative path -> SHA-256.

    Without `contents` no file is read, and `changed` is empty.
    """
    found = {
        path.relative_to(data).as_posix(): path
        for path in (data / FOLDER).rglob(f"*{SUFFIX}")
        if path.is_file() and not path.name.startswith(PARTIAL)
    }
    unfinished = [path.relative_to(data).as_posix() for path in (data / FOLDER).rglob(f"{PARTIAL}*")]
    known = set(found) & set(registered) if contents else set()
    return StoreState(
        tuple(sorted(set(found) - set(registered))),
        tuple(sorted(set(registered) - set(found))),
        tuple(sorted(name for name in known if checksum(found[name]) != registered[name])),
        tuple(sorted(unfinished)),
    )


def remove_leftovers(data: Path, state: StoreState) -> tuple[str, ...]:
    """Delete unregistered and unfinished files; what was deleted. Registered files are never touched."""
    gone = (*state.unregistered, *state.unfinished)
    for name in gone:
        (data / name).unlink(missing_ok=True)
    return gone

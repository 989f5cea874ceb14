"""How commands that need the database open an installation: by what the composition root has handed over."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

Opener = Callable[[Path | None], AbstractContextManager[Path]]
_handed_over: list[Opener] = []


def hand_over(opener: Opener) -> None:
    """Let the commands open installations with `opener`, which starts the database and prepares the tables."""
    _handed_over[:] = [opener]


def open_installation(data: Path | None = None) -> AbstractContextManager[Path]:
    """The data folder, while its database answers. Without `data` it is `RODTRAD_DATA`, else `rodtrad-data` here."""
    return _handed_over[0](data)

"""What the composition root hands over to the commands: how to open an installation, and the demo municipality."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Say = Callable[[str], None]


class InstallationProblem(Exception):
    """The installation cannot be opened; the message is Norwegian and says what to do. `code` is the exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class HandedOver:
    """`open` starts the database of a data folder and prepares its tables; `load_demo` runs the main job in it.

    `examine` says what is wrong with a data folder whose public site is about to be served.
    """

    open: Callable[[Path | None], AbstractContextManager[Path]]
    load_demo: Callable[[Path, Say], Any]
    examine: Callable[[Path], list[str]]


_handed_over: list[HandedOver] = []


def hand_over(what: HandedOver) -> None:
    """Let the commands use what only the composition root may reach."""
    _handed_over[:] = [what]


def open_installation(data: Path | None = None) -> AbstractContextManager[Path]:
    """The data folder, while its database answers. Without `data` it is `RODTRAD_DATA`, else `rodtrad-data` here."""
    return _handed_over[0].open(data)


def load_demo(data: Path, say: Say) -> Any:
    """Import, plan and publish the demo municipality in an open installation."""
    return _handed_over[0].load_demo(data, say)


def examine_before_serving(data: Path) -> list[str]:
    """What is wrong with the data folder behind a public site, in words; nothing where no installation was given."""
    return _handed_over[0].examine(data) if _handed_over else []

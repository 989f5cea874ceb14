"""Runs commands of `rodtrad` in the tests' own database, with a data folder of their own."""

import contextlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.test import override_settings

from rodtrad.interfaces.cli import installation
from rodtrad.interfaces.cli.main import main


@dataclass(frozen=True)
class Answer:
    """What a command said: its exit code, stdout and stderr."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Stdout as JSON."""
        return json.loads(self.out)


def run(arguments: Sequence[str]) -> Answer:
    """Run one command as the program would."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(list(arguments))
        except SystemExit as wrong:
            code = int(wrong.code or 0)
    return Answer(code, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def data_folder(folder: Path) -> Iterator[Path]:
    """Let commands open `folder` over the tests' database, which is emptied afterwards."""

    @contextlib.contextmanager
    def opened(data: Path | None) -> Iterator[Path]:
        yield data or folder

    former = list(installation._handed_over)
    installation.hand_over(installation.HandedOver(opened, lambda data, say: None, lambda data: []))
    try:
        with override_settings(DATA_FOLDER=folder):
            yield folder
    finally:
        installation._handed_over[:] = former
        call_command("flush", interactive=False, verbosity=0)

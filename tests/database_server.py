"""Gives the tests a database: the one that DATABASE_URL names, else an embedded server for the length of the run.

Loaded before Django's settings are read; workers of a parallel run use the server that the first process started.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from rodtrad.config.database_server import running_server

_stack = contextlib.ExitStack()
_folder = Path(tempfile.mkdtemp(prefix="rodtrad-tests-")) if "DATABASE_URL" not in os.environ else None
if _folder is not None:
    os.environ["DATABASE_URL"] = _stack.enter_context(running_server(_folder / "database"))
os.environ.setdefault("RODTRAD_DATA", tempfile.mkdtemp(prefix="rodtrad-tests-data-"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server that this process started."""
    _stack.close()
    if _folder is not None:
        shutil.rmtree(_folder, ignore_errors=True)

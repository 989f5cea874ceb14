"""Folders on the way to a server's data are open while any run needs them, and closed when the last one is done."""

import os
import signal
import stat
from pathlib import Path

import pytest

from rodtrad.config.passage import Passage

SOMEBODY = os.geteuid() + 54_321


def _mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """A closed folder that has folders below it."""
    folder = tmp_path / "privat"
    (folder / "a" / "database").mkdir(parents=True)
    (folder / "b" / "database").mkdir(parents=True)
    folder.chmod(0o700)
    return folder


def test_a_closed_folder_is_open_only_while_it_is_needed(private: Path) -> None:
    passage = Passage(SOMEBODY)
    passage.open(private / "a" / "database")
    assert _mode(private) == 0o701
    passage.close()
    assert _mode(private) == 0o700


def test_the_last_of_two_runs_closes_the_folder(private: Path) -> None:
    first, second = Passage(SOMEBODY), Passage(SOMEBODY)
    first.open(private / "a" / "database")
    second.open(private / "b" / "database")
    first.close()
    assert _mode(private) == 0o701
    second.close()
    assert _mode(private) == 0o700


def test_a_folder_that_a_killed_run_left_open_is_closed_by_the_next(private: Path) -> None:
    try:
        os.setxattr(private, "user.rodtrad.test", b"1")
    except OSError:
        pytest.skip("the file system has no extended attributes")
    if not (child := os.fork()):
        Passage(SOMEBODY).open(private / "a" / "database")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert _mode(private) == 0o701
    passage = Passage(SOMEBODY)
    passage.open(private / "b" / "database")
    passage.close()
    assert _mode(private) == 0o700


def test_a_folder_that_was_open_before_stays_open(private: Path) -> None:
    private.chmod(0o755)
    first, second = Passage(SOMEBODY), Passage(SOMEBODY)
    for passage in (first, second):
        passage.open(private / "a" / "database")
    first.close()
    second.close()
    assert _mode(private) == 0o755


def test_a_folder_of_the_users_own_is_left_alone(private: Path) -> None:
    passage = Passage(os.geteuid())
    passage.open(private / "a" / "database")
    assert _mode(private) == 0o700
    passage.close()


def test_a_folder_that_another_program_closed_is_opened_again(private: Path) -> None:
    passage = Passage(SOMEBODY)
    passage.open(private / "a" / "database")
    private.chmod(0o700)
    passage.open_again()
    assert _mode(private) == 0o701
    passage.close()
    assert _mode(private) == 0o700

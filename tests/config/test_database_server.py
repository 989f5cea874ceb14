"""The embedded database starts where it must, leaves nothing running, and can be replaced by one setting."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from rodtrad.config.database_server import _Server, running_server
from rodtrad.config.settings import database_from


@pytest.fixture
def without_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.mark.usefixtures("without_address")
def test_it_starts_in_a_private_folder_with_a_long_path_and_leaves_no_trace(tmp_path: Path) -> None:
    private = tmp_path / "privat"
    private.mkdir(mode=0o700)
    folder = private / ("lang-" * 30) / "database"
    with running_server(folder) as address, psycopg.connect(address) as connection:
        answer = connection.execute("SELECT current_database()").fetchone()
        sockets = Path(connection.info.host)
    assert answer == ("rodtrad",)
    assert not sockets.exists()
    assert not (folder / "postmaster.pid").exists()
    assert stat.S_IMODE(private.stat().st_mode) == 0o700


@pytest.mark.usefixtures("without_address")
def test_it_stops_also_where_its_own_program_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "db"
    run = _Server.run

    def refuse(server: _Server, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        if arguments[:1] == ("stop",):
            return subprocess.CompletedProcess([program], 1, "", "Permission denied")
        return run(server, program, *arguments)

    monkeypatch.setattr(_Server, "run", refuse)
    with running_server(folder):
        assert (folder / "postmaster.pid").exists()
    assert not (folder / "postmaster.pid").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from rodtrad.config.database_server import running_server
with running_server(Path(sys.argv[1])):
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.usefixtures("without_address")
def test_a_server_left_behind_by_a_killed_run_is_stopped_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "db"
    killed = subprocess.run([sys.executable, "-c", KILLED, str(folder)], capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (folder / "postmaster.pid").exists()
    with running_server(folder) as address, psycopg.connect(address) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not (folder / "postmaster.pid").exists()


@pytest.mark.usefixtures("without_address")
def test_the_last_of_two_runs_stops_the_server(tmp_path: Path) -> None:
    folder = tmp_path / "db"
    with running_server(folder) as second_address:
        first = running_server(folder)
        assert first.__enter__() == second_address
        first.__exit__(None, None, None)
        with psycopg.connect(second_address) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not (folder / "postmaster.pid").exists()


@pytest.mark.usefixtures("without_address")
def test_what_was_written_is_there_at_the_next_start(tmp_path: Path) -> None:
    with running_server(tmp_path / "db") as address, psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS seven")
    with running_server(tmp_path / "db") as address, psycopg.connect(address) as connection:
        assert connection.execute("SELECT seven FROM kept").fetchone() == (7,)


def test_an_external_server_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@example/name")
    with running_server(tmp_path / "db") as address:
        assert address == os.environ["DATABASE_URL"]
    assert not (tmp_path / "db").exists()


def test_an_address_becomes_djangos_settings() -> None:
    settings = database_from("postgresql://bruker:hemmelig%21@db.example:5433/plan?sslmode=require")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", "5433", "plan")
    assert settings["PASSWORD"] == "hemmelig!"
    assert settings["OPTIONS"] == {"sslmode": "require"}
    assert database_from("postgresql://rodtrad@/rodtrad?host=%2Ftmp%2Frt-x")["HOST"] == "/tmp/rt-x"
    with pytest.raises(ValueError, match="postgresql://"):
        database_from("mysql://x/y")

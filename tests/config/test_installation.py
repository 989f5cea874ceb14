"""An installation that cannot be opened says why, and what to do, without a trace of the program."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = (
    "entity;account_class;ansvar;function;art;project;year;period;voucher;date;text;amount\n"
    "treasury;1;1200;202;010;;2026;3;100;01.03.2026;Lønn;5\n"
)


def import_into(folder: Path, source: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    source.write_text(SOURCE, encoding="utf-8")
    words = ["import", str(source), "--map", "rodtrad-standard", "--data", str(folder)]
    return subprocess.run(
        [sys.executable, "-m", "rodtrad.config.command_line", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
        timeout=120,
    )


@pytest.mark.parametrize("inside", ["", "under"])
def test_a_data_folder_that_is_a_file_is_wrong_use(tmp_path: Path, inside: str) -> None:
    taken = tmp_path / "opptatt"
    taken.write_text("noe annet", encoding="utf-8")
    done = import_into(taken / inside, tmp_path / "a.csv")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Kan ikke bruke mappen" in done.stderr
    assert "Traceback" not in done.stderr
    assert taken.read_text(encoding="utf-8") == "noe annet"


def test_a_database_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    address = "postgresql://bruker:hemmelig@127.0.0.1:1/rodtrad"
    done = import_into(tmp_path / "data", tmp_path / "a.csv", DATABASE_URL=address)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Databasen 127.0.0.1:1/rodtrad svarer ikke" in done.stderr
    assert "hemmelig" not in done.stderr
    assert "Traceback" not in done.stderr


STOPPED = """
import os, signal, sys
from pathlib import Path
from rodtrad.config.installation import open_installation
with open_installation(Path(sys.argv[1])):
    os.kill(os.getpid(), signal.SIGTERM)
    print("went on")
"""


def test_a_run_that_is_asked_to_end_stops_its_database(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-c", STOPPED, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=120,
    )
    assert done.returncode == 128 + 15
    assert done.stdout == ""
    assert (tmp_path / "data" / "database" / "PG_VERSION").exists()
    assert not (tmp_path / "data" / "database" / "postmaster.pid").exists()

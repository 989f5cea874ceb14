"""`rodtrad serve` shows a published folder over HTTP, and says what to do when it cannot."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.documents.sample_edition import sample_edition

from rodtrad.documents.release import SiteSettings, publish
from rodtrad.documents.release.formats import FORMATS
from rodtrad.interfaces.cli import serve

EDITION = sample_edition()
DATA_ONLY = tuple(format_ for format_ in FORMATS if format_.name == "json")
START = "import sys; from rodtrad.config.command_line import main; sys.exit(main())"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    publish(EDITION, root, SiteSettings("Fjellvik kommune"), formats=DATA_ONLY)
    return root


@dataclass(frozen=True)
class Serving:
    """A server that runs: its address, and what it said on stderr before it."""

    address: str
    said: list[str]


@pytest.fixture(scope="module")
def serving(published: Path) -> Iterator[Serving]:
    command = [sys.executable, "-c", START, "serve", str(published), "--port", "0"]
    environment = os.environ | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    said: list[str] = []
    found = None
    while found is None:
        line = process.stderr.readline()
        assert line, said
        said.append(line)
        found = re.search(r"http://[\d.]+:\d+/", line)
    for _ in range(100):
        try:
            urllib.request.urlopen(found.group(), timeout=1).close()
            break
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    yield Serving(found.group(), said)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    process.stderr.close()


@pytest.fixture
def address(serving: Serving) -> str:
    return serving.address


def test_a_register_that_does_not_answer_is_said_and_the_documents_are_served_all_the_same(serving: Serving) -> None:
    assert len(serving.said) == 2
    assert serving.said[0].startswith("rodtrad serve: Registeret svarte ikke, så bare de publiserte filene er kontroll")


def test_a_published_page_is_served_over_http_without_any_database(address: str) -> None:
    with urllib.request.urlopen(f"{address}{EDITION.document}/") as answer:
        assert answer.status == 200
        assert EDITION.title in answer.read().decode()
        assert "Set-Cookie" not in answer.headers
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_head_over_http_states_the_length(address: str) -> None:
    request = urllib.request.Request(f"{address}{EDITION.document}/", method="HEAD")
    with urllib.request.urlopen(request) as answer:
        assert int(answer.headers["Content-Length"]) > 1000
        assert answer.read() == b""


def test_search_over_http(address: str) -> None:
    with urllib.request.urlopen(f"{address}{EDITION.document}/sok/?q=skole") as answer:
        assert "oppvekst/#" in answer.read().decode()


def test_a_wrong_address_is_404_with_a_page(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404") as caught:
        urllib.request.urlopen(f"{address}finnes-ikke/")
    assert "Siden finnes ikke" in caught.value.read().decode()


def test_a_folder_without_documents_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve.main([str(tmp_path)]) == 2
    assert "fant ingen publiserte dokumenter" in capsys.readouterr().err


def test_a_taken_port_is_said(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert serve.main([str(published), "--port", str(taken.getsockname()[1])]) == 1
    assert "Velg en annen port" in capsys.readouterr().err


def test_the_tree_itself_can_be_named(published: Path) -> None:
    assert serve.served_folder(published / "public") == published / "public"
    assert serve.served_folder(published) == published / "public"

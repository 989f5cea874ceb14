"""What is wrong when an installation starts is said in Norwegian, and never stops anything."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings
from tests.documents.sample_edition import sample_edition

from rodtrad.config import start_up
from rodtrad.documents.release import SiteSettings, publish
from rodtrad.documents.release.formats import FORMATS
from rodtrad.features.accounts.services.imports import apply_import
from rodtrad.foundation.access.actors import operator
from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.map_reading import load_map
from rodtrad.intake.parse import parse
from rodtrad.intake.row_staging import Decisions

SOURCE = (
    "entity;account_class;ansvar;function;art;project;year;period;voucher;date;text;amount\n"
    "treasury;1;12;202;010;;2025;1;1;;Lønn;100,50\n"
)
DATA_ONLY = tuple(format_ for format_ in FORMATS if format_.name == "json")


@pytest.fixture
def data(db: None, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    folder.mkdir()
    source = tmp_path / "kilde.csv"
    source.write_text(SOURCE, encoding="utf-8")
    with (
        override_settings(DATA_FOLDER=folder),
        parse(fetch_file(source), load_map("rodtrad-standard"), Decisions()) as staged,
    ):
        apply_import(staged, folder, data_set="regnskap", decisions=Decisions(), by=operator("test"))
        yield folder


def the_only(folder: Path, pattern: str) -> Path:
    (found,) = (path for path in folder.rglob(pattern) if path.is_file())
    return found


def test_nothing_is_said_where_nothing_is_wrong(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start_up.report(data)
    assert capsys.readouterr() == ("", "")


def test_missing_changed_and_forgotten_files_are_said(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = the_only(data / "postings", "*.parquet")
    stored.with_name("glemt.parquet").write_bytes(b"PAR1")
    stored.write_bytes(b"PAR1")
    raw = the_only(data / "raw", "*")
    raw.unlink()
    start_up.report(data)
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert len(lines) == 3
    assert stored.name in lines[0] and "er endret. Hent den tilbake fra sikkerhetskopien." in lines[0]
    assert "1 fil i " in lines[1] and "Neste import fjerner dem." in lines[1]
    assert "Kildefilen kilde.csv" in lines[2] and "mangler" in lines[2]
    stored.unlink()
    assert any(f"{stored.name} mangler" in problem for problem in start_up.examine(data))


def test_a_changed_source_is_said(data: Path) -> None:
    raw = the_only(data / "raw", "*")
    raw.chmod(0o644)
    raw.write_bytes(b"noe annet")
    (problem,) = start_up.examine(data)
    assert problem.startswith("Kildefilen kilde.csv") and "er endret" in problem


def test_an_edition_that_the_register_does_not_know_is_said(data: Path) -> None:
    publish(sample_edition(), data, SiteSettings("Fjellvik kommune"), formats=DATA_ONLY)
    (problem,) = start_up.examine(data)
    assert "står ikke i registeret" in problem


def test_a_register_that_cannot_be_read_is_said_and_nothing_else_happens(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_postingfile RENAME TO borte")
    start_up.report(data)
    assert "lot seg ikke gjennomføre" in capsys.readouterr().err


def test_without_a_database_the_served_editions_are_held_against_their_checksums(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    edition = sample_edition()
    publish(edition, tmp_path, SiteSettings("Fjellvik kommune"), formats=DATA_ONLY)
    assert start_up.examine_before_serving(tmp_path) == []
    (tmp_path / "editions" / edition.id / "edition.json").write_text("{}", encoding="utf-8")
    assert start_up.examine_before_serving(tmp_path) == [
        f"Filen edition.json i utgaven «{edition.id}» er endret etter publisering."
    ]

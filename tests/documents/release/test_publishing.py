"""Publishing is all or nothing, repeatable, and writes anew only what changed."""

import gzip
import hashlib
import multiprocessing
import os
import shutil
import signal
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from tests.documents.sample_edition import sample_edition

from rodtrad.documents.editions import Edition, EditionKind
from rodtrad.documents.inlines import Text
from rodtrad.documents.nodes import Paragraph
from rodtrad.documents.release import (
    AlreadyPublished,
    Busy,
    Damaged,
    Disk,
    SiteSettings,
    current,
    of_tree,
    prepare,
    publish,
    settings_in,
    verify,
)  # fmt: skip
from rodtrad.documents.release.disk import Lock
from rodtrad.documents.release.formats import FORMATS, Format
from rodtrad.documents.serialisation import checksum

SETTINGS = SiteSettings("Fjellvik kommune")
DATA_ONLY = tuple(format_ for format_ in FORMATS if format_.name in ("csv", "json"))
PROPOSAL = sample_edition()


def adopted(edition: Edition = PROPOSAL) -> Edition:
    """The next edition of the same document, with one paragraph more in its last chapter."""
    chapter = edition.chapters[-1]
    changed = replace(chapter, children=(*chapter.children, Paragraph((Text("Kommunestyret la til dette."),))))
    return replace(
        edition, id=f"{edition.document}-vedtatt", kind=EditionKind.ADOPTED, status="Vedtatt 16.12.2026, sak 123/26",
        published_at="2026-12-17T09:00:00+01:00", supersedes=edition.id, chapters=(*edition.chapters[:-1], changed),
    )  # fmt: skip


def fingerprint(root: Path) -> dict[str, str]:
    """Path -> SHA-256 of every file that is served."""
    tree = root / "public"
    files = (path for path in sorted(tree.resolve().rglob("*")) if path.is_file())
    return {str(path.relative_to(tree.resolve())): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both editions published, with every format."""
    root = tmp_path_factory.mktemp("publisert")
    publish(PROPOSAL, root, SETTINGS)
    publish(adopted(), root, SETTINGS)
    return root


def test_every_format_and_page_is_served_and_offered(published: Path) -> None:
    served = fingerprint(published)
    folder = f"{PROPOSAL.document}/{PROPOSAL.id}"
    for name in (".pdf", ".docx", ".xlsx", ".json", "-csv.zip"):
        assert f"{folder}/{PROPOSAL.id}{name}" in served
    pages = ("index.html", "404.html", f"{folder}/index.html", f"{PROPOSAL.document}/index.html")
    assert {*pages, f"{folder}/data/cells.csv", f"{folder}/data/search-index.json"} <= served.keys()
    catalogue = of_tree(published / "public")
    assert catalogue is not None
    (editions,) = catalogue.documents.values()
    for edition in editions:
        for download in edition.downloads:
            file = published / "public" / edition.document / edition.id / download.path
            assert file.stat().st_size == download.size
        front = (published / "public" / edition.document / edition.id / "index.html").read_text()
        assert f"{edition.id}.pdf" in front


def test_pages_and_text_files_have_compressed_copies_that_hold_the_same(published: Path) -> None:
    tree = (published / "public").resolve()
    for page in tree.rglob("*.html"):
        assert gzip.decompress(page.with_name(page.name + ".gz").read_bytes()) == page.read_bytes()
    plain = tree / PROPOSAL.document
    for file in (*plain.glob("*.html"), *plain.glob("oppvekst/*.html"), *tree.rglob("*.css"), *tree.rglob("cells.csv")):
        assert brotli.decompress(file.with_name(file.name + ".br").read_bytes()) == file.read_bytes()


def test_pages_are_at_most_a_hundred_kilobytes_compressed(published: Path) -> None:
    for page in (published / "public").resolve().rglob("*.html.gz"):
        assert page.parent.name == "hele" or page.stat().st_size <= 100_000


def test_a_superseded_edition_shows_its_banner_and_keeps_its_files(tmp_path: Path) -> None:
    publish(PROPOSAL, tmp_path, SETTINGS)
    before = fingerprint(tmp_path)
    pinned = f"{PROPOSAL.document}/{PROPOSAL.id}/"
    assert "erstattet" not in (tmp_path / "public" / pinned / "index.html").read_text()
    publish(adopted(), tmp_path, SETTINGS)
    after = fingerprint(tmp_path)
    assert "erstattet" in (tmp_path / "public" / pinned / "index.html").read_text()
    pages = (".html", ".html.gz", ".html.br")
    kept = [path for path in before if path.startswith(pinned) and not path.endswith(pages)]
    assert {f"{pinned}{PROPOSAL.id}.pdf", f"{pinned}{PROPOSAL.id}.json", f"{pinned}{PROPOSAL.id}.docx"} <= set(kept)
    assert all(before[path] == after[path] for path in kept)
    assert any(path.endswith(f"sammenlign/{PROPOSAL.id}/{adopted().id}/index.html") for path in after)


def test_the_same_input_gives_the_same_bytes_in_every_file(published: Path, tmp_path: Path) -> None:
    publish(PROPOSAL, tmp_path, SETTINGS)
    publish(adopted(), tmp_path, SETTINGS)
    assert fingerprint(tmp_path) == fingerprint(published)


def test_publishing_the_same_edition_again_changes_nothing(tmp_path: Path) -> None:
    publish(PROPOSAL, tmp_path, SETTINGS, formats=DATA_ONLY)
    before, target = fingerprint(tmp_path), (tmp_path / "public").readlink()
    again = publish(PROPOSAL, tmp_path, SETTINGS, formats=DATA_ONLY)
    assert again.rendered == 0
    assert (fingerprint(tmp_path), (tmp_path / "public").readlink()) == (before, target)


def test_another_content_under_a_published_id_is_refused(tmp_path: Path) -> None:
    publish(PROPOSAL, tmp_path, SETTINGS, formats=DATA_ONLY)
    before = fingerprint(tmp_path)
    with pytest.raises(AlreadyPublished, match="publisert utgave endres aldri"):
        publish(replace(PROPOSAL, title="Noe annet"), tmp_path, SETTINGS, formats=DATA_ONLY)
    assert fingerprint(tmp_path) == before


def test_other_documents_are_linked_and_not_written_again(tmp_path: Path) -> None:
    publish(PROPOSAL, tmp_path, SETTINGS, formats=DATA_ONLY)
    other = replace(PROPOSAL, id="arsrapport-2026-1", document="arsrapport-2026", title="Årsrapport 2026")
    page = Path("public") / PROPOSAL.document / PROPOSAL.id / "index.html"
    inode = (tmp_path / page).stat().st_ino
    publish(other, tmp_path, SETTINGS, formats=DATA_ONLY)
    assert (tmp_path / page).stat().st_ino == inode
    assert (tmp_path / "public/arsrapport-2026/index.html").is_file()
    assert "Årsrapport 2026" in (tmp_path / "public/index.html").read_text()


def test_a_changed_theme_is_rendered_into_all_documents(tmp_path: Path) -> None:
    publish(PROPOSAL, tmp_path, SETTINGS, formats=DATA_ONLY)
    other = replace(PROPOSAL, id="arsrapport-2026-1", document="arsrapport-2026", title="Årsrapport 2026")
    publish(other, tmp_path, replace(SETTINGS, municipality="Nye Fjellvik kommune"), formats=DATA_ONLY)
    assert "Nye Fjellvik kommune" in (tmp_path / "public" / PROPOSAL.document / "index.html").read_text()


def test_unchanged_sections_are_not_rendered_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rodtrad.documents.renderers.html import pages

    rendered: list[str] = []
    original = pages.page_fragment

    def counted(section, book, language):  # type: ignore[no-untyped-def]
        rendered.append(section.id)
        return original(section, book, language)

    monkeypatch.setattr(pages, "page_fragment", counted)
    publish(PROPOSAL, tmp_path, SETTINGS, formats=DATA_ONLY)
    first = len(rendered)
    rendered.clear()
    publish(adopted(), tmp_path, SETTINGS, formats=DATA_ONLY)
    assert first > 4
    assert rendered == [adopted().chapters[-1].id]


def test_a_document_that_cannot_be_rendered_leaves_the_former_one_served(tmp_path: Path) -> None:
    publish(PROPOSAL, tmp_path, SETTINGS, formats=DATA_ONLY)
    before = fingerprint(tmp_path)
    broken = Format("pdf", ".pdf", "rodtrad.documents.serialisation", "loads")
    with pytest.raises(Exception):  # noqa: B017
        publish(adopted(), tmp_path, SETTINGS, formats=(broken,))
    assert fingerprint(tmp_path) == before
    publish(adopted(), tmp_path, SETTINGS, formats=DATA_ONLY)
    assert fingerprint(tmp_path) != before


class KilledAt(Disk):
    """Kills its own process, as a power cut would, before operation number `at`."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.done = 0

    def _step(self) -> None:
        if self.done == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.done += 1

    def write(self, path: Path, data: bytes) -> None:
        self._step()
        super().write(path, data)

    def link(self, source: Path, path: Path) -> None:
        self._step()
        super().link(source, path)

    def flush(self) -> None:
        self._step()

    def rename(self, source: Path, target: Path) -> None:
        self._step()
        super().rename(source, target)

    def point(self, link: Path, target: str) -> None:
        self._step()
        super().point(link, target)
        self._step()

    def remove(self, folder: Path) -> None:
        self._step()
        super().remove(folder)


def _publish_and_die(root: Path, at: int) -> None:
    publish(adopted(), root, SETTINGS, formats=DATA_ONLY, disk=KilledAt(at))


def test_killed_at_any_step_the_former_or_the_new_edition_is_served_whole_and_the_next_attempt_succeeds(
    tmp_path: Path,
) -> None:
    counting = KilledAt(-1)
    start, whole = tmp_path / "start", tmp_path / "hel"
    publish(PROPOSAL, start, SETTINGS, formats=DATA_ONLY)
    prepare(replace(adopted(), title="Et utkast som ble avbrutt"), start, SETTINGS, formats=DATA_ONLY).abandon()
    shutil.copytree(start, whole, symlinks=True)
    former = fingerprint(start)
    publish(adopted(), whole, SETTINGS, formats=DATA_ONLY, disk=counting)
    new, steps = fingerprint(whole), counting.done
    assert steps > 200
    context = multiprocessing.get_context("fork")
    served = {}
    for at in sorted({*range(6), *range(6, steps - 8, steps // 8), *range(steps - 8, steps)}):
        root = tmp_path / f"avbrutt-{at}"
        shutil.copytree(start, root, symlinks=True)
        process = context.Process(target=_publish_and_die, args=(root, at))
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        served[at] = fingerprint(root)
        assert served[at] in (former, new), f"step {at}"
        publish(adopted(), root, SETTINGS, formats=DATA_ONLY)
        assert fingerprint(root) == new, f"after step {at}"
        assert verify(root, adopted().id) == []
        assert sorted(path.name for path in (root / "editions").iterdir()) == sorted((PROPOSAL.id, adopted().id))
    assert served[steps - 2] == former
    assert served[steps - 1] == new


def test_a_prepared_release_is_not_served_before_it_is_switched(tmp_path: Path) -> None:
    publish(PROPOSAL, tmp_path, SETTINGS, formats=DATA_ONLY)
    before = fingerprint(tmp_path)
    prepared = prepare(adopted(), tmp_path, SETTINGS, formats=DATA_ONLY)
    assert fingerprint(tmp_path) == before
    prepared.abandon()
    publish(adopted(), tmp_path, SETTINGS, formats=DATA_ONLY)
    assert fingerprint(tmp_path) != before


def test_what_an_abandoned_publication_left_gives_way_also_when_it_is_damaged(tmp_path: Path) -> None:
    prepare(replace(PROPOSAL, title="Et utkast"), tmp_path, SETTINGS, formats=DATA_ONLY).abandon()
    (tmp_path / "editions" / PROPOSAL.id / "manifest.json").unlink()
    publish(PROPOSAL, tmp_path, SETTINGS, formats=DATA_ONLY)
    assert verify(tmp_path, PROPOSAL.id) == []
    with pytest.raises(AlreadyPublished):
        publish(replace(PROPOSAL, title="Et utkast"), tmp_path, SETTINGS, formats=DATA_ONLY)


def test_two_publications_cannot_run_at_once(tmp_path: Path) -> None:
    lock = Lock(tmp_path)
    with pytest.raises(Busy, match="En annen publisering"):
        Lock(tmp_path, patience=0.1)
    lock.release()
    Lock(tmp_path, patience=0.1).release()


def test_a_changed_or_missing_file_is_reported_by_name(tmp_path: Path) -> None:
    publish(PROPOSAL, tmp_path, SETTINGS, formats=DATA_ONLY)
    assert verify(tmp_path, PROPOSAL.id) == []
    folder = tmp_path / "editions" / PROPOSAL.id
    (folder / "files/data/cells.csv").write_text("endret")
    (folder / "files" / f"{PROPOSAL.id}.json").unlink()
    problems = verify(tmp_path, PROPOSAL.id)
    assert len(problems) == 2
    assert "cells.csv" in " ".join(problems)
    assert verify(tmp_path, "ukjent") == [f"Utgaven «ukjent» mangler på disken: {tmp_path / 'editions/ukjent'}"]


def test_a_public_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    with pytest.raises(Damaged, match="ikke publisert av Rødtråd"):
        publish(PROPOSAL, tmp_path, SETTINGS, formats=DATA_ONLY)
    assert list((tmp_path / "public").iterdir()) == []


def test_the_frozen_document_has_the_checksum_of_its_catalogue(published: Path) -> None:
    catalogue = current(published)
    assert catalogue is not None
    found = {edition.id: edition.sha256 for edition in catalogue.documents[PROPOSAL.document]}
    assert found == {PROPOSAL.id: checksum(PROPOSAL), adopted().id: checksum(adopted())}
    for id_, sha256 in found.items():
        assert hashlib.sha256((published / "editions" / id_ / "edition.json").read_bytes()).hexdigest() == sha256


def test_the_sites_settings_are_read_from_files(tmp_path: Path) -> None:
    assert settings_in(tmp_path, "Fjellvik kommune") == SETTINGS
    (tmp_path / "site").mkdir()
    (tmp_path / "site/settings.json").write_text(
        '{"base_url": "https://plan.example/", "theme": {"--ds-x": "#123456"}}'
    )
    (tmp_path / "site/shield.svg").write_bytes(b"<svg/>")
    assert settings_in(tmp_path, "F") == SiteSettings("F", "https://plan.example", b"<svg/>", {"--ds-x": "#123456"})

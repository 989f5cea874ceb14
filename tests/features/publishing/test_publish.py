"""An edition is registered and shown together: never one without the other for longer than a restart."""

import multiprocessing
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from tests.documents.sample_edition import sample_edition

from rodtrad.documents.editions import EditionKind
from rodtrad.documents.release import AlreadyPublished, Disk, SiteSettings, of_tree, prepare, publish
from rodtrad.documents.release.formats import FORMATS
from rodtrad.documents.serialisation import checksum
from rodtrad.features.publishing.models import PublishedEdition
from rodtrad.features.publishing.selectors.editions import (
    editions,
    published_edition,
    published_files,
    published_problems,
)
from rodtrad.features.publishing.services.publish import publish_edition
from rodtrad.foundation.access.actors import Actor, operator
from rodtrad.foundation.access.commands import Refused
from rodtrad.foundation.audit.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
PROPOSAL = sample_edition()
ADOPTED = replace(
    PROPOSAL, id="hop-2027-2030-vedtatt", kind=EditionKind.ADOPTED, published_at="2026-12-17T09:00:00+01:00"
)
DATA_ONLY = tuple(format_ for format_ in FORMATS if format_.name == "json")
BY = operator("test")


def shown(root: Path) -> list[str]:
    """The ids of the editions that the public site shows."""
    catalogue = of_tree(root / "public")
    return [] if catalogue is None else [e.id for each in catalogue.documents.values() for e in each]


def test_a_published_edition_is_registered_with_its_checksum_and_logged(tmp_path: Path) -> None:
    row = publish_edition(PROPOSAL, tmp_path, by=BY, formats=DATA_ONLY)
    assert shown(tmp_path) == [PROPOSAL.id]
    row.refresh_from_db()
    assert (row.sha256, row.kind, row.language, row.actor) == (checksum(PROPOSAL), "proposal", "nb", "operator:test")
    assert [v["provider"] for v in row.data_versions] == [v.provider for v in PROPOSAL.data_versions]
    assert (tmp_path / "public" / row.path / "index.html").is_file()
    event = Event.objects.get(action="publishing.edition.publish")
    assert event.object_id == f"publishing.publishededition:{PROPOSAL.id}"
    assert published_problems(tmp_path) == []


def test_the_files_of_each_edition_are_named_oldest_first(tmp_path: Path) -> None:
    publish_edition(PROPOSAL, tmp_path, by=BY, formats=DATA_ONLY)
    publish_edition(ADOPTED, tmp_path, by=BY, formats=DATA_ONLY)
    found = published_files(tmp_path, PROPOSAL.document)
    assert [(each.id, each.kind) for each in found] == [(PROPOSAL.id, "proposal"), (ADOPTED.id, "adopted")]
    for each in found:
        assert set(each.files) == {"html", "json"}
        assert all(path.is_file() and tmp_path / "public" in path.parents for path in each.files.values())


def test_the_next_edition_supersedes_the_former_in_the_register(tmp_path: Path) -> None:
    publish_edition(ADOPTED, tmp_path, by=BY, formats=DATA_ONLY)
    publish_edition(PROPOSAL, tmp_path, by=BY, formats=DATA_ONLY)
    assert [(row.id, row.superseded_by_id) for row in editions(PROPOSAL.document)] == [
        (PROPOSAL.id, ADOPTED.id),
        (ADOPTED.id, None),
    ]


def test_an_edition_is_not_shown_when_the_transaction_is_rolled_back(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        publish_edition(PROPOSAL, tmp_path, by=BY, formats=DATA_ONLY)
        raise RuntimeError
    assert shown(tmp_path) == []
    assert not PublishedEdition.objects.exists()
    publish_edition(PROPOSAL, tmp_path, by=BY, formats=DATA_ONLY)
    assert shown(tmp_path) == [PROPOSAL.id]


class NeverSwitches(Disk):
    """A machine that stops between the commit and the switch."""

    def point(self, link: Path, target: str) -> None:
        raise OSError("stopped")


def test_what_was_interrupted_after_the_commit_is_reported_and_completed_by_publishing_again(tmp_path: Path) -> None:
    publish_edition(PROPOSAL, tmp_path, by=BY, formats=DATA_ONLY)
    with pytest.raises(OSError, match="stopped"):
        publish_edition(ADOPTED, tmp_path, by=BY, formats=DATA_ONLY, disk=NeverSwitches())
    assert shown(tmp_path) == [PROPOSAL.id]
    assert published_problems(tmp_path) == [
        f"Utgaven «{ADOPTED.id}» er registrert, men vises ikke. Publiser den på nytt for å fullføre."
    ]
    publish_edition(ADOPTED, tmp_path, by=BY, formats=DATA_ONLY)
    assert shown(tmp_path) == [PROPOSAL.id, ADOPTED.id]
    assert published_problems(tmp_path) == []


def _freeze_and_die(root: Path) -> None:
    prepare(PROPOSAL, root, SiteSettings("Fjellvik kommune"), formats=DATA_ONLY)
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_was_killed_before_the_commit_gives_way_to_a_document_that_was_changed_meanwhile(tmp_path: Path) -> None:
    process = multiprocessing.get_context("fork").Process(target=_freeze_and_die, args=(tmp_path,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    frozen = tmp_path / "editions" / PROPOSAL.id
    assert frozen.is_dir()
    assert not PublishedEdition.objects.exists()
    changed = replace(PROPOSAL, title="Handlings- og økonomiplan, rettet")
    row = publish_edition(changed, tmp_path, by=BY, formats=DATA_ONLY)
    assert row.sha256 == checksum(changed)
    assert published_edition(tmp_path, PROPOSAL.id) == changed
    assert [path.name for path in frozen.parent.iterdir()] == [PROPOSAL.id]
    assert published_problems(tmp_path) == []
    whole = tmp_path / "hel"
    publish(changed, whole, SiteSettings("Fjellvik kommune"), formats=DATA_ONLY)
    served, expected = (
        {str(p.relative_to(tree)): p.read_bytes() for p in tree.rglob("*") if p.is_file()}
        for tree in ((tmp_path / "public").resolve(), (whole / "public").resolve())
    )
    assert served == expected


def test_an_edition_that_is_registered_but_not_shown_yet_does_not_give_way(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="stopped"):
        publish_edition(PROPOSAL, tmp_path, by=BY, formats=DATA_ONLY, disk=NeverSwitches())
    with pytest.raises(AlreadyPublished):
        publish_edition(replace(PROPOSAL, title="Annet"), tmp_path, by=BY, formats=DATA_ONLY)
    assert published_edition(tmp_path, PROPOSAL.id) == PROPOSAL
    publish_edition(PROPOSAL, tmp_path, by=BY, formats=DATA_ONLY)
    assert published_problems(tmp_path) == []


def test_another_content_under_a_registered_id_is_refused(tmp_path: Path) -> None:
    publish_edition(PROPOSAL, tmp_path / "a", by=BY, formats=DATA_ONLY)
    with pytest.raises(AlreadyPublished):
        publish_edition(replace(PROPOSAL, title="Annet"), tmp_path / "b", by=BY, formats=DATA_ONLY)
    assert shown(tmp_path / "b") == []


def test_publishing_without_the_permission_writes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        publish_edition(PROPOSAL, tmp_path, by=Actor("person:7", "controller"), formats=DATA_ONLY)
    assert list(tmp_path.iterdir()) == []


def test_the_start_up_check_finds_changed_lost_and_unregistered_editions(tmp_path: Path) -> None:
    publish_edition(PROPOSAL, tmp_path, by=BY, formats=DATA_ONLY)
    (tmp_path / "editions" / PROPOSAL.id / "edition.json").write_text("{}")
    assert any("endret etter publisering" in problem for problem in published_problems(tmp_path))
    assert any("mangler på disken" in problem for problem in published_problems(tmp_path / "tom"))
    publish(ADOPTED, tmp_path / "annet", SiteSettings("Fjellvik"), formats=DATA_ONLY)
    assert any("står ikke i registeret" in problem for problem in published_problems(tmp_path / "annet"))


def test_the_register_cannot_be_changed_or_emptied(tmp_path: Path) -> None:
    row = publish_edition(PROPOSAL, tmp_path, by=BY, formats=DATA_ONLY)
    with pytest.raises(DatabaseError), transaction.atomic():
        PublishedEdition.objects.filter(pk=row.pk).update(sha256="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        PublishedEdition.objects.filter(pk=row.pk).delete()

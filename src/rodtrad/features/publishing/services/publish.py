"""Publishing an edition: files first, then the register in one transaction, and only then is it shown.

Killed before the register is written, nothing has happened, and what lies on the disk gives way to the next attempt,
also when the document has changed meanwhile; killed after it, publishing the same edition again (or the
start-up check's advice to do so) completes it. No edition is ever shown that the register does not know.
"""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from rodtrad.documents.editions import Edition
from rodtrad.documents.release import AlreadyPublished, Disk, SiteSettings, prepare, settings_in
from rodtrad.documents.release.formats import FORMATS, Format
from rodtrad.documents.serialisation import to_plain
from rodtrad.features.publishing.models import PublishedEdition
from rodtrad.foundation.access.actors import Actor
from rodtrad.foundation.access.commands import command


@command("publishing.edition.publish")
def publish_edition(
    edition: Edition,
    root: Path,
    *,
    by: Actor,
    settings: SiteSettings | None = None,
    formats: tuple[Format, ...] = FORMATS,
    disk: Disk | None = None,
) -> PublishedEdition:
    """Freeze, render and register an edition; the public site shows it when the transaction is committed.

    `root` holds `public`, `editions` and `releases`; the site's settings are read from there when they are not given.
    Publishing the same edition again changes nothing and completes what was interrupted. Raises AlreadyPublished when
    the id is taken by another content, Busy while another publication runs, and what rendering raises.
    """
    prepared = prepare(
        edition,
        root,
        settings or settings_in(root, edition.publisher.municipality),
        formats=formats,
        disk=disk,
        registered=lambda id_: PublishedEdition.objects.filter(pk=id_).exists(),
    )
    try:
        registered = _register(edition, prepared.edition.sha256, by)
        transaction.on_commit(prepared.switch)
    except BaseException:
        prepared.abandon()
        raise
    return registered


def _register(edition: Edition, sha256: str, by: Actor) -> PublishedEdition:
    found = PublishedEdition.objects.filter(pk=edition.id).first()
    if found is not None:
        if found.sha256 != sha256:
            raise AlreadyPublished(edition.id)
        return found
    registered = PublishedEdition.objects.create(
        id=edition.id,
        document=edition.document,
        kind=edition.kind.value,
        title=edition.title,
        status=edition.status,
        language=edition.language,
        sha256=sha256,
        published_at=datetime.fromisoformat(edition.published_at),
        publisher=to_plain(edition.publisher),
        actor=by.id,
        data_versions=to_plain(edition.data_versions),
        facts_version=edition.facts_version,
        path=f"{edition.document}/{edition.id}/",
    )
    _supersede(edition.document)
    return registered


def _supersede(document: str) -> None:
    """Each edition of the document points to the one that came after it, by time of publication."""
    rows = list(PublishedEdition.objects.select_for_update().filter(document=document).order_by("published_at", "id"))
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        if row.superseded_by_id != (following.pk if following else None):
            row.superseded_by = following
            row.save(update_fields=["superseded_by"])

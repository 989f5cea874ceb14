"""Published editions, and whether what is served is what was published."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from rodtrad.documents.editions import Edition
from rodtrad.documents.release import PUBLIC, Damaged, current, verify
from rodtrad.documents.release.frozen import read as read_frozen
from rodtrad.features.publishing.models import PublishedEdition


def editions(document: str | None = None) -> QuerySet[PublishedEdition]:
    """Published editions, oldest first; of one document or of all."""
    found = PublishedEdition.objects.all()
    return found if document is None else found.filter(document=document)


def published_edition(root: Path, id: str) -> Edition:
    """A published edition as it was frozen. Raises Damaged when its file is gone or changed."""
    return read_frozen(root, id).edition


@dataclass(frozen=True)
class PublishedFiles:
    """A published edition and where its files are: `files` has html (the front page), pdf, docx, xlsx and json."""

    id: str
    title: str
    kind: str
    language: str
    sha256: str
    files: Mapping[str, Path]


def published_files(root: Path, document: str) -> tuple[PublishedFiles, ...]:
    """The served files of every registered edition of a document, oldest first, below `root`."""
    served = current(root)
    offered = {each.id: each.downloads for each in (served.documents.get(document, ()) if served else ())}
    found = []
    for edition in editions(document):
        folder = root / PUBLIC / edition.path
        downloads = {each.format: folder / each.path for each in offered.get(edition.id, ())}
        wanted = {name: downloads[name] for name in ("pdf", "docx", "xlsx", "json") if name in downloads}
        files = {"html": folder / "index.html"} | wanted
        found.append(PublishedFiles(edition.id, edition.title, edition.kind, edition.language, edition.sha256, files))
    return tuple(found)


def published_problems(root: Path) -> list[str]:
    """What is wrong between the register and the files under `root`, in words, for the start-up check.

    Every registered edition must be on the disk with its checksum and in the release that is served; and no edition may
    be served that the register does not know. Nothing when all is well.
    """
    registered = {edition.id: edition for edition in editions()}
    problems = []
    try:
        served = current(root)
    except Damaged as error:
        return [str(error)]
    in_release = {e.id: e.sha256 for each in (served.documents.values() if served else ()) for e in each}
    for id_, edition in registered.items():
        problems += verify(root, id_)
        if id_ not in in_release:
            problems.append(f"Utgaven «{id_}» er registrert, men vises ikke. Publiser den på nytt for å fullføre.")
        elif in_release[id_] != edition.sha256:
            problems.append(f"Utgaven «{id_}» har en annen kontrollsum i registeret enn på nettstedet.")
    problems += [
        f"Utgaven «{id_}» vises på nettstedet, men står ikke i registeret. Publiser den på nytt."
        for id_ in in_release
        if id_ not in registered
    ]
    return problems

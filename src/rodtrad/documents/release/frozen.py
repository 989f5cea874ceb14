"""Frozen editions on the disk: the canonical JSON and the finished files, written once and never changed.

`editions/<id>/edition.json` is the document that the checksum is of, `files/` what readers download, and
`manifest.json` the checksum and size of each. A folder that no release and no register knows is not an edition: a
publication that was interrupted left it there, and the next one takes its place.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rodtrad.documents.editions import Edition, EditionKind
from rodtrad.documents.release.compression import compressed
from rodtrad.documents.release.disk import Disk
from rodtrad.documents.release.formats import FORMATS, Format, downloads, finished_files
from rodtrad.documents.renderers.html import Download, EditionSummary, summarise
from rodtrad.documents.serialisation import dumps, loads

FOLDER = "editions"


class AlreadyPublished(ValueError):
    """Another document has been published under the same id; an edition never changes."""

    def __init__(self, edition_id: str) -> None:
        super().__init__(
            f"Utgaven «{edition_id}» er allerede publisert med et annet innhold. En publisert utgave endres aldri: "
            "publiser endringen som en ny utgave med en ny id."
        )


class Damaged(ValueError):
    """A published file is missing or is not what was published."""


@dataclass(frozen=True)
class Frozen:
    """A frozen edition: its summary, its folder, and path -> checksum of its finished files."""

    summary: EditionSummary
    folder: Path
    files: dict[str, str]

    @property
    def edition(self) -> Edition:
        """The document itself, read from the disk."""
        value = loads((self.folder / "edition.json").read_bytes())
        assert isinstance(value, Edition)
        return value


def freeze(
    edition: Edition,
    root: Path,
    disk: Disk,
    address: str = "",
    formats: tuple[Format, ...] = FORMATS,
    *,
    published: bool,
) -> Frozen:
    """Writes the edition and its finished files under `root`, or answers with what was written before.

    `published` says whether an edition of this id is served or registered. Raises AlreadyPublished when it is, with
    another content. What an interrupted publication left under the id is replaced.
    """
    folder = root / FOLDER / edition.id
    document = dumps(edition)
    sha256 = hashlib.sha256(document).hexdigest()
    left = folder.with_name(f".{edition.id}.left")
    if folder.is_dir():
        if published:
            found = read(root, edition.id)
            if found.summary.sha256 != sha256:
                raise AlreadyPublished(edition.id)
            return found
        disk.remove(left)
        disk.rename(folder, left)
    working = folder.with_name(f".{edition.id}.working")
    disk.remove(left)
    disk.remove(working)
    files = {}
    sizes = {}
    for path, data in finished_files(edition, address, formats):
        disk.write(working / "files" / path, data)
        files[path], sizes[path] = hashlib.sha256(data).hexdigest(), len(data)
        for suffix, copy in compressed(path, data).items():
            disk.write(working / "files" / f"{path}{suffix}", copy)
    summary = summarise(edition, sha256=sha256, downloads=downloads(edition.id, sizes, formats))
    manifest = {"edition": summary_to_plain(summary), "files": files}
    disk.write(working / "edition.json", document)
    disk.write(working / "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode())
    disk.flush()
    disk.rename(working, folder)
    return Frozen(summary, folder, files)


def read(root: Path, edition_id: str) -> Frozen:
    """A frozen edition's manifest. Raises Damaged when it is not there."""
    folder = root / FOLDER / edition_id
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
    except FileNotFoundError as error:
        raise Damaged(f"Utgaven «{edition_id}» mangler på disken: {folder}") from error
    return Frozen(summary_from_plain(manifest["edition"]), folder, manifest["files"])


def verify(root: Path, edition_id: str) -> list[str]:
    """What is wrong with a frozen edition's files, in words; nothing when every checksum fits."""
    try:
        found = read(root, edition_id)
    except (Damaged, ValueError) as error:
        return [str(error)]
    expected = {f"files/{path}": sha256 for path, sha256 in found.files.items()}
    expected["edition.json"] = found.summary.sha256
    problems = []
    for path, sha256 in sorted(expected.items()):
        file = found.folder / path
        if not file.is_file():
            problems.append(f"Utgaven «{edition_id}» mangler filen {path}.")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
            problems.append(f"Filen {path} i utgaven «{edition_id}» er endret etter publisering.")
    return problems


def summary_to_plain(summary: EditionSummary) -> dict[str, Any]:
    """The summary as JSON values."""
    return asdict(summary)


def summary_from_plain(plain: dict[str, Any]) -> EditionSummary:
    """The inverse of `summary_to_plain`."""
    listed = {
        "kind": EditionKind(plain["kind"]),
        "pages": tuple(plain["pages"]),
        "downloads": tuple(Download(**each) for each in plain["downloads"]),
    }
    return EditionSummary(**(plain | listed))

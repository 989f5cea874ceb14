"""Publishing an edition: all files or none, the same input to the same bytes, and only what changed is made anew.

The served tree is `public`, a symbolic link to `releases/<number>/site`. A publication writes the next release under a
working name, with hard links for every file that did not change, flushes it, and moves the link. Killed at any point,
the former release is still served, and the next attempt begins by taking away what was left.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rodtrad.documents.editions import Edition
from rodtrad.documents.release import catalogue as catalogues
from rodtrad.documents.release.catalogue import Catalogue, SiteSettings
from rodtrad.documents.release.disk import Disk, Lock
from rodtrad.documents.release.formats import FORMATS, Format
from rodtrad.documents.release.fragments import FragmentFiles
from rodtrad.documents.release.frozen import Damaged, Frozen, freeze, read, verify
from rodtrad.documents.release.writing import Writer
from rodtrad.documents.renderers.html import EditionSummary, Joined, render_comparison, render_files, render_index

PUBLIC = "public"
RELEASES = "releases"
SITE = "site"


@dataclass(frozen=True)
class Prepared:
    """A release that is written and flushed but not yet served: `switch` serves it, `abandon` gives it up.

    No other publication can begin before one of the two.
    """

    root: Path
    catalogue: Catalogue
    edition: EditionSummary
    rendered: int
    linked: int
    disk: Disk
    lock: Lock

    @property
    def tree(self) -> Path:
        """The folder that will be served."""
        return _release(self.root, self.catalogue.number) / SITE

    def switch(self) -> None:
        """Serves this release from now on and takes away releases older than the one before it."""
        try:
            self.disk.point(self.root / PUBLIC, f"{RELEASES}/{self.tree.parent.name}/{SITE}")
            for folder in (self.root / RELEASES).iterdir():
                if folder.name.isdigit() and int(folder.name) < self.catalogue.number - 1:
                    self.disk.remove(folder)
        finally:
            self.lock.release()

    def abandon(self) -> None:
        """Leaves the former release served."""
        self.lock.release()


def publish(
    edition: Edition,
    root: Path,
    settings: SiteSettings,
    *,
    formats: tuple[Format, ...] = FORMATS,
    disk: Disk | None = None,
) -> Prepared:
    """Prepares the release with the edition and serves it. Errors as in `prepare`."""
    prepared = prepare(edition, root, settings, formats=formats, disk=disk)
    prepared.switch()
    return prepared


def prepare(
    edition: Edition,
    root: Path,
    settings: SiteSettings,
    *,
    formats: tuple[Format, ...] = FORMATS,
    disk: Disk | None = None,
    registered: Callable[[str], bool] = lambda edition_id: False,
) -> Prepared:
    """Freezes the edition and writes the next release of the site beside the one that is served.

    An edition that is already in the served release gives that release again. `registered` answers whether a register
    of editions knows an id; it is asked when no other publication can run. Raises AlreadyPublished when the id is
    served or registered with another content, and ValueError when the document cannot be rendered; nothing is served
    differently then.
    """
    disk = disk or Disk()
    lock = Lock(root)
    try:
        return _prepare(edition, root, settings, formats, disk, lock, registered)
    except BaseException:
        lock.release()
        raise


def _prepare(
    edition: Edition,
    root: Path,
    settings: SiteSettings,
    formats: tuple[Format, ...],
    disk: Disk,
    lock: Lock,
    registered: Callable[[str], bool],
) -> Prepared:
    former = current(root)
    served = {each.id for editions in former.documents.values() for each in editions} if former else set()
    published = edition.id in served or registered(edition.id)
    address = f"{settings.base_url}/{edition.document}/{edition.id}/" if settings.base_url else ""
    frozen = freeze(edition, root, disk, address, formats, published=published)
    documents = dict(former.documents) if former else {}
    editions = documents.get(edition.document, ())
    if frozen.summary.id not in [each.id for each in editions]:
        editions = tuple(sorted((*editions, frozen.summary), key=lambda each: each.date))
    elif former and former.settings == settings:
        return Prepared(root, former, frozen.summary, 0, len(former.files), disk, lock)
    documents[edition.document] = editions
    plan = Catalogue(former.number + 1 if former else 1, settings, documents, {})
    catalogue, rendered, linked = _write(plan, former, {edition.id: (edition, frozen)}, root, disk)
    return Prepared(root, catalogue, frozen.summary, rendered, linked, disk, lock)


def current(root: Path) -> Catalogue | None:
    """The release that is served under `root`; None before the first. Raises Damaged when `public` is not ours."""
    public = root / PUBLIC
    if not public.exists():
        return None
    found = catalogues.of_tree(public)
    if found is None:
        raise Damaged(f"{public} er ikke publisert av Rødtråd. Flytt den bort og publiser på nytt.")
    return found


def served_problems(root: Path) -> list[str]:
    """What is wrong with the editions that are served under `root`, in words, by the checksums beside the files."""
    try:
        served = current(root)
    except ValueError as error:
        return [str(error)]
    editions = [edition for found in (served.documents.values() if served else ()) for edition in found]
    return [problem for edition in editions for problem in verify(root, edition.id)]


def _release(root: Path, number: int) -> Path:
    return root / RELEASES / f"{number:06d}"


def _write(
    plan: Catalogue,
    former: Catalogue | None,
    known: dict[str, tuple[Edition, Frozen]],
    root: Path,
    disk: Disk,
) -> tuple[Catalogue, int, int]:
    target = _release(root, plan.number)
    working = target.with_name(f".{target.name}.working")
    disk.remove(working)
    disk.remove(target)
    writer = Writer(working / SITE, former, _release(root, former.number) / SITE if former else None, disk)
    for document, editions in plan.documents.items():
        same = former and former.settings == plan.settings and former.documents.get(document) == editions
        if same and former:
            for path, sha256 in former.files.items():
                if path.startswith((f"{document}/", "assets/")):
                    writer.link(path, sha256, _release(root, former.number) / SITE / path)
            continue
        for path, data in _pages(plan, document, known, root):
            writer.add(path, data)
        for summary in editions:
            frozen = known[summary.id][1] if summary.id in known else read(root, summary.id)
            for path, sha256 in frozen.files.items():
                writer.link(f"{document}/{summary.id}/{path}", sha256, frozen.folder / "files" / path)
    language = plan.contexts()[0].edition(plan.contexts()[0].current).language
    for path, data in render_index(plan.contexts(), language):
        writer.add(path, data)
    writer.finish()
    done = replace(plan, files=writer.files)
    disk.write(working / catalogues.NAME, done.dumps())
    disk.flush()
    disk.rename(working, target)
    return done, writer.rendered, writer.linked


def _pages(
    plan: Catalogue, document: str, known: dict[str, tuple[Edition, Frozen]], root: Path
) -> Iterator[tuple[str, bytes | Joined]]:
    """Every page of every edition of the document, and the comparisons between them."""
    site = plan.context(document)
    cache = FragmentFiles(root / "cache" / document)
    editions = {
        summary.id: known[summary.id][0] if summary.id in known else read(root, summary.id).edition
        for summary in site.editions
    }
    for edition in editions.values():
        yield from render_files(edition, site, cache)
    for before, after in site.comparisons:
        yield from render_comparison(editions[before], editions[after], site)
    cache.forget_unused()

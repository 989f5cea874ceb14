"""Publishing about 300 printed pages (150 tables, 60 charts, 40 chapters) as web site, PDF and Word, and once more.

The second publication has one changed chapter. Only the pages that show it are rendered. Every page is still written,
at its pinned and at its plain address, because each says which version it is and lists the others: the page is joined
from what was kept and what holds today. That, and compressing the plain pages as wholes, is the time of the second.
"""

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from benchmarks.generated_document import FULL, QUICK, document
from rodtrad.documents.editions import Edition
from rodtrad.documents.release import SiteSettings, publish
from rodtrad.documents.release.disk import Disk
from rodtrad.documents.release.formats import TABLE_CSV
from rodtrad.documents.release.fragments import FragmentFiles
from rodtrad.documents.release.writing import Writer
from rodtrad.documents.renderers import docx, html, pdf
from rodtrad.documents.serialisation import dumps

SETTINGS = SiteSettings("Storvik kommune")
AIM_SECONDS = {"HTML": 10, "PDF": 10, "Word": 20}
_T = TypeVar("_T")


def _timed(work: Callable[[], _T]) -> tuple[float, _T]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


class _Counting(FragmentFiles):
    """The files kept between publications, counting what had to be rendered."""

    rendered = 0

    def __setitem__(self, key: str, value: bytes) -> None:
        self.rendered += 1
        super().__setitem__(key, value)


def _site(edition: Edition, site: html.SiteContext, root: Path, name: str) -> tuple[int, int]:
    """Renders and writes every page with its compressed copies, as a publication does.

    Returns how many files that were, and how many sections and pages were rendered for them.
    """
    cache = _Counting(root / "cache")
    writer = Writer(root / name, None, None, Disk())
    for path, file in html.render_files(edition, site, cache):
        writer.add(path, file)
    writer.finish()
    return len(writer.files), cache.rendered


def run(full: bool) -> list[str]:
    """Markdown rows: what, amount, seconds, aim."""
    size = FULL if full else QUICK
    first = document(size, "hop-forslag", "2026-10-28T09:00:00+01:00")
    second = replace(
        document(size, "hop-vedtatt", "2026-12-17T09:00:00+01:00", changed_chapter=2), supersedes="hop-forslag"
    )
    rows = [
        "| What | Amount | Time | Against the first |",
        "| --- | --- | --- | --- |",
        f"| The document | {size['chapters']} chapters, {size['tables']} tables, {size['charts']} charts, "
        f"{len(dumps(first)) / 1e6:.1f} MB of JSON | | |",
    ]
    folder = Path(tempfile.mkdtemp(prefix="rodtrad-bench-"))
    try:
        warm = document(QUICK, "varm", "2026-01-01T00:00:00+01:00")
        list(html.render_html(warm, html.SiteContext("Storvik kommune", (html.summarise(warm),), warm.id), {}))
        summary, later = _summary(first), _summary(second)
        alone = html.SiteContext("Storvik kommune", (summary,), first.id, table_csv=TABLE_CSV)
        both = replace(alone, editions=(summary, later), current=second.id, comparisons=((first.id, second.id),))
        html_seconds, (files, made) = _timed(lambda: _site(first, alone, folder, "a"))
        rows.append(_row("HTML, first", f"{files} files, {made} sections and pages rendered", html_seconds, "HTML"))
        for name, what, edition, aim in (
            ("b", "second edition, one chapter changed", second, " (aim 0.10)"),
            ("c", "former edition gets its banner", first, ""),
        ):
            seconds, (files, made) = _timed(lambda name=name, edition=edition: _site(edition, both, folder, name))  # type: ignore[misc]
            rows.append(
                f"| HTML, {what} | {files} files, {made} sections and pages rendered | {seconds:.2f} s | "
                f"{seconds / html_seconds:.2f}{aim} |"
            )
        seconds, data = _timed(lambda: pdf.render(first))
        rows.append(_row("PDF", f"{_pages(data)} pages, {len(data) / 1e6:.1f} MB", seconds, "PDF"))
        seconds, data = _timed(lambda: docx.render(first))
        rows.append(_row("Word", f"{len(data) / 1e6:.1f} MB", seconds, "Word"))
        for name, edition in (("first", first), ("second, one chapter changed", second)):
            seconds, prepared = _timed(lambda edition=edition: publish(edition, folder / "root", SETTINGS))  # type: ignore[misc]
            amount = f"{prepared.rendered} files written, {prepared.linked} linked"
            rows.append(
                f"| Everything published, {name} (all formats, search index, flushed) | {amount} | {seconds:.2f} s | |"
            )
        seconds, prepared = _timed(lambda: publish(second, folder / "root", SETTINGS))
        rows.append(f"| Published again without a change | {prepared.rendered} files written | {seconds:.2f} s | |")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return rows


def _summary(edition: Edition) -> html.EditionSummary:
    """The edition with the files that are offered beside it; their sizes do not matter here."""
    names = {"pdf": ".pdf", "docx": ".docx", "xlsx": ".xlsx", "csv": "-csv.zip", "json": ".json"}
    offered = tuple(html.Download(name, f"{edition.id}{suffix}", 1_000_000) for name, suffix in names.items())
    return html.summarise(edition, downloads=offered)


def _row(what: str, amount: str, seconds: float, aim: str) -> str:
    return f"| {what} | {amount} | {seconds:.2f} s (aim {AIM_SECONDS[aim]} s at full size) | |"


def _pages(data: bytes) -> int:
    return max(int(count) for count in re.findall(rb"/Count (\d+)", data))


if __name__ == "__main__":
    print("\n".join(run("--full" in sys.argv)))

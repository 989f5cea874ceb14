"""Publishing about 300 printed pages (150 tables, 60 charts, 40 chapters) as web site, PDF and Word, and once more.

The second publication has one changed chapter. Every page of a new edition is written, because each page names its
version and lists the others; the sections in it that did not change are taken from the cache and not rendered again.
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
from rodtrad.documents.release.compression import compressed
from rodtrad.documents.renderers import docx, html, pdf
from rodtrad.documents.serialisation import dumps

SETTINGS = SiteSettings("Storvik kommune")
AIM_SECONDS = {"HTML": 10, "PDF": 10, "Word": 20}
_T = TypeVar("_T")


def _timed(work: Callable[[], _T]) -> tuple[float, _T]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def _site(edition: Edition, site: html.SiteContext, cache: dict[str, bytes], folder: Path) -> int:
    """Renders and writes every page with its compressed copies; returns how many files that were."""
    count = 0
    for path, data in html.render_html(edition, site, cache):
        for suffix, copy in {"": data, **compressed(path, data)}.items():
            file = folder / f"{path}{suffix}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(copy)
        count += 1
    return count


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
        html.render_html(document(QUICK, "varm", "2026-01-01T00:00:00+01:00"), _context("varm", first), {})
        cache: dict[str, bytes] = {}
        summary, later = html.summarise(first), html.summarise(second)
        alone = html.SiteContext("Storvik kommune", (summary,), first.id)
        both = html.SiteContext("Storvik kommune", (summary, later), second.id)
        html_seconds, count = _timed(lambda: _site(first, alone, cache, folder / "a"))
        rows.append(_row("HTML, first", f"{count} files", html_seconds, "HTML"))
        seconds, count = _timed(lambda: _site(second, both, cache, folder / "b"))
        rows.append(
            f"| HTML, second edition, one chapter changed | {count} files | {seconds:.2f} s | "
            f"{seconds / html_seconds:.2f} (aim 0.10) |"
        )
        seconds, count = _timed(lambda: _site(first, both, cache, folder / "c"))
        rows.append(
            f"| HTML, former edition gets its banner | {count} files | {seconds:.2f} s | {seconds / html_seconds:.2f} |"
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


def _context(edition: str, like: Edition) -> html.SiteContext:
    return html.SiteContext("Storvik kommune", (html.summarise(replace(like, id=edition)),), edition)


def _row(what: str, amount: str, seconds: float, aim: str) -> str:
    return f"| {what} | {amount} | {seconds:.2f} s (aim {AIM_SECONDS[aim]} s at full size) | |"


def _pages(data: bytes) -> int:
    return max(int(count) for count in re.findall(rb"/Count (\d+)", data))


if __name__ == "__main__":
    print("\n".join(run("--full" in sys.argv)))

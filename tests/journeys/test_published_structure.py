"""What a screen reader meets in the published demo: headings, landmarks, tables, links, languages, sizes."""

import gzip
import re
from collections import defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from tests.published_demo import PublishedDemo

D = "hop-2027-2030"
LIMIT = 100_000
# Links whose name is what they explain: a number, a word, a note.
EXPLAINING = {"why", "live", "note-ref", "term"}


@pytest.fixture(scope="module")
def pages(published_demo: PublishedDemo) -> dict[str, Path]:
    """Every HTML file of the site by its path."""
    site = published_demo.site
    return {str(path.relative_to(site)): path for path in sorted(site.rglob("*.html"))}


@cache
def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_bytes(), "lxml")


def main(path: Path) -> Tag:
    found = soup(path).main
    assert isinstance(found, Tag)
    return found


def name_of(link: Tag) -> str:
    return str(link.get("aria-label") or " ".join(link.get_text(" ").split()))


def test_no_page_is_larger_than_a_hundred_kilobytes(pages: dict[str, Path]) -> None:
    sizes = {name: len(gzip.compress(path.read_bytes(), 6)) for name, path in pages.items() if "/hele/" not in name}
    assert {name: size for name, size in sizes.items() if size > LIMIT} == {}


def test_whole_document_says_how_large_it_is(pages: dict[str, Path]) -> None:
    for name, path in pages.items():
        if name.endswith("/hele/index.html"):
            assert re.search(r"\d\u00a0(kB|MB)", main(path).get_text()), name


def test_headings_form_an_outline(pages: dict[str, Path]) -> None:
    wrong = {}
    for name, path in pages.items():
        levels = [int(each.name[1]) for each in main(path).find_all(re.compile("^h[1-6]$"))]
        skips = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        if levels.count(1) != 1 or levels[0] != 1 or skips:
            wrong[name] = (levels[:4], skips[:3])
    assert wrong == {}


def test_every_page_has_one_of_each_landmark_and_navigation_has_names(pages: dict[str, Path]) -> None:
    for name, path in pages.items():
        for landmark in ("header", "main", "footer"):
            assert len(soup(path).find_all(landmark)) == 1, (name, landmark)
        assert [nav for nav in soup(path).find_all("nav") if not nav.get("aria-label")] == [], name


def test_every_table_has_a_caption_and_every_header_a_scope(pages: dict[str, Path]) -> None:
    wrong = []
    for name, path in pages.items():
        for table in soup(path).find_all("table"):
            if table.caption is None or not table.caption.get_text().strip():
                wrong.append((name, table.get("data-table"), "caption"))
            wrong += [
                (name, table.get("data-table"), str(th)[:80]) for th in table.find_all("th") if not th.get("scope")
            ]
    assert wrong == []


def test_links_of_one_name_lead_to_one_place(pages: dict[str, Path]) -> None:
    wrong = []
    for name, path in pages.items():
        targets = defaultdict(set)
        for link in main(path).find_all("a"):
            if not EXPLAINING & set(link.get("class") or ()):
                targets[name_of(link)].add(link["href"])
        wrong += [(name, words, sorted(found)[:3]) for words, found in targets.items() if len(found) > 1 or not words]
    assert wrong == []


def test_what_is_missing_has_words_for_the_ear(pages: dict[str, Path]) -> None:
    signs = 0
    for name, path in pages.items():
        for cell in soup(path).select("td.num"):
            if cell.get_text().strip()[:1] in ("\u2013", ".", ":"):
                words = cell.select_one(".ds-sr-only")
                assert words is not None and words.get_text().strip(), (name, str(cell))
                signs += 1
    assert signs > 50


def test_negative_numbers_have_the_sign_that_is_spoken(pages: dict[str, Path]) -> None:
    wrong = [
        (name, cell.get_text())
        for name, path in pages.items()
        for cell in soup(path).select("td.num")
        if re.match(r"-\d", cell.get_text().strip())
    ]
    assert wrong == []


def test_nynorsk_is_marked_and_bokmal_titles_within_it_too(pages: dict[str, Path]) -> None:
    page = soup(pages[f"{D}/kultur/index.html"])
    article = page.find("article", lang="nn")
    assert page.html and page.html["lang"] == "nb" and isinstance(article, Tag)
    titles = article.select(".measures .name")
    assert titles and {title.get("lang") for title in titles} == {"nb"}
    assert "Sum nye tiltak" in article.get_text()
    frame = article.select_one("[id='tab-ramme-kultur:bibliotek-beholdes'] th span")
    assert frame is not None and frame["lang"] == "nb"
    comparison = soup(pages[f"{D}/sammenlign/{D}-forslag/{D}-vedtatt/index.html"])
    library = next(row for row in comparison.select("#_tiltak tr") if "Bibliotekets åpningstid" in row.get_text())
    assert library.select_one(".reason[lang=nn]") is not None


def test_a_title_is_shown_once_where_the_section_has_it(pages: dict[str, Path]) -> None:
    page = soup(pages[f"{D}/oppvekst/index.html"])
    shown = [
        title
        for title in page.select("figcaption .title, h3, h2")
        if title.get_text() == "Nye tiltak" and "ds-sr-only" not in (title.get("class") or [])
    ]
    assert len(shown) == 1

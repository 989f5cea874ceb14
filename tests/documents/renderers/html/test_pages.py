"""The rules that every page keeps: one heading, unique ids, links that lead somewhere, nothing a strict CSP stops."""

import dataclasses
import gzip
import posixpath
import re
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from tests.documents.sample_edition import amended_edition, rebuilt, sample_edition

from rodtrad.documents.editions import Edition
from rodtrad.documents.inlines import Link, Text
from rodtrad.documents.nodes import Node, Paragraph, Section
from rodtrad.documents.renderers.html import Joined, SiteContext, render_files, render_html, summarise

D = "hop-2027-2030"
OLD, NEW = f"{D}/hop-2027-2030-forslag", f"{D}/hop-2027-2030-vedtatt"


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def test_expected_pages_exist(pages: dict[str, str]) -> None:
    for home in (D, OLD, NEW):
        for name in ("", "oppvekst/", "kultur/", "omrader/", "hele/", "ordliste/", "sok/", "beregninger/", "metode/"):
            assert f"{home}/{name}index.html" in pages
    assert {"index.html", "404.html", f"{D}/sammenlign/hop-2027-2030-forslag/hop-2027-2030-vedtatt/index.html"} <= set(
        pages
    )


def test_every_page_has_one_heading_that_its_title_begins_with(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        page = soup(html)
        headings = page.find_all("h1")
        assert len(headings) == 1, path
        assert page.title is not None and page.title.get_text().startswith(headings[0].get_text()), path


def test_headings_never_skip_a_level(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        levels = [int(tag.name[1]) for tag in soup(html).main.find_all(re.compile("^h[1-6]$"))]  # type: ignore[union-attr]
        assert all(b <= a + 1 for a, b in pairwise(levels)), (path, levels)


def test_ids_are_unique_on_every_page(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        ids = [tag["id"] for tag in soup(html).find_all(id=True)]
        assert len(ids) == len(set(ids)), (path, sorted({i for i in ids if ids.count(i) > 1}))


def test_no_mark_of_the_renderer_is_left(pages: dict[str, str]) -> None:
    assert [path for path, html in pages.items() if "\x02" in html or "\x03" in html] == []


def test_nothing_on_a_page_needs_a_weaker_csp(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        page = soup(html)
        assert not page.find_all(style=True), path
        assert not page.find_all("style"), path
        assert all(tag.get("src") for tag in page.find_all("script")), path
        assert not [a for tag in page.find_all(True) for a in tag.attrs if a.startswith("on")], path


def test_every_link_leads_to_a_file_and_to_an_id_in_it(files: dict[str, bytes], pages: dict[str, str]) -> None:
    ids = {path: {tag["id"] for tag in soup(html).find_all(id=True)} for path, html in pages.items()}
    downloads = {f"{home}/plan{end}" for home in (OLD, NEW) for end in (".pdf", ".docx", ".xlsx", "-csv.zip", ".json")}
    lost = []
    for path, html in pages.items():
        if path == "404.html":
            continue
        for tag in soup(html).find_all(["a", "link", "script", "img", "use", "form"]):
            address = urlsplit(str(tag.get("href") or tag.get("src") or tag.get("action") or ""))
            if address.scheme:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address.path)))
            if not address.path:
                target = path
            elif address.path.endswith(("/", ".")):
                target = posixpath.join(target, "index.html").removeprefix("./")
            if target not in files and target not in downloads:
                lost.append((path, tag.name, target))
            elif address.fragment and target in ids and unquote(address.fragment) not in ids[target]:
                lost.append((path, tag.name, f"{target}#{address.fragment}"))
    assert lost == []


def test_plain_pages_are_the_current_edition(pages: dict[str, str]) -> None:
    plain, pinned = soup(pages[f"{D}/oppvekst/index.html"]), soup(pages[f"{NEW}/oppvekst/index.html"])
    assert plain.main.get_text() == pinned.main.get_text()  # type: ignore[union-attr]
    assert "Sommerjobb" in plain.get_text()
    assert "Sommerjobb" not in pages[f"{OLD}/oppvekst/index.html"]


def test_superseded_edition_shows_its_banner_on_every_page(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        if "/sammenlign/" not in path and path.count("/") > 0:
            assert ("Du leser en versjon som er erstattet" in html) == path.startswith(OLD), path


def test_canonical_address_is_the_plain_one_for_the_current_edition(site: SiteContext) -> None:
    site = dataclasses.replace(site, base_url="https://budsjett.example/plan")
    made = dict(render_html(amended_edition(), site)) | dict(render_html(sample_edition(), site))

    def canonical(path: str) -> str:
        return str(soup(made[path].decode()).find("link", rel="canonical")["href"])  # type: ignore[index]

    assert canonical(f"{NEW}/oppvekst/index.html") == f"https://budsjett.example/plan/{D}/oppvekst/"
    assert canonical(f"{D}/oppvekst/index.html") == f"https://budsjett.example/plan/{D}/oppvekst/"
    assert canonical(f"{OLD}/oppvekst/index.html") == f"https://budsjett.example/plan/{OLD}/oppvekst/"


def test_nynorsk_section_is_tagged_and_has_nynorsk_words(pages: dict[str, str]) -> None:
    page = soup(pages[f"{D}/kultur/index.html"])
    assert page.html["lang"] == "nb"  # type: ignore[index]
    assert page.find("article")["lang"] == "nn"  # type: ignore[index]
    whole = soup(pages[f"{D}/hele/index.html"])
    assert whole.find(id="kultur")["lang"] == "nn"  # type: ignore[index]


def test_the_method_page_says_in_words_what_the_data_is(pages: dict[str, str]) -> None:
    rows = soup(pages[f"{OLD}/metode/index.html"]).select("table.list tbody th")
    assert [row.get_text() for row in rows] == ["Budsjettet", "accounts"]


def test_document_in_nynorsk_has_a_nynorsk_frame() -> None:
    edition = sample_edition("nn")
    made = dict(render_html(edition, SiteContext("Fjellvik kommune", (summarise(edition),), edition.id)))
    page = made[f"{OLD}/oppvekst/index.html"].decode()
    assert '<html lang="nn"' in page
    assert "Hopp til innhaldet" in page
    assert "Framlegg – ikkje vedteke" in page


def test_pages_are_small(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        if "/hele/" not in path:
            assert len(gzip.compress(html.encode())) <= 100_000, path


def test_one_page_view_states_its_size(pages: dict[str, str]) -> None:
    html = pages[f"{D}/hele/index.html"]
    stated = re.search(r"er på (\d+)\u00a0kB", html)
    assert stated is not None
    assert abs(int(stated[1]) - len(html.encode()) // 1000) <= 2


def test_front_page_lists_versions_and_says_which_is_read(pages: dict[str, str]) -> None:
    stages = soup(pages[f"{OLD}/index.html"]).find(class_="stages")
    assert stages is not None
    assert "Kommunedirektørens forslag 28.10.2026" in stages.find(class_="here").get_text()  # type: ignore[union-attr]
    assert "Vedtatt 16.12.2026" in stages.get_text()


def test_tables_that_stand_in_two_places_have_their_ids_once(pages: dict[str, str]) -> None:
    whole = soup(pages[f"{D}/hele/index.html"])
    assert len(whole.find_all(id="tab-driftsrammer")) == 1
    assert whole.find(id="tab-driftsrammer").name == "figure"  # type: ignore[union-attr]


def test_same_edition_gives_the_same_bytes(site: SiteContext) -> None:
    assert dict(render_html(sample_edition(), site)) == dict(render_html(sample_edition(), site))


class Counting(dict[str, bytes]):
    """A cache that counts what is put into it."""

    made = 0

    def __setitem__(self, key: str, value: bytes) -> None:
        self.made += 1
        super().__setitem__(key, value)


def stop_library(value: object) -> object:
    is_it = isinstance(value, Text) and value.text.startswith("Biblioteket held ope")
    return Text("Biblioteket held stengt.") if is_it else value


def test_only_changed_pages_are_rendered_again(site: SiteContext) -> None:
    cache = Counting()
    first = dict(render_html(sample_edition(), site, cache))
    assert cache.made > 2 * 6, "six sections and their six pages, and the pages around them"
    cache.made = 0
    assert dict(render_html(sample_edition(), site, cache)) == first
    assert cache.made == 0
    changed = dict(render_html(rebuilt(sample_edition(), stop_library), site, cache))
    assert cache.made == 3, "one section, its page, and its chapter in the one-page view"
    assert {path for path in first if first[path] != changed[path]} == {
        f"{OLD}/kultur/index.html",
        f"{OLD}/hele/index.html",
    }


def following(edition: Edition, site: SiteContext) -> SiteContext:
    """The site when this edition has been published as the adopted plan."""
    proposal = summarise(sample_edition(), downloads=site.editions[0].downloads)
    downloads = tuple(dataclasses.replace(each, path=f"vedtatt/{each.path}") for each in proposal.downloads)
    adopted = summarise(edition, downloads=downloads)
    pairs = ((proposal.id, adopted.id),)
    return dataclasses.replace(site, editions=(proposal, adopted), current=adopted.id, comparisons=pairs)


def test_an_unchanged_page_is_not_rendered_again_for_the_next_edition_but_says_which_version_it_is(
    site: SiteContext,
) -> None:
    adopted = dataclasses.replace(
        rebuilt(sample_edition(), stop_library),
        id="hop-2027-2030-vedtatt",
        status="Vedtatt 16.12.2026",
        published_at="2026-12-17T09:00:00+01:00",
    )
    cache, both = Counting(), following(adopted, site)
    alone = dataclasses.replace(both, editions=both.editions[:1], current=sample_edition().id, comparisons=())
    dict(render_html(sample_edition(), alone, cache))
    cache.made = 0
    made = dict(render_html(adopted, both, cache))
    assert cache.made == 3, "one section, its page, and its chapter in the one-page view"
    assert made == dict(render_html(adopted, both))
    for home in (D, NEW):
        page = soup(made[f"{home}/oppvekst/index.html"].decode())
        assert "Vedtatt" in page.select_one(".version-bar summary").get_text()  # type: ignore[union-attr]
        assert "17.12.2026" in page.find("footer").get_text()  # type: ignore[union-attr]
    cache.made = 0
    former = dict(render_html(sample_edition(), both, cache))
    assert cache.made == 0
    assert former == dict(render_html(sample_edition(), both))
    assert "Du leser en versjon som er erstattet" in former[f"{OLD}/oppvekst/index.html"].decode()


def test_a_page_is_rendered_again_when_what_it_links_to_has_moved(site: SiteContext) -> None:
    edition = with_front(Paragraph((Link("rammene", "#flyttes"),)), Section("flyttes", "Rammene", ()))
    moved = dataclasses.replace(
        with_front(Paragraph((Link("rammene", "#flyttes"),))),
        chapters=(Section("sist", "Sist", (Section("flyttes", "Rammene", ()),), page=True),),
    )
    edition = dataclasses.replace(edition, chapters=(Section("sist", "Sist", (), page=True),))
    cache = Counting()
    dict(render_html(edition, site, cache))
    assert dict(render_html(moved, site, cache)) == dict(render_html(moved, site))


def test_links_to_be_copied_lead_to_the_pinned_edition(files: dict[str, bytes], pages: dict[str, str]) -> None:
    for home, edition in ((D, NEW), (NEW, NEW), (OLD, OLD)):
        for name in ("oppvekst/", "hele/", "beregninger/"):
            path = f"{home}/{name}index.html"
            for tag in soup(pages[path]).select(".tools a.copy"):
                address = urlsplit(str(tag["href"]))
                target = posixpath.normpath(posixpath.join(home, name, address.path))
                assert target.startswith(edition), (path, tag["href"])
                assert f'id="{unquote(address.fragment)}"' in pages[f"{target}/index.html"], (path, tag["href"])


def test_pinned_pages_come_with_the_gzip_copy_they_were_joined_as(site: SiteContext) -> None:
    made = dict(render_files(amended_edition(), site))
    html = {path: file for path, file in made.items() if path.endswith(".html")}
    assert {path for path, file in html.items() if isinstance(file, Joined)} == {p for p in html if p.startswith(NEW)}
    for path, file in html.items():
        if isinstance(file, Joined):
            assert gzip.decompress(file.gzipped) == file.data, path
            assert len(file.gzipped) <= 100_000 or "/hele/" in path


def test_pages_are_made_anew_when_the_site_around_them_changes(site: SiteContext) -> None:
    cache = Counting()
    dict(render_html(amended_edition(), site, cache))
    renamed = dataclasses.replace(site, municipality="Nyvik kommune")
    again = dict(render_html(amended_edition(), renamed, cache))
    assert all(b"Nyvik kommune" in data for path, data in again.items() if path.endswith(".html"))
    assert again == dict(render_html(amended_edition(), renamed))


def with_front(*nodes: Node) -> Edition:
    edition = sample_edition()
    return dataclasses.replace(edition, front=dataclasses.replace(edition.front, children=nodes))


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "oppvekst/", "//example.org/x"])
def test_dangerous_or_relative_link_stops_publication(target: str, site: SiteContext) -> None:
    with pytest.raises(ValueError, match="not an address"):
        dict(render_html(with_front(Paragraph((Link("her", target),))), site))


def test_link_to_an_unknown_id_stops_publication(site: SiteContext) -> None:
    with pytest.raises(LookupError, match="tab-finnes-ikke"):
        dict(render_html(with_front(Paragraph((Link("her", "#tab-finnes-ikke"),))), site))


def test_id_that_stands_twice_stops_publication(site: SiteContext) -> None:
    with pytest.raises(ValueError, match="stands twice"):
        dict(render_html(with_front(Section("a", "A", ()), Section("a", "B", ())), site))


def test_page_cannot_take_the_address_of_the_search(site: SiteContext) -> None:
    with pytest.raises(ValueError, match="sok"):
        dict(render_html(with_front(Section("sok", "Søk", (), page=True)), site))


def test_markup_and_control_characters_in_text_are_only_text(site: SiteContext) -> None:
    evil = "<script>alert(1)</script>\x02root:x\x03 & \x07"
    made = dict(render_html(with_front(Paragraph((Text(evil),)), Section("a", evil, ())), site))
    page = made[f"{OLD}/index.html"].decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;root:x &amp; ") >= 2


def test_theme_that_is_not_custom_properties_is_refused(site: SiteContext) -> None:
    for theme in ({"--a": "red;}body{display:none"}, {"color": "red"}, {"--a": "url(https://x)"}):
        with pytest.raises(ValueError, match="theme"):
            dict(render_html(sample_edition(), dataclasses.replace(site, theme=theme)))


def test_theme_gives_the_style_sheet_another_name(site: SiteContext, files: dict[str, bytes]) -> None:
    themed = dataclasses.replace(site, theme={"--ds-color-accent-text-default": "#123456"})
    styles = {path for path in dict(render_html(sample_edition(), themed)) if path.endswith(".css")}
    assert styles.isdisjoint(files)

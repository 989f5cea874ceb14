"""The results page of a search is a page like the others, at the pinned and at the plain address."""

import dataclasses

import pytest
from bs4 import BeautifulSoup

from rodtrad.documents.renderers.html import Hit, SiteContext, render_search

HITS = (
    Hit("text", "Oppvekst", "oppvekst/", "Barnehage, skole, SFO og barnevern."),
    Hit("numbers", "Rammen øker", "oppvekst/#tab-ramme-oppvekst", "205 811", "2.1 Oppvekst"),
)


def page(html: bytes) -> BeautifulSoup:
    return BeautifulSoup(html.decode(), "lxml")


def test_hits_are_grouped_with_numbers_first(site: SiteContext) -> None:
    found = page(render_search(site.editions[1], "skole", HITS, site))
    assert [h.get_text() for h in found.find_all("h2")[:2]] == ["Tall og tabeller (1)", "Tekst (1)"]
    assert found.h1.get_text() == "2 treff på «skole»"  # type: ignore[union-attr]
    assert found.find("a", string="Rammen øker")["href"] == "../oppvekst/#tab-ramme-oppvekst"  # type: ignore[index]


def test_query_is_kept_in_the_field_and_escaped(site: SiteContext) -> None:
    html = render_search(site.editions[1], '"><script>', (), site)
    assert b'"><script>' not in html
    assert page(html).find("input", attrs={"name": "q"})["value"] == '"><script>'  # type: ignore[index]


def test_no_hits_gives_advice(site: SiteContext) -> None:
    found = page(render_search(site.editions[1], "xyz", (), site))
    assert found.h1.get_text() == "Ingen treff på «xyz»"  # type: ignore[union-attr]
    assert "Prøv et annet ord" in found.get_text()


def test_plain_address_is_one_level_nearer_the_root(site: SiteContext) -> None:
    pinned, plain = (render_search(site.editions[1], "a", HITS, site, plain=p) for p in (False, True))
    style = page(pinned).find("link", rel="stylesheet")["href"]  # type: ignore[index]
    assert style == "../" + str(page(plain).find("link", rel="stylesheet")["href"])  # type: ignore[index]


def test_unknown_group_is_refused(site: SiteContext) -> None:
    with pytest.raises(ValueError, match="groups"):
        render_search(site.editions[1], "a", (dataclasses.replace(HITS[0], group="other"),), site)

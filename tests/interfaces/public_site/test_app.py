"""The public server answers with published files only, whole, and with the headers that browsers and proxies need."""

import asyncio
import gzip
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import brotli
import pytest
from tests.documents.sample_edition import sample_edition

from rodtrad.documents.editions import EditionKind
from rodtrad.documents.release import SiteSettings, publish
from rodtrad.documents.release.formats import FORMATS
from rodtrad.interfaces.public_site.app import PublicSite
from rodtrad.interfaces.public_site.headers import accepted_encodings

EDITION = sample_edition()
ADOPTED = replace(
    EDITION, id="hop-2027-2030-vedtatt", kind=EditionKind.ADOPTED, status="Vedtatt",
    published_at="2026-12-17T09:00:00+01:00",
)  # fmt: skip
DATA_ONLY = tuple(format_ for format_ in FORMATS if format_.name == "json")
SETTINGS = SiteSettings("Fjellvik kommune")
PLAN = f"/{EDITION.document}/"


@dataclass
class Scope:
    """A request as the server gives it."""

    path: str
    query_string: str = ""
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    proto: str = "http"


@dataclass
class Answer:
    """What the application answered."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        assert len({name for name, _ in headers}) == len(headers), "a header stands twice"
        self.status, self.headers, self.body = status, dict(headers), body

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.response_bytes(status, headers, b"")

    def response_file(self, status: int, headers: list[tuple[str, str]], file: str) -> None:
        self.response_bytes(status, headers, Path(file).read_bytes())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nettsted")
    publish(EDITION, folder, SETTINGS, formats=DATA_ONLY)
    return folder


@pytest.fixture(scope="module")
def site(root: Path) -> PublicSite:
    return PublicSite(root / "public")


def ask(site: PublicSite, path: str, **request: Any) -> Answer:
    answer = Answer()
    path, _, query = path.partition("?")
    asyncio.run(site.__rsgi__(Scope(path, query, **request), answer))
    return answer


def test_a_page_is_sent_with_a_strict_policy_and_no_cookie(site: PublicSite) -> None:
    answer = ask(site, PLAN)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("accepted", "encoding", "open_"), [("br, gzip", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)]
)
def test_the_smallest_accepted_copy_is_sent(site: PublicSite, accepted: str, encoding: str, open_: Any) -> None:
    plain, packed = ask(site, PLAN), ask(site, PLAN, headers={"accept-encoding": accepted})
    assert packed.headers["content-encoding"] == encoding
    assert packed.headers["vary"] == plain.headers["vary"] == "accept-encoding"
    assert open_(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, ()), ("gzip, deflate, br", ("br", "gzip")), ("br;q=0, gzip;q=0.5", ("gzip",)), ("*", ("br", "gzip")),
        ("identity", ()), ("gzip;q=0", ()), ("*;q=0, br", ("br",)),
    ],
)  # fmt: skip
def test_accept_encoding_is_read_as_the_standard_says(header: str | None, expected: tuple[str, ...]) -> None:
    assert accepted_encodings(header) == expected


def test_a_page_that_has_not_changed_is_not_sent_again(site: PublicSite) -> None:
    first = ask(site, PLAN)
    for headers in (
        {"if-none-match": first.headers["etag"]},
        {"if-none-match": f'"annet", W/{first.headers["etag"]}'},
        {"if-modified-since": first.headers["last-modified"]},
    ):
        again = ask(site, PLAN, headers=headers)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    assert ask(site, PLAN, headers={"if-none-match": '"annet"'}).status == 200
    assert ask(site, PLAN, headers={"if-modified-since": "i går"}).status == 200
    assert ask(site, PLAN, headers={"if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"}).status == 200


def test_files_named_by_their_content_are_kept_for_a_year_and_others_shorter(site: PublicSite, root: Path) -> None:
    style = next((root / "public/assets").glob("*.css")).name
    assert ask(site, f"/assets/{style}").headers["cache-control"] == "public, max-age=31536000, immutable"
    data = ask(site, f"{PLAN}{EDITION.id}/data/cells.csv")
    assert data.headers["cache-control"] == "public, max-age=86400"
    assert data.headers["access-control-allow-origin"] == "*"
    assert data.headers["content-type"] == "text/csv; charset=utf-8"


def test_head_has_the_headers_without_the_page(site: PublicSite) -> None:
    whole, head = ask(site, PLAN), ask(site, PLAN, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.body))
    assert head.headers["etag"] == whole.headers["etag"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent_to_the_site(site: PublicSite, method: str) -> None:
    answer = ask(site, PLAN, method=method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path",
    [
        "/../editions/x/edition.json", "/../release.json", "/%2e%2e/release.json", "/..%2frelease.json", "//etc/passwd",
        "/etc/passwd", "/hop-2027-2030/../../release.json", "/./index.html", "/release.json", "/index.html%00",
        "/index.html.br", "/index.html.gz", "/hop-2027-2030/index.html/", "/\\..\\release.json", "/finnes-ikke/",
    ],
)  # fmt: skip
def test_an_address_outside_the_published_files_is_not_found(site: PublicSite, path: str) -> None:
    answer = ask(site, path)
    assert answer.status == 404
    assert "Siden finnes ikke" in answer.body.decode()
    assert "etag" not in answer.headers


def test_a_page_without_its_last_slash_is_sent_on(site: PublicSite) -> None:
    answer = ask(site, f"/{EDITION.document}?a=1")
    assert (answer.status, answer.headers["location"]) == (308, f"{PLAN}?a=1")
    assert ask(site, f"//{EDITION.document}").status == 404


def test_every_published_page_is_reachable(site: PublicSite, root: Path) -> None:
    tree = (root / "public").resolve()
    for page in tree.rglob("index.html"):
        folder = str(page.parent.relative_to(tree))
        assert ask(site, "/" if folder == "." else f"/{folder}/").body == page.read_bytes()


@pytest.mark.parametrize("address", [f"{PLAN}sok/", f"{PLAN}{EDITION.id}/sok/"])
def test_search_answers_without_scripts_and_its_links_lead_somewhere(site: PublicSite, address: str) -> None:
    answer = ask(site, f"{address}?q=skule", headers={"accept-encoding": "gzip"})
    page = gzip.decompress(answer.body).decode()
    assert answer.status == 200
    assert "skule" in page
    assert "oppvekst/#" in page
    assert answer.headers["cache-control"] == "public, max-age=60"


def test_search_shows_what_was_typed_as_text_only(site: PublicSite) -> None:
    page = ask(site, f"{PLAN}sok/?q=%3Cscript%3Ealert(1)%3C/script%3E%02asset:x%03").body.decode()
    assert "<script>alert" not in page
    assert "\x02" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("query", ["", "q=", "q=%FF%FE", "q=a&" * 50, "r=1", "q=" + "a" * 5000])
def test_an_odd_search_gives_a_page(site: PublicSite, query: str) -> None:
    assert ask(site, f"{PLAN}sok/?{query}").status == 200


def test_search_in_an_unknown_edition_is_not_found(site: PublicSite) -> None:
    assert ask(site, f"{PLAN}finnes-ikke/sok/?q=skole").status == 404


def test_a_switched_release_is_served_at_once_and_whole(tmp_path: Path) -> None:
    publish(EDITION, tmp_path, SETTINGS, formats=DATA_ONLY)
    site = PublicSite(tmp_path / "public")
    before = ask(site, PLAN)
    assert "Vedtatt" not in before.body.decode()
    assert ask(site, f"{PLAN}{ADOPTED.id}/").status == 404
    publish(ADOPTED, tmp_path, SETTINGS, formats=DATA_ONLY)
    after = ask(site, PLAN, headers={"if-none-match": before.headers["etag"]})
    assert after.status == 200
    assert "Vedtatt" in after.body.decode()
    assert ask(site, f"{PLAN}{ADOPTED.id}/sok/?q=skole").status == 200


def test_a_tree_copied_without_its_catalogue_is_still_served(root: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree((root / "public").resolve(), tmp_path / "kopi")
    site = PublicSite(tmp_path / "kopi")
    assert ask(site, PLAN).status == 200
    assert ask(site, f"{PLAN}sok/?q=skole").status == 200

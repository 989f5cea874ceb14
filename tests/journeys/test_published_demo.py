"""Citizens read the published demo from the public server: every kind of page, at every width, with and without
scripts, by keyboard, on paper, and without anybody else being told."""

import io
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, expect  # noqa: E402
from pypdf import PdfReader  # noqa: E402
from tests.journeys.reading import WIDTHS, opened, reader, serious, too_wide  # noqa: E402
from tests.published_demo import PublishedDemo  # noqa: E402

from rodtrad.documents import shown  # noqa: E402
from rodtrad.documents.editions import Edition  # noqa: E402
from rodtrad.documents.nodes import Section  # noqa: E402
from rodtrad.documents.serialisation import loads  # noqa: E402
from rodtrad.documents.walk import nodes_in, tables_in  # noqa: E402

pytestmark = pytest.mark.browser

D = "hop-2027-2030"
OLD = f"{D}/{D}-forslag"
COMPARISON = f"{D}/sammenlign/{D}-forslag/{D}-vedtatt/"
LOST = "finnes-ikke/"


@pytest.fixture(scope="module")
def address(published_demo: PublishedDemo) -> Iterator[str]:
    """The address of `rodtrad serve` over the demo's published site."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("rodtrad")), "serve", str(published_demo.folder), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def pages(published_demo: PublishedDemo) -> list[str]:
    """Every page of the current edition at its plain address, the superseded front page and one of its areas, the
    comparison, the list of documents, search results, and a wrong address."""
    site = published_demo.site / D
    plain = [f"{D}/"] + [
        f"{D}/{p.parent.name}/" for p in sorted(site.glob("*/index.html")) if p.parent.name[:3] != "hop"
    ]
    return ["", *plain, f"{OLD}/", f"{OLD}/oppvekst/", COMPARISON, f"{D}/sok/?q=skole", f"{D}/sok/?q=xyzzy", LOST]


@pytest.fixture(scope="module")
def adopted(published_demo: PublishedDemo) -> Edition:
    """The adopted edition's frozen document."""
    edition = loads((published_demo.folder / "editions" / f"{D}-vedtatt" / "edition.json").read_bytes())
    assert isinstance(edition, Edition)
    return edition


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_window(browser: Browser, address: str, pages: list[str], width: int) -> None:
    reading = reader(browser, address, width)
    found = {}
    for path in pages:
        reading.page.goto(address + path)
        found[path] = too_wide(reading.page)
    reading.close()
    assert {path: wide for path, wide in found.items() if wide > 0} == {}


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_serious_or_critical(browser: Browser, address: str, pages: list[str], width: int) -> None:
    reading = reader(browser, address, width, reduced_motion="reduce")
    found = []
    for path in pages:
        if path.endswith("hele/"):
            continue
        reading.page.goto(address + path)
        found += [(path, *each) for each in serious(reading.page)]
    reading.close()
    assert found == []


def test_axe_finds_nothing_on_the_whole_document(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/hele/", reduced_motion="reduce")
    page.set_default_timeout(120_000)
    found = serious(page)
    page.context.close()
    assert found == []


def test_nobody_else_is_asked_and_nothing_is_kept(browser: Browser, address: str, pages: list[str]) -> None:
    reading = reader(browser, address)
    for path in pages:
        if path != LOST:
            reading.page.goto(address + path, wait_until="networkidle")
    cookies = reading.page.context.cookies()
    kept = reading.page.evaluate("localStorage.length + sessionStorage.length")
    reading.close()
    assert (reading.complaints, reading.strangers, cookies, kept) == ([], [], [], 0)


def test_text_of_charts_is_set_in_the_font_we_carry(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/okonomisk-opplegg/")
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    texts = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": ".drawing.wide svg text"})["nodeIds"]
    fonts = {
        (font["familyName"], font["isCustomFont"])
        for text in texts
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": text})["fonts"]
    }
    page.context.close()
    assert len(texts) > 20
    assert fonts == {("Inter", True)}


def test_reader_with_a_keyboard_goes_from_the_contents_to_a_number_and_back(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/")
    page.keyboard.press("Tab")
    expect(page.locator(".ds-skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Oppvekst", exact=True).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Oppvekst")
    page.locator("nav.side").get_by_role("link", name="Driftsramme", exact=True).focus()
    page.keyboard.press("Enter")
    number = page.locator("#tab-ramme-oppvekst a.why").first
    number.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Hvordan er dette beregnet?")
    expect(dialog).to_be_focused()
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Lukk")).to_be_focused()
    page.keyboard.press("Escape")
    expect(number).to_be_focused()
    page.go_back()
    page.go_back()
    expect(page.locator("h1")).to_contain_text("økonomiplan 2027–2030")
    table = page.get_by_text("Vis som tabell").first
    table.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#fig-nytt-og-kutt table").first).to_be_visible()
    page.context.close()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1180, 820), (820, 1180), (390, 844)])
def test_explanation_never_covers_the_number_it_explains(
    browser: Browser, address: str, width: int, height: int
) -> None:
    page = opened(browser, f"{address}{D}/oppvekst/", width)
    page.set_viewport_size({"width": width, "height": height})
    for number in page.locator("#tab-ramme-oppvekst a.why").all()[:8]:
        number.click()
        shown_at, covered = page.get_by_role("dialog").bounding_box(), number.bounding_box()
        assert shown_at and covered
        apart = (
            covered["y"] + covered["height"] <= shown_at["y"]
            or shown_at["y"] + shown_at["height"] <= covered["y"]
            or covered["x"] + covered["width"] <= shown_at["x"]
            or shown_at["x"] + shown_at["width"] <= covered["x"]
        )
        assert apart, number.inner_text()
        assert shown_at["x"] >= 0 and shown_at["x"] + shown_at["width"] <= width
        page.keyboard.press("Escape")
    page.context.close()


def test_every_number_is_read_and_found_without_scripts(browser: Browser, address: str, adopted: Edition) -> None:
    page = opened(browser, f"{address}{D}/oppvekst/", java_script_enabled=False)
    text = page.locator("main").text_content() or ""
    missing = [
        shown.address(table, row, column)
        for table in tables_in(_area(adopted, "oppvekst").children)
        for row, column, cell in shown.cells(table)
        if shown.shown(cell, column, table, "nb") not in text
    ]
    assert missing == []
    page.goto(f"{address}{D}/")
    page.get_by_role("searchbox").first.fill("sykehjem")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("treff på «sykehjem»")
    page.locator(".hits a").first.click()
    assert "/sok/" not in page.url
    page.go_back()
    page.goto(f"{address}{OLD}/oppvekst/")
    expect(page.locator(".superseded")).to_contain_text("erstattet")
    page.context.close()


def test_page_is_read_at_four_hundred_percent(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/helse/", 320, device_scale_factor=4)
    assert too_wide(page) <= 0
    expect(page.locator("h1")).to_be_in_viewport()
    page.context.close()


def test_forced_colours_keep_bars_status_and_the_budget_year(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/", forced_colors="active")
    bar, ground = page.evaluate(
        """() => [getComputedStyle(document.querySelector(".bar rect")).fill,
                  getComputedStyle(document.body).backgroundColor]"""
    )
    assert bar != ground
    page.goto(f"{address}{D}/okonomisk-opplegg/")
    edge = page.evaluate("() => getComputedStyle(document.querySelector('td.by')).outlineStyle")
    page.context.close()
    assert edge == "solid"


def test_paper_holds_every_cell_of_an_area(browser: Browser, address: str, adopted: Edition) -> None:
    page = opened(browser, f"{address}{D}/samfunn/", 390)
    pdf = page.pdf(format="A4")
    page.context.close()
    text = "".join("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages).split())
    lost = [
        shown.address(table, row, column)
        for table in tables_in(_area(adopted, "samfunn").children)
        for row, column, cell in shown.cells(table)
        if "".join(shown.shown(cell, column, table, "nb").split()) not in text
    ]
    assert lost == []


def test_amendments_are_read_as_what_costs_and_how_it_is_paid(browser: Browser, address: str) -> None:
    page = opened(browser, address + COMPARISON)
    table = page.locator("#_tiltak table")
    rows = {
        row.locator("th").inner_text().splitlines()[0]: row.locator("td").all_inner_texts()
        for row in table.locator("tbody tr:not(.section)").all()
    }
    page.context.close()
    assert rows["Forskjell i balanse"][2:] == ["0"] * 4
    done = {title: cells[1] for title, cells in rows.items() if cells[1]}
    assert done["Bekken skole beholdes"] == done["Bibliotekets åpningstid beholdes"] == "Kutt tatt ut"
    assert done["Gang- og sykkelveier brøytes som før"] == done["Mindre avsetning til disposisjonsfondet"] == "Endret"
    assert done["Sommerjobb til unge mellom 16 og 18 år"] == "Nytt"
    assert "Beregnet" in done.values()


def _area(edition: Edition, id_: str) -> Section:
    return next(node for node in nodes_in(edition.chapters) if isinstance(node, Section) and node.id == id_)

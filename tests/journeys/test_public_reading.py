"""A citizen reads the plan in a browser: at every width, by keyboard, without scripts, on paper, under a strict CSP."""

import io
from collections.abc import Iterator

import pytest

playwright = pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, expect  # noqa: E402
from pypdf import PdfReader  # noqa: E402
from tests.documents.sample_edition import amended_edition, sample_edition  # noqa: E402
from tests.journeys.published_site import served  # noqa: E402
from tests.journeys.reading import WIDTHS, opened, serious, too_wide  # noqa: E402

from rodtrad.documents import shown  # noqa: E402
from rodtrad.documents.nodes import Section  # noqa: E402
from rodtrad.documents.renderers.html import (  # noqa: E402
    Download,
    Hit,
    SiteContext,
    render_comparison,
    render_html,
    render_index,
    render_search,
    summarise,
)
from rodtrad.documents.walk import tables_in  # noqa: E402

pytestmark = pytest.mark.browser

D = "hop-2027-2030"
COMPARISON = f"{D}/sammenlign/hop-2027-2030-forslag/hop-2027-2030-vedtatt/"
PAGES = {
    "index": "",
    "front": f"{D}/",
    "superseded front": f"{D}/hop-2027-2030-forslag/",
    "chapter": f"{D}/okonomisk-opplegg/",
    "area": f"{D}/oppvekst/",
    "nynorsk area": f"{D}/kultur/",
    "list of areas": f"{D}/omrader/",
    "one page": f"{D}/hele/",
    "glossary": f"{D}/ordliste/",
    "calculations": f"{D}/beregninger/",
    "search": f"{D}/sok/",
    "search results": "treff/a/b/",
    "method": f"{D}/metode/",
    "accessibility": f"{D}/tilgjengelighet/",
    "versions": f"{D}/versjoner/",
    "comparison": COMPARISON,
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("public")
    proposal, adopted = sample_edition(), amended_edition()
    downloads = (Download("pdf", "plan.pdf", 1_234_567), Download("xlsx", "plan.xlsx", 99_000))
    site = SiteContext(
        "Fjellvik kommune",
        (summarise(proposal, downloads=downloads), summarise(adopted, downloads=downloads)),
        adopted.id,
        comparisons=((proposal.id, adopted.id),),
    )
    hits = (Hit("numbers", "Rammen øker", "oppvekst/", "205 811"), Hit("measures", "Lærere", "oppvekst/", "Varig"))
    files = [*render_html(proposal, site), *render_html(adopted, site), *render_index([site])]
    files += [*render_comparison(proposal, adopted, site)]
    files += [("treff/a/b/index.html", render_search(site.editions[1], "skole", hits, site))]
    for path, data in files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    with served(folder) as url:
        yield url


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, address, width)
    found = {}
    for name, path in PAGES.items():
        page.goto(address + path)
        found[name] = too_wide(page)
    page.context.close()
    assert {name: wide for name, wide in found.items() if wide > 0} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_serious_or_critical(browser: Browser, address: str, width: int, scheme: str) -> None:
    page = opened(browser, address, width, reduced_motion="reduce", color_scheme=scheme)
    found = []
    for name, path in PAGES.items():
        page.goto(address + path)
        found += [(name, *each) for each in serious(page)]
    page.context.close()
    assert found == []


def test_font_is_the_one_we_carry_and_numbers_line_up(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/oppvekst/")
    assert page.evaluate("document.fonts.check('16px Inter')")
    widths = page.evaluate(
        """() => ["1111", "0000"].map((digits) => {
            const span = document.createElement("span");
            span.textContent = digits;
            document.querySelector("td.num").append(span);
            return span.getBoundingClientRect().width;
        })"""
    )
    page.context.close()
    assert widths[0] == pytest.approx(widths[1], abs=0.1)


def test_keyboard_opens_an_explanation_and_gets_its_focus_back(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/oppvekst/")
    number = page.locator("#tab-ramme-oppvekst a.why").first
    number.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Hvordan er dette beregnet?")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("10 færre barn 6–15 år")
    expect(dialog).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(number).to_be_focused()
    page.context.close()


def test_glossary_word_is_explained_beside_it(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/", 390)
    page.locator("a.term[data-explain]").first.click()
    dialog = page.get_by_role("dialog", name="Netto driftsresultat")
    expect(dialog).to_contain_text("Det som er igjen av inntektene")
    page.get_by_role("button", name="Lukk").click()
    expect(dialog).to_have_count(0)
    page.context.close()


def test_number_stays_visible_above_the_sheet_on_a_phone(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/oppvekst/", 390)
    number = page.locator("#tab-ramme-oppvekst a.why").first
    number.click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    a, b = number.bounding_box(), sheet.bounding_box()
    page.context.close()
    assert a and b and a["y"] + a["height"] <= b["y"]


def test_everything_is_reached_without_scripts(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/oppvekst/", java_script_enabled=False)
    page.locator("#tab-ramme-oppvekst a.why").first.click()
    expect(page.locator("h1")).to_have_text("Slik er tallene beregnet")
    assert page.url.endswith("/beregninger/#beregning-demografi")
    page.go_back()
    page.locator("#fig-finansiering summary").click()
    expect(page.locator("#tab-finansiering table")).to_be_visible()
    page.locator(".versions summary").first.click()
    page.get_by_role("link", name="Kommunedirektørens forslag 28.10.2026").click()
    expect(page.locator(".superseded")).to_contain_text("erstattet")
    page.context.close()


def test_skip_link_is_the_first_stop_and_leads_to_the_content(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/oppvekst/")
    page.keyboard.press("Tab")
    expect(page.locator(".ds-skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_innhold"
    page.context.close()


def test_header_row_and_first_column_stay_while_a_table_scrolls(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/oppvekst/", 390)
    region = page.locator("#tab-ramme-oppvekst .scroll")
    before = region.locator("tbody th").first.bounding_box()
    region.evaluate("(element) => { element.scrollLeft = 200; }")
    after = region.locator("tbody th").first.bounding_box()
    page.context.close()
    assert before and after and before["x"] == after["x"]


def test_reader_on_a_phone_chooses_columns(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/oppvekst/", 390)
    figure = page.locator("#tab-investeringer")
    figure.get_by_label("Vis kolonner").select_option("plan")
    expect(figure.locator("tr:visible").first.locator("th:visible")).to_have_count(5)
    expect(page.locator("[id='tab-investeringer:skole:kostnad']")).to_be_hidden()
    expect(page.locator("[id='tab-investeringer:skole:2027']")).to_be_visible()
    page.context.close()


def test_deep_link_to_a_cell_marks_it(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/oppvekst/#tab-ramme-oppvekst:demografi:2028")
    cell = page.locator("[id='tab-ramme-oppvekst:demografi:2028']")
    expect(cell).to_be_in_viewport()
    assert cell.evaluate("(e) => getComputedStyle(e).backgroundColor") == "rgb(255, 243, 196)"
    page.context.close()


def test_print_holds_every_cell_of_the_chapter(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/oppvekst/", 390)
    pdf = page.pdf(format="A4")
    page.context.close()
    text = "".join("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages).split())
    area = next(
        node
        for chapter in amended_edition().chapters
        for node in chapter.children
        if isinstance(node, Section) and node.id == "oppvekst"
    )
    lost = []
    for table in tables_in(area.children):
        for row, column, cell in shown.cells(table):
            words = "".join(shown.shown(cell, column, table, "nb").split())
            if words not in text:
                lost.append(shown.address(table, row, column))
    assert lost == []


def test_forced_colours_keep_bars_and_marks(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/", forced_colors="active")
    colours = page.evaluate(
        """() => [getComputedStyle(document.querySelector(".bar rect")).fill,
                  getComputedStyle(document.body).backgroundColor]"""
    )
    page.context.close()
    assert colours[0] != colours[1]


def test_page_is_readable_at_four_hundred_percent(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{D}/oppvekst/", 320, device_scale_factor=4)
    assert too_wide(page) <= 0
    expect(page.locator("h1")).to_be_in_viewport()
    page.context.close()

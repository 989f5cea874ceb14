"""Every cell of every table is on its page with its own address, as the one formatter shows it."""

from bs4 import BeautifulSoup, Tag
from tests.documents.sample_edition import amended_edition

from rodtrad.documents import shown
from rodtrad.documents.nodes import KeyFigures, Measures, RankedBars
from rodtrad.documents.tables import CellKind
from rodtrad.documents.walk import nodes_in, table_of

D = "hop-2027-2030"


def visible(tag: Tag) -> str:
    copy = BeautifulSoup(str(tag), "lxml")
    for hidden in copy.select(".ds-sr-only, .reason"):
        hidden.decompose()
    return copy.get_text().strip()


def page(pages: dict[str, str], name: str) -> BeautifulSoup:
    return BeautifulSoup(pages[f"{D}/{name}index.html"], "lxml")


def test_every_cell_of_every_table_is_in_the_one_page_view(pages: dict[str, str]) -> None:
    whole = page(pages, "hele/")
    edition = amended_edition()
    checked = 0
    for node in nodes_in((edition.front, *edition.chapters)):
        table = table_of(node)
        if table is None:
            continue
        for row, column, cell in shown.cells(table):
            found = whole.find(id=shown.address(table, row, column))
            if cell.kind is CellKind.EMPTY:
                assert found is None
                continue
            assert isinstance(found, Tag), shown.address(table, row, column)
            assert visible(found) == shown.shown(cell, column, table, "nb")
            checked += 1
    assert checked > 150


def test_every_table_states_title_subtitle_source_and_rows(pages: dict[str, str]) -> None:
    whole = page(pages, "hele/")
    edition = amended_edition()
    for node in nodes_in((edition.front, *edition.chapters)):
        table = table_of(node)
        if table is None:
            continue
        element = whole.find(id=table.id)
        assert isinstance(element, Tag)
        around = element if element.name == "figure" else element.find_parent("figure")
        text = around.get_text() if isinstance(around, Tag) else element.get_text()
        assert table.title in text
        assert table.subtitle in text
        assert table.source.text in text
        titles = {m.id: m.title for m in node.measures} if isinstance(node, Measures) else {}
        for row in table.rows:
            header = whole.find(id=f"{table.id}:{row.id}").find("th")  # type: ignore[union-attr]
            assert titles.get(row.id, row.label) in header.get_text()  # type: ignore[union-attr]


def test_missing_value_has_a_sign_a_meaning_and_a_legend(pages: dict[str, str]) -> None:
    area = page(pages, "oppvekst/")
    cell = area.find(id="tab-investeringer:skole:2030")
    assert isinstance(cell, Tag)
    assert cell.select_one("[aria-hidden]").get_text() == "–"  # type: ignore[union-attr]
    assert cell.find(class_="ds-sr-only").get_text() == "ikke budsjettert"  # type: ignore[union-attr]
    legend = area.find(id="tab-investeringer").get_text()  # type: ignore[union-attr]
    assert ".. tall mangler" in legend


def test_rounding_note_stands_only_where_a_shown_sum_differs(pages: dict[str, str]) -> None:
    chapter = page(pages, "okonomisk-opplegg/").find(id="tab-driftsrammer")
    area = page(pages, "oppvekst/").find(id="tab-ramme-oppvekst")
    assert isinstance(chapter, Tag) and isinstance(area, Tag)
    proposal = BeautifulSoup(pages[f"{D}/hop-2027-2030-forslag/okonomisk-opplegg/index.html"], "lxml")
    assert "På grunn av avrunding" in proposal.find(id="tab-driftsrammer").get_text()  # type: ignore[union-attr]
    assert "På grunn av avrunding" not in area.get_text()


def test_explained_number_is_a_link_to_its_calculation(pages: dict[str, str]) -> None:
    cell = page(pages, "oppvekst/").find(id="tab-ramme-oppvekst:demografi:2027")
    link = cell.find("a")  # type: ignore[union-attr]
    assert link["href"] == "../beregninger/#beregning-demografi"  # type: ignore[index]
    calculation = page(pages, "beregninger/").find(id="beregning-demografi")
    assert isinstance(calculation, Tag)
    text = calculation.get_text()
    for words in ("10 færre barn 6–15 år", "−1 620", "SSB tabell 13600", "Kostnad per barn", "budget.demography"):
        assert words in text


def test_notes_are_numbered_and_linked(pages: dict[str, str]) -> None:
    area = page(pages, "oppvekst/")
    row = area.find(id="tab-ramme-oppvekst:deflator")
    link = row.find("a", class_="note-ref")  # type: ignore[union-attr]
    assert link["href"] == "#tab-ramme-oppvekst:note:n-deflator"  # type: ignore[index]
    note = area.find(id="tab-ramme-oppvekst:note:n-deflator")
    assert note is not None and "kommunal deflator" in note.get_text()


def test_measure_shows_text_amounts_and_positions(pages: dict[str, str]) -> None:
    row = page(pages, "oppvekst/").find(id="tab-tiltak-oppvekst:laerere")
    assert isinstance(row, Tag)
    for words in ("Gruppene på 1. og 2. trinn blir mindre", "Flere leser godt", "Varig", "+2,0", "+1\u00a0680"):
        assert words in row.get_text()


def test_ranked_bars_are_sorted_and_have_lengths(pages: dict[str, str]) -> None:
    ranked = page(pages, "").find(class_="ranked")
    assert isinstance(ranked, Tag)
    widths = [int(str(bar["width"])) for bar in ranked.find_all("rect")]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == 1000


def test_key_figures_show_value_unit_change_and_reason(pages: dict[str, str]) -> None:
    front = page(pages, "")
    edition = amended_edition()
    for node in nodes_in((edition.front,)):
        if isinstance(node, KeyFigures):
            for figure in node.figures:
                text = front.find(id=f"{node.id}:{figure.id}").get_text()  # type: ignore[union-attr]
                assert shown.show_in_unit(figure.cell, figure.unit, "nb").text in text
                assert figure.change in text
                assert figure.target in text
                assert (figure.cell.reason or "") in text


def test_ranked_bars_of_a_table_without_another_home_hold_the_table(pages: dict[str, str]) -> None:
    assert any(isinstance(n, RankedBars) for n in nodes_in((amended_edition().front,)))
    front = page(pages, "")
    where = front.find(class_="ranked").find("a", string=lambda s: bool(s and s.startswith("Tabell 1.1")))  # type: ignore[union-attr]
    assert where["href"] == "okonomisk-opplegg/#tab-driftsrammer"  # type: ignore[index]

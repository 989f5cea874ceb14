"""The comparison page shows what the council changed, and only that."""

from bs4 import BeautifulSoup, Tag

PATH = "hop-2027-2030/sammenlign/hop-2027-2030-forslag/hop-2027-2030-vedtatt/index.html"


def section(pages: dict[str, str], id_: str) -> Tag:
    found = BeautifulSoup(pages[PATH], "lxml").find(id=id_)
    assert isinstance(found, Tag)
    return found


def row(section: Tag, label: str) -> list[str]:
    for found in section.find_all("tr"):
        if found.th and label in found.th.get_text():
            return [cell.get_text().strip() for cell in found.find_all("td", class_="num")]
    raise AssertionError(label)


def test_measures_show_what_was_done_and_what_it_costs(pages: dict[str, str]) -> None:
    found = section(pages, "_tiltak")
    assert row(found, "Sommerjobb") == ["+350"] * 4
    assert row(found, "Bekken skole") == ["0", "+1\u00a0750", "+4\u00a0200", "+4\u00a0200"]
    assert row(found, "Netto endring") == ["+350", "+2\u00a0100", "+4\u00a0550", "+4\u00a0550"]
    assert "Kutt tatt ut" in found.get_text()
    assert "Nye lærebøker" not in found.get_text()


def test_areas_show_before_after_and_difference(pages: dict[str, str]) -> None:
    assert row(section(pages, "_tab-driftsrammer"), "Oppvekst") == ["205\u00a0811", "206\u00a0161", "+350"]


def test_key_figure_says_the_change_in_words(pages: dict[str, str]) -> None:
    assert "0,2 prosentpoeng lavere" in section(pages, "_nokkeltall").get_text()


def test_text_changes_are_struck_out_and_underlined(pages: dict[str, str]) -> None:
    texts = section(pages, "_tekst").find("ul")
    assert isinstance(texts, Tag)
    assert "31" in [tag.get_text() for tag in texts.find_all("del")]
    assert "24" in [tag.get_text() for tag in texts.find_all("ins")]


def test_rows_link_to_the_pinned_editions(pages: dict[str, str]) -> None:
    links = {a.get_text(): str(a["href"]) for a in section(pages, "_tiltak").find_all("a")}
    assert "hop-2027-2030-vedtatt/oppvekst/#tab-tiltak-oppvekst:sommerjobb" in links["Sommerjobb for unge 16–18 år"]
    assert "hop-2027-2030-forslag/oppvekst/" in links["Bekken skole legges ned fra august 2028"]

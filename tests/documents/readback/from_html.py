"""The pages of an edition, read with an HTML parser that did not write them."""

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from tests.documents.readback.structure import ReadDocument, ReadTable

_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "figcaption", "span", "th", "summary", "a", "div")


def read(pages: Mapping[str, bytes]) -> ReadDocument:
    """Every `<table data-table=...>` of the pages, and their text without note marks and texts for the ear alone."""
    tables: list[ReadTable] = []
    texts: list[str] = []
    for path, data in sorted(pages.items()):
        if not path.endswith(".html"):
            continue
        soup = BeautifulSoup(data, "lxml")
        for note in soup.select("sup, script, style"):
            note.decompose()
        main = soup.select_one("main") or soup
        tables += [_table(table) for table in main.select("table[data-table]")]
        texts += [element.get_text() for element in main.find_all(_BLOCKS)]
    return ReadDocument(tuple(tables), tuple(texts))


def _seen(element: Any) -> str:
    """What is seen in a cell: without what only a screen reader hears, and without the reason beside a status."""
    return "".join(
        part for part in element.find_all(string=True) if not part.find_parent(class_=("ds-sr-only", "reason"))
    ).strip(" \n")


def _table(table: Any) -> ReadTable:
    figure = table.find_parent("figure")
    caption = table.find("caption").get_text().strip()
    heads = [" ".join(th.get_text().split(" ")).strip() for th in table.select("thead th")][1:]
    rows = []
    for line in table.select("tbody tr"):
        header = line.find("th")
        label = None if header.select_one(".name") else _seen(header)
        rows.append((label, tuple(_seen(cell) for cell in line.find_all("td"))))
    title = figure.select_one("figcaption .title") if figure is not None and "chart" not in figure["class"] else None
    return ReadTable(
        table["data-table"],
        title.get_text() if title is not None else caption.partition(". ")[0],
        tuple(heads),
        tuple(rows),
    )

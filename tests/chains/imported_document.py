"""A municipality's files published by the command line, once, with what a test needs of the result."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.chains.command_line import Answer, run
from tests.documents.readback.published import PublishedEdition

from rodtrad.documents.editions import Edition
from rodtrad.documents.nodes import Callout, ListNode, Paragraph
from rodtrad.documents.tables import CellKind, RowRole, Table
from rodtrad.documents.walk import tables_in
from rodtrad.features.publishing.selectors.editions import published_edition


@dataclass(frozen=True)
class Document:
    """The answers of publishing twice, the edition, and where its files are."""

    first: Answer
    second: Answer
    edition: Edition
    files: PublishedEdition

    @property
    def tables(self) -> dict[str, Table]:
        """Every table by its id."""
        return {table.id: table for table in tables_in((self.edition.front, *self.edition.chapters))}

    @property
    def said(self) -> dict[str, Any]:
        """The one edition of the first answer."""
        edition: dict[str, Any] = self.first.data["editions"][0]
        return edition


def published(folder: Path, arguments: list[str]) -> Document:
    """Publish twice and gather what came of it."""
    first = run(["publish", *arguments, "--data", str(folder), "--format", "json"])
    assert first.code == 0, first.out + first.err
    second = run(["publish", *arguments, "--data", str(folder), "--format", "json"])
    said = first.data["editions"][0]
    html = Path(said["html"]).parent
    files = PublishedEdition(
        Path(said["json"]), html, Path(said["pdf"]), Path(said["docx"]), Path(said["xlsx"]), next(html.glob("*.zip"))
    )
    return Document(first, second, published_edition(folder, said["id"]), files)


def row(table: Table, row_id: str) -> dict[str, Any]:
    """One row as column id -> value; None where there is no number."""
    found = next(each for each in table.rows if each.id == row_id)
    return {
        column.id: cell.value if cell.kind is CellKind.NUMBER else None
        for column, cell in zip(table.columns, found.cells, strict=True)
    }


def sums_of_items(table: Table) -> dict[str, int]:
    """The sum of the ordinary rows (and the start), column by column."""
    sums = dict.fromkeys((column.id for column in table.columns), 0)
    for each in table.rows:
        if each.role in (RowRole.ITEM, RowRole.START):
            for column, cell in zip(table.columns, each.cells, strict=True):
                if cell.kind is CellKind.NUMBER:
                    sums[column.id] += int(str(cell.value))
    return sums


def reservations(edition: Edition) -> list[str]:
    """The paragraphs and points of the callout that must open the front page."""
    opening = edition.front.children[0]
    assert isinstance(opening, Callout)
    words = []
    for node in opening.children:
        if isinstance(node, Paragraph):
            words.append("".join(getattr(part, "text", "") for part in node.text))
        elif isinstance(node, ListNode):
            words += ["".join(getattr(part, "text", "") for part in item) for item in node.items]
    return words

"""The comparison as files: a workbook with a sheet for every table of the page, and the same tables as CSV.

The numbers are the page's own, written for machines in the unit that the page shows them in; a cell without a number
is empty in CSV and shows its sign in the workbook, and is never zero.
"""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from rodtrad.documents import shown
from rodtrad.documents.comparison import Comparison
from rodtrad.documents.renderers.archive import fixed_zip
from rodtrad.documents.renderers.html.comparison_sheets import Figure, Sheet, SheetRow, sheets
from rodtrad.documents.renderers.xlsx import number_format
from rodtrad.documents.tables import CellKind, RowRole

WORKBOOK, PACKAGE = "sammenligning.xlsx", "sammenligning-csv.zip"
_NAVY, _GREY, _HAIR = "#002C54", "#5B5D60", "#C9CBCE"
_HEAD_ROW, _WIDEST = 3, 60


def comparison_files(comparison: Comparison) -> Iterator[tuple[str, bytes]]:
    """File name -> bytes: the workbook, one CSV file for each table, and all of them in one zip."""
    found = sheets(comparison)
    tables = [(f"{sheet.name}.csv", _csv(sheet, comparison.after.language)) for sheet in found]
    yield WORKBOOK, _workbook(found, comparison)
    yield PACKAGE, fixed_zip(tables, datetime.fromisoformat(comparison.after.published_at))
    yield from tables


def _csv(sheet: Sheet, language: str) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(sheet.heads)
    for row in sheet.rows:
        writer.writerow([_machine(cell, language) for cell in row.cells])
    return buffer.getvalue().encode("utf-8")


def _machine(cell: str | Figure, language: str) -> str:
    if isinstance(cell, str):
        return cell
    what = shown.show_in_unit(cell.cell, cell.unit, language)
    return what.text if cell.cell.kind in (CellKind.TEXT, CellKind.STATUS) else what.machine


def _workbook(found: tuple[Sheet, ...], comparison: Comparison) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    before, after = comparison.before, comparison.after
    moment = datetime.fromisoformat(after.published_at).astimezone(UTC).replace(tzinfo=None)
    publisher = after.publisher.municipality
    title = f"{after.title}: {before.status} \u2192 {after.status}"
    book.set_properties({"title": title, "author": publisher, "company": publisher, "created": moment})
    formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def look(**properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in formats:
            formats[key] = book.add_format({"font_name": "Calibri", "font_size": 11, **properties})
        return formats[key]

    for sheet in found:
        _write(book.add_worksheet(sheet.tab[:31]), sheet, title, look, after.language)
    book.close()
    return buffer.getvalue()


def _write(page: Any, sheet: Sheet, document: str, look: Any, language: str) -> None:
    page.write_string(0, 0, sheet.title, look(bold=True, font_size=14, font_color=_NAVY))
    page.write_string(1, 0, " ".join(filter(None, (sheet.subtitle, document))), look(font_color=_GREY))
    for index, head in enumerate(sheet.heads):
        place = {"align": "right"} if _is_numeric(sheet, index) else {"align": "left"}
        head_look = look(bold=True, bottom=2, bottom_color=_NAVY, font_color=_NAVY, text_wrap=True, **place)
        page.write_string(_HEAD_ROW, index, head, head_look)
        page.set_column(index, index, _width(sheet, index, language))
    for at, row in enumerate(sheet.rows, start=_HEAD_ROW + 1):
        for index, cell in enumerate(row.cells):
            _write_cell(page, at, index, cell, _row_look(row), look, language)
    page.freeze_panes(_HEAD_ROW + 1, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEAD_ROW)
    page.hide_gridlines(2)


def _write_cell(
    page: Any, at: int, index: int, cell: str | Figure, row: dict[str, Any], look: Any, language: str
) -> None:
    if isinstance(cell, str):
        page.write_string(at, index, cell, look(**row | {"text_wrap": True}))
        return
    what = shown.show_in_unit(cell.cell, cell.unit, language)
    value = cell.cell.value
    small = isinstance(value, str) or value is None or shown.is_too_small(value, cell.unit)
    if cell.cell.kind is CellKind.NUMBER and not small:
        style = row | {"num_format": number_format(cell.unit, signed=cell.cell.signed), "align": "right"}
        page.write_number(at, index, float(what.machine), look(**style))
    elif what.text:
        side = "left" if cell.cell.kind is CellKind.TEXT else "right"
        page.write_string(at, index, what.text, look(**row | {"align": side, "text_wrap": True}))
    else:
        page.write_blank(at, index, None, look(**row))


def _row_look(row: SheetRow) -> dict[str, Any]:
    style: dict[str, Any] = {"bottom": 1, "bottom_color": _HAIR, "valign": "top"}
    if row.role is not RowRole.ITEM:
        style |= {"bold": True}
    if row.role is RowRole.TOTAL:
        style |= {"top": 2, "top_color": _NAVY, "bottom": 2, "bottom_color": _NAVY, "font_color": _NAVY}
    return style


def _is_numeric(sheet: Sheet, index: int) -> bool:
    return any(isinstance(row.cells[index], Figure) for row in sheet.rows)


def _width(sheet: Sheet, index: int, language: str) -> int:
    """The column's width in characters: its longest text, within reason; figures take their head's room at least."""
    texts = [sheet.heads[index], *(_machine(row.cells[index], language) for row in sheet.rows)]
    return min(max(map(len, texts)) + 3, _WIDEST)

"""The edition as a workbook: one sheet for each table with typed cells, a table of contents, and how to read it.

A number is a number, in the unit and with the decimals that it is shown with, so that a sum in Excel is a sum of what
the document says; a sign for a missing value is text and therefore never counted as zero. Exact values in kroner are in
the JSON and CSV files.
"""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from math import ceil
from typing import Any

import xlsxwriter

from rodtrad.documents import labels
from rodtrad.documents.editions import Edition
from rodtrad.documents.inlines import plain_text
from rodtrad.documents.renderers import printed
from rodtrad.documents.renderers.csv_package import LICENCE, TEXT_FIELDS, tables_once
from rodtrad.documents.renderers.texts import texts_of
from rodtrad.documents.shown import is_too_small, show, unit_words
from rodtrad.documents.tables import Cell, CellKind, Column, Row, RowRole, Table
from rodtrad.values.units import Unit, decimals

HEAD_ROW = 5
_LEAST_FOR_NOTES, _USUAL_WIDTH = 80, 9
_NAVY, _GREY, _TINT, _GROUND, _HAIR = "#002C54", "#5B5D60", "#E3EDF7", "#F3F3F4", "#C9CBCE"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


class _Formats:
    """The workbook's cell formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": "Calibri", "font_size": 11, **properties})
        return self._made[key]


def number_format(unit: Unit, *, signed: bool = False) -> str:
    """Excel's format for numbers in a unit: grouped as the reader's language has it, U+2212 as minus.

    The language stands first in each part, where LibreOffice too understands it.
    """
    if unit is Unit.YEAR:
        return "0"
    places = decimals(unit)
    digits = "#,##0" + ("." + "0" * places if places else "")
    return f"[$-414]{'+' if signed else ''}{digits};[$-414]\u2212{digits};[$-414]{digits}"


def sheet_names(tables: tuple[Table, ...]) -> dict[str, str]:
    """Table id -> the name of its sheet, "6.1 ramme-oppvekst": unique whatever the case, at most 31 characters."""
    taken: set[str] = set()
    names = {}
    for table in tables:
        stem = _NOT_IN_NAMES.sub("", f"{table.number} {table.id.removeprefix('tab-')}").strip() or "tabell"
        name, number = stem[:31], 2
        while name.lower() in taken:
            ending = f"-{number}"
            name, number = stem[: 31 - len(ending)] + ending, number + 1
        taken.add(name.lower())
        names[table.id] = name
    return names


def render(edition: Edition) -> bytes:
    """The workbook's bytes, which depend on the edition alone."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    moment = datetime.fromisoformat(edition.published_at).astimezone(UTC).replace(tzinfo=None)
    book.set_properties(
        {
            "title": edition.title,
            "subject": edition.status,
            "author": edition.publisher.municipality,
            "company": edition.publisher.municipality,
            "created": moment,
        }
    )
    formats = _Formats(book)
    tables = tables_once(edition)
    names = sheet_names(tables)
    language = edition.language
    reserved = [labels.text(key, language) for key in ("read_this", "contents", "search_text")]
    names = {id_: f"{name[:30]}_" if name in reserved else name for id_, name in names.items()}
    readme, contents = book.add_worksheet(reserved[0]), book.add_worksheet(reserved[1])
    _write_readme(readme, edition, formats)
    _write_contents(contents, tables, names, formats, language)
    for table in tables:
        _write_table(book.add_worksheet(names[table.id]), table, edition, formats, reserved[1])
    _write_texts(book.add_worksheet(reserved[2]), edition, formats)
    book.close()
    return buffer.getvalue()


def _write_readme(sheet: Any, edition: Edition, formats: _Formats) -> None:
    language = edition.language
    sheet.set_column(0, 0, 100, formats.of(text_wrap=True, valign="top"))
    _set_page(sheet)
    reservation = printed.reservation(edition)
    status = f"{edition.status} \u00b7 {reservation}" if reservation else edition.status
    lines = [
        (edition.title, formats.of(bold=True, font_size=18, font_color=_NAVY, text_wrap=True)),
        (edition.publisher.municipality, formats.of(font_color=_GREY)),
        (status, formats.of(bold=True)),
        *((line, formats.of(text_wrap=True)) for line in printed.imprint(edition)),
        ("", None),
        (labels.text("how_to_read", language), formats.of(bold=True, font_size=14, font_color=_NAVY)),
    ]
    body = formats.of(text_wrap=True, valign="top")
    keys = ("read_units_text", "read_signs_text", "read_missing_text", "method_rounding")
    lines += [(labels.text(key, language), body) for key in keys]
    lines.append((f"{LICENCE['title']}: {LICENCE['path']}", body))
    for index, (text, look) in enumerate(lines):
        if text:
            sheet.write_string(index, 0, text, look)


def _write_contents(
    sheet: Any, tables: tuple[Table, ...], names: dict[str, str], formats: _Formats, language: str
) -> None:
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 80)
    sheet.set_column(2, 2, 24)
    _set_page(sheet)
    sheet.write_string(0, 0, labels.text("contents", language), formats.of(bold=True, font_size=18, font_color=_NAVY))
    for index, table in enumerate(tables, start=2):
        target = f"internal:'{names[table.id]}'!A1"
        name = labels.text("table_number", language, number=table.number) if table.number else ""
        sheet.write_string(index, 0, name, formats.of(font_color=_GREY))
        sheet.write_url(index, 1, target, formats.of(font_color="#005DB1", underline=1), table.title)
        sheet.write_string(index, 2, unit_words(table.unit, language), formats.of(font_color=_GREY))
    sheet.freeze_panes(2, 0)


def _write_table(sheet: Any, table: Table, edition: Edition, formats: _Formats, contents: str) -> None:
    language = edition.language
    name = labels.text("table_number", language, number=table.number) if table.number else ""
    title = f"{name}. {table.title}" if name else table.title
    sheet.write_string(0, 0, title, formats.of(bold=True, font_size=14, font_color=_NAVY))
    sheet.write_string(1, 0, table.subtitle, formats.of(font_color=_GREY))
    unit = unit_words(table.unit, language)
    if unit:
        sheet.write_string(2, 0, labels.text("unit", language, unit=unit), formats.of())
    sheet.write_string(3, 0, labels.text("table_id", language, id=table.id), formats.of(font_color=_GREY))
    link = formats.of(font_color="#005DB1", underline=1)
    sheet.write_url(4, 0, f"internal:'{contents}'!A1", link, contents)
    shown = printed.print_table(table, printed.explanations_of(edition), language)
    _write_head(sheet, table, shown, formats)
    widths = _widths(table, shown)
    for index, row in enumerate(table.rows):
        _write_row(sheet, HEAD_ROW + 1 + index, row, table, shown, formats, language)
        texts = [" " * 2 * row.level + row.label, *(cell.text for cell in shown.rows[index].cells)]
        lines = max(ceil(len(text) / (width - 1)) for text, width in zip(texts, widths, strict=True))
        if lines > 1 or row.role is RowRole.SECTION:
            sheet.set_row(HEAD_ROW + 1 + index, 15 * lines + (7 if row.role is RowRole.SECTION else 0))
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    _write_below(sheet, HEAD_ROW + len(table.rows) + 2, shown, widths, formats)
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.repeat_rows(HEAD_ROW)
    _set_page(sheet)


def _set_page(sheet: Any) -> None:
    """A lying A4 sheet, as wide as the page when printed."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _widths(table: Table, shown: printed.PrintedTable) -> list[int]:
    """Each column's width in characters."""
    widest = max([len(row.label) + 2 * row.level for row in table.rows] + [len(table.stub), 20])
    widths = [min(widest + 3, 60)]
    for index, column in enumerate(shown.columns):
        texts = [len(row.cells[index].text) for row in shown.rows]
        head = max(len(column.phase), len(column.label), len(column.unit))
        widths.append(min(max([head, *texts, 8]) + 3, 40))
    return widths


def _write_below(sheet: Any, start: int, shown: printed.PrintedTable, widths: list[int], formats: _Formats) -> None:
    """Notes, remarks and source below the table, each over its whole width and as high as it needs."""
    look = formats.of(font_color=_GREY, font_size=10, text_wrap=True, valign="top")
    last, room = len(widths) - 1, sum(widths)
    while room < _LEAST_FOR_NOTES:
        last, room = last + 1, room + _USUAL_WIDTH
    for index, line in enumerate(_below(shown), start=start):
        sheet.merge_range(index, 0, index, last, line, look)
        sheet.set_row(index, 14 * ceil(len(line) / room) + 1)
    sheet.repeat_rows(HEAD_ROW)
    sheet.hide_gridlines(2)


def _write_head(sheet: Any, table: Table, shown: printed.PrintedTable, formats: _Formats) -> None:
    look: dict[str, Any] = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bottom_color": _NAVY}
    lines = 1
    sheet.write_string(HEAD_ROW, 0, table.stub, formats.of(**look | {"bold": False, "font_color": _GREY}))
    for index, column in enumerate(shown.columns, start=1):
        parts = [part for part in (column.phase, column.label, column.unit) if part]
        lines = max(lines, len(parts))
        extra: dict[str, Any] = {"align": "right" if column.numeric else "left", "font_color": _NAVY}
        if not column.numeric:
            extra["indent"] = 1
        if column.budget_year:
            extra["bg_color"] = _TINT
        sheet.write_string(HEAD_ROW, index, "\n".join(parts), formats.of(**look | extra))
    sheet.set_row(HEAD_ROW, 15 * lines + 4)


def _row_look(role: RowRole) -> dict[str, Any]:
    look: dict[str, Any] = {"bottom": 1, "bottom_color": _HAIR, "valign": "top"}
    if role is not RowRole.ITEM:
        look |= {"bold": True}
    if role is RowRole.SECTION:
        look |= {"bg_color": _GROUND, "font_color": _NAVY, "valign": "bottom"}
    if role is RowRole.SUBTOTAL:
        look |= {"top": 1, "top_color": _NAVY}
    if role is RowRole.TOTAL:
        look |= {"top": 2, "top_color": _NAVY, "bottom": 2, "bottom_color": _NAVY, "font_color": _NAVY}
    return look


def _write_row(
    sheet: Any, at: int, row: Row, table: Table, shown: printed.PrintedTable, formats: _Formats, language: str
) -> None:
    look = _row_look(row.role)
    sheet.write_string(at, 0, row.label, formats.of(**look | {"indent": row.level, "text_wrap": True}))
    for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True), start=1):
        numeric = shown.columns[place - 1].numeric
        extra: dict[str, Any] = {"align": "right"} if numeric else {"align": "left", "indent": 1, "text_wrap": True}
        if column.budget_year and row.role is not RowRole.SECTION:
            extra["bg_color"] = _TINT
        text = show(cell, column, table, language)
        if cell.kind is CellKind.NUMBER and not _as_sign(cell, column, table):
            extra["num_format"] = number_format(table.unit_of(column), signed=cell.signed)
            sheet.write_number(at, place, float(text.machine), formats.of(**look | extra))
        elif text.text:
            sheet.write_string(at, place, text.text, formats.of(**look | extra))
        else:
            sheet.write_blank(at, place, None, formats.of(**look | extra))


def _as_sign(cell: Cell, column: Column, table: Table) -> bool:
    """Whether a number is shown as a dash because it is less than half of the unit."""
    return (
        not isinstance(cell.value, str) and cell.value is not None and is_too_small(cell.value, table.unit_of(column))
    )


def _below(shown: printed.PrintedTable) -> Iterator[str]:
    for note in shown.notes:
        yield f"{note.number} {plain_text(note.text)}"
    yield from shown.remarks
    if shown.source:
        yield shown.source


def _write_texts(sheet: Any, edition: Edition, formats: _Formats) -> None:
    widths = (34, 14, 12, 110)
    for index, ((_, title), width) in enumerate(zip(TEXT_FIELDS, widths, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, title, formats.of(bold=True, bottom=2, bottom_color=_NAVY, text_wrap=True))
    body = formats.of(text_wrap=True, valign="top")
    for line, item in enumerate(texts_of(edition), start=1):
        texts = (item.section, item.kind, item.language, item.text)
        for index, text in enumerate(texts):
            sheet.write_string(line, index, text, body)
        sheet.set_row(line, 15 * max(ceil(len(text) / (width - 4)) for text, width in zip(texts, widths, strict=True)))
    sheet.repeat_rows(0)
    _set_page(sheet)
    sheet.freeze_panes(1, 0)

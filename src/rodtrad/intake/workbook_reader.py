"""Rows of XLSX and ODS workbooks as text, numbers without a trace of binary fractions.

A spreadsheet holds numbers as binary fractions: 0.1 + 0.2 stands as 0.30000000000000004. Amounts have at most two
decimals, so a number is written with six and its zeros taken away; codes that were made numbers lose no digits.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from rodtrad.intake.column_map import FileLayout
from rodtrad.intake.issues import FileProblem
from rodtrad.intake.rows import SourceRow, SourceTable, column_name
from rodtrad.intake.workbook_errors import error_cells


def read_workbook(path: Path, layout: FileLayout, decimal: str, date_form: str, kind: str) -> SourceTable:
    """The table of one sheet: the first that is not hidden, or the one that `layout` names by text or number from 1."""
    try:
        workbook = CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError) as error:
        raise FileProblem(f"Regnearket kan ikke åpnes ({error}). Lagre det på nytt som {kind.upper()}.") from error
    with workbook:
        names = workbook.sheet_names
        shown = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        sheet = layout.sheet if layout.sheet is not None else (shown or names)[0]
        if isinstance(sheet, int) and sheet > len(names):
            raise FileProblem(f"Regnearket har {len(names)} ark, ikke {sheet}. Rett file.sheet i kolonnekartet.")
        name = names[sheet - 1] if isinstance(sheet, int) else sheet
        if name not in names:
            raise FileProblem(f"Regnearket har ikke arket «{name}». Det har {', '.join(names)}.")
        grid = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    for (row, column), shown_error in error_cells(path, kind, name).items():
        if row < len(grid) and column < len(grid[row]):
            grid[row][column] = shown_error
    if len(grid) < layout.header_row:
        raise FileProblem(f"Arket «{name}» har ingen overskrift på rad {layout.header_row}.")
    header = tuple(column_name(_text(cell, decimal, date_form)) for cell in grid[layout.header_row - 1])
    while header and not header[-1]:
        header = header[:-1]
    return SourceTable(header, _rows(grid, layout.header_row, len(header), decimal, date_form), kind)


def _rows(grid: list, header_row: int, width: int, decimal: str, date_form: str) -> Iterator[SourceRow]:
    for number, values in enumerate(grid[header_row:], start=header_row + 1):
        cells = [_text(value, decimal, date_form) for value in values]
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if any(cells):
            cells += [""] * (width - len(cells))
            yield SourceRow(number, tuple(cells), "\t".join(cells))


def _text(value: object, decimal: str, date_form: str) -> str:
    if isinstance(value, bool):
        return "SANN" if value else "USANN"
    if isinstance(value, int | float):
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", decimal)
    if isinstance(value, datetime | date):
        day = f"{value.day:02d}", f"{value.month:02d}", f"{value.year:04d}"
        return date_form.replace("dd", day[0]).replace("mm", day[1]).replace("yyyy", day[2])
    return "" if value is None else str(value)

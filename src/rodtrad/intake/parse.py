"""From the bytes of a file to staged postings and issues: the parse step of the intake.

It has no effect but a temporary folder that disappears with the result.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from rodtrad.intake.bulk import read_bulk, to_utf8
from rodtrad.intake.bulk_sql import BulkQuery
from rodtrad.intake.column_map import ColumnMap
from rodtrad.intake.conversion import check_header
from rodtrad.intake.csv_reader import read_csv
from rodtrad.intake.dialect import Dialect, detect
from rodtrad.intake.fetch import Fetched
from rodtrad.intake.formats import detect_format
from rodtrad.intake.issues import FileProblem
from rodtrad.intake.kostra_table import read_extract_table
from rodtrad.intake.line_scan import Disagreement
from rodtrad.intake.rounding_lines import add_rounding_lines
from rodtrad.intake.row_staging import Decisions, RowStaging
from rodtrad.intake.rows import SourceTable
from rodtrad.intake.staged import Staged, connect, create_table
from rodtrad.intake.workbook_reader import read_workbook

BULK_FROM_BYTES = 4 << 20


def parse(
    fetched: Fetched, column_map: ColumnMap, decisions: Decisions | None = None, *, bulk: bool | None = None
) -> Staged:
    """Read a file by a column map. `bulk` forces or forbids the path for large files; left out, the size decides.

    Raises FileProblem when the file as a whole cannot be read. The result must be closed.
    """
    form = _format(fetched, column_map)
    dialect = None
    if form == "csv":
        dialect = detect(fetched.path, column_map.file)
        table = read_csv(fetched.path, dialect, column_map.file.header_row)
    elif form == "kostra":
        table = read_extract_table(fetched.path)
    else:
        table = read_workbook(fetched.path, column_map.file, column_map.numbers.decimal, column_map.dates, form)
    check_header(column_map, table.header)
    folder = TemporaryDirectory(prefix="rodtrad-import-")
    fitted = column_map.present(table.header)
    staged = Staged(fetched, fitted, form, table.encoding, table.delimiter, folder, connect(Path(folder.name)))
    try:
        create_table(staged.connection)
        rows = RowStaging(staged, table.header, decisions or Decisions())
        if dialect and (bulk or (bulk is None and fetched.size >= BULK_FROM_BYTES)):
            clean_rows = _stage_large(staged, rows, table, dialect)
        else:
            clean_rows = None
            rows.stage(table.rows)
        if not staged.rows_read:
            raise FileProblem("Filen har ingen rader under overskriften. Sjekk at eksporten ble fullført.")
        staged.define(clean_rows)
        rows.finish()
        add_rounding_lines(staged)
    except BaseException:
        staged.connection.close()
        folder.cleanup()
        raise
    return staged


def _format(fetched: Fetched, column_map: ColumnMap) -> str:
    found, pinned = detect_format(fetched.path), column_map.file.format
    if pinned is None or found == pinned:
        return found
    if {found, pinned} & {"xlsx", "ods"}:
        raise FileProblem(
            f"Filen er {found.upper()}, men kolonnekartet {column_map.name} gjelder {pinned.upper()}. "
            "Velg et annet kart, eller fjern file.format fra kartet."
        )
    return pinned


def _stage_large(staged: Staged, rows: RowStaging, table: SourceTable, dialect: Dialect) -> str | None:
    """Stage a large file; the query of its clean rows, or None when every row had to be read one by one."""
    folder = Path(staged.folder.name)
    path = to_utf8(staged.fetched.path, dialect.encoding, folder)
    query = BulkQuery(staged.column_map, table.header, staged.column_map.numbers)
    try:
        found = read_bulk(staged.connection, path, dialect, query, table.body_line, folder)
    except Disagreement:
        rows.stage(table.rows)
        return None
    staged.rows_read = found.clean_rows
    staged.rows_blank = found.blank_rows
    staged.labels = found.labels
    rows.stage(found.others)
    return found.clean

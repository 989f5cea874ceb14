"""The data package, read with `csv` and `json`."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

from tests.documents.readback.from_json import column_unit
from tests.documents.readback.structure import ReadDocument, ReadTable, head

OWN_COLUMNS = ("row", "label", "role")


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def read(files: dict[str, bytes]) -> ReadDocument:
    """Numbers from each table's own file, signs and words from `cells.csv`, units from the description."""
    description = json.loads(files["datapackage.json"])
    cells = {(c["table"], c["row"], c["column"]): c for c in _rows(files["cells.csv"])}
    resources = [r for r in description["resources"] if "unit" in r]
    tables = tuple(_table(r, _rows(files[r["path"]]), cells) for r in resources)
    return ReadDocument(tables, tuple(row["text"] for row in _rows(files["texts.csv"])))


def read_cells(files: dict[str, bytes]) -> ReadDocument:
    """The same tables from `cells.csv` alone, as shown."""
    rows = {(c["table"], c["row"], c["column"]): c for c in _rows(files["cells.csv"])}
    whole = read(files)
    tables = []
    for table in whole.tables:
        shown = tuple(
            (label, tuple(rows[table.id, row_id, column]["shown"] for column in table.column_ids))
            for row_id, (label, _) in zip(table.row_ids, table.rows, strict=True)
        )
        tables.append(ReadTable(table.id, table.title, table.columns, shown))
    return ReadDocument(tuple(tables), whole.texts)


def _table(
    resource: dict[str, Any], rows: list[dict[str, str]], cells: dict[tuple[str, str, str], dict[str, str]]
) -> ReadTable:
    fields = [f for f in resource["schema"]["fields"] if f["name"] not in OWN_COLUMNS]
    heads = []
    for column in fields:
        unit = column_unit(column.get("unit", "text"), column.get("unitTitle", ""), resource["unit"], column["title"])
        heads.append(head([column["title"], unit]))
    read_rows = []
    for row in rows:
        values = [_cell(row[f["name"]], cells[resource["name"], row["row"], f["name"]]) for f in fields]
        read_rows.append((row["label"], tuple(values)))
    return ReadTable(
        resource["name"],
        resource["title"],
        tuple(heads),
        tuple(read_rows),
        resource["description"],
        resource["unitTitle"],
        tuple(row["row"] for row in rows),
        tuple(f["name"] for f in fields),
    )


def _cell(value: str, long: dict[str, str]) -> str | Decimal:
    """A number as a number; what has no number must be empty in the table's file and explained in the long one."""
    if long["kind"] != "number":
        return value or long["shown"]
    if long["shown"] == "\u2013":
        return long["shown"] if Decimal(value) == 0 else value
    return Decimal(value)

"""The edition as JSON: the frozen document itself, its checksum, and every table as shown.

A journalist reads `tables` and needs nothing else: for each cell the exact value, the unit, the text shown and the
reason for a missing number. A program that computes the document anew reads `edition`, whose canonical form is what
`sha256` is the checksum of.
"""

import json
from decimal import Decimal
from typing import Any

from rodtrad.documents.editions import Edition
from rodtrad.documents.renderers.csv_package import tables_once
from rodtrad.documents.serialisation import checksum, to_plain
from rodtrad.documents.shown import rounding_note, show, unit_words
from rodtrad.documents.tables import Cell, Column, Table

FORMAT = "rodtrad-edition/1"


def render(edition: Edition) -> bytes:
    """Canonical JSON (sorted keys, no spaces, UTF-8): format, edition, sha256, tables."""
    plain = {
        "format": FORMAT,
        "edition": to_plain(edition),
        "sha256": checksum(edition),
        "tables": {table.id: _table(table, edition.language) for table in tables_once(edition)},
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _table(table: Table, language: str) -> dict[str, Any]:
    return {
        "number": table.number,
        "title": table.title,
        "subtitle": table.subtitle,
        "unit": table.unit.value,
        "unit_shown": unit_words(table.unit, language),
        "source": table.source.text,
        "source_date": table.source.date,
        "rounding_note": rounding_note(table, language),
        "columns": [_column(table, column, language) for column in table.columns],
        "rows": [
            {
                "id": row.id,
                "label": row.label,
                "role": row.role.value,
                "level": row.level,
                "cells": [
                    _cell(table, column, cell, language) for column, cell in zip(table.columns, row.cells, strict=True)
                ],
            }
            for row in table.rows
        ],
    }


def _column(table: Table, column: Column, language: str) -> dict[str, Any]:
    unit = table.unit_of(column)
    return {
        "id": column.id,
        "phase": column.phase,
        "label": column.label,
        "unit": unit.value,
        "unit_shown": unit_words(unit, language),
    }


def _cell(table: Table, column: Column, cell: Cell, language: str) -> dict[str, Any]:
    """`value` is exact and in the base unit: an integer, or a decimal number in quotes; null where there is none."""
    shown = show(cell, column, table, language)
    exact = cell.value if isinstance(cell.value, int) else None
    value = format(cell.value, "f") if isinstance(cell.value, Decimal) else exact
    plain = {"kind": cell.kind.value, "value": value, "shown": shown.text, "machine": shown.machine}
    if cell.missing is not None:
        plain["missing"] = cell.missing.value
    if shown.words:
        plain["words"] = shown.words
    return plain

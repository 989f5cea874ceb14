"""The edition's tables as open data: CSV files that any program reads, described by a `datapackage.json`.

- One file for each table, `TABLE.csv`: the numbers as shown, in the shown unit, written for machines (ASCII minus,
  decimal point, no grouping). A cell without a number is empty there; what stands in its place is in `cells.csv`.
- `cells.csv`: every cell of every table with its exact value in the base unit (whole kroner, percent), the unit it is
  shown in, the text shown, and why a number is missing.
- `texts.csv`: every paragraph, list item, point of the resolution and note, in reading order.

`datapackage.json` follows Frictionless Data's Data Package and Table Schema.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from rodtrad.documents.editions import Edition
from rodtrad.documents.renderers.archive import fixed_zip
from rodtrad.documents.renderers.texts import texts_of
from rodtrad.documents.serialisation import checksum
from rodtrad.documents.shown import cells, show, unit_words
from rodtrad.documents.tables import CellKind, Column, Table
from rodtrad.documents.walk import tables_in
from rodtrad.values.units import Unit, decimals

LICENCE = {
    "name": "NLOD-2.0",
    "title": "Norsk lisens for offentlige data (NLOD) 2.0",
    "path": "https://data.norge.no/nlod/no/2.0",
}
CELL_FIELDS = (
    ("table", "Tabellens id"),
    ("row", "Radens id"),
    ("column", "Kolonnens id"),
    ("kind", "number, text, status, missing eller empty"),
    ("value", "Eksakt verdi i grunnenheten: hele kroner, prosent, antall"),
    ("unit", "Enheten som tallet vises i"),
    ("shown", "Teksten som vises i dokumentet"),
    ("missing", "Hvorfor tallet mangler: not_budgeted, not_possible, not_available eller confidential"),
    ("reason", "Begrunnelse med ord"),
)
TEXT_FIELDS = (
    ("section", "Id for delen av dokumentet"),
    ("kind", "Hva slags tekst det er"),
    ("language", "Språk: nb, nn, en ..."),
    ("text", "Teksten"),
)


def tables_once(edition: Edition) -> tuple[Table, ...]:
    """Every table of the edition once, in the order in which a reader meets them."""
    found = {table.id: table for table in tables_in((edition.front, *edition.chapters))}
    return tuple(found.values())


def render(edition: Edition) -> dict[str, bytes]:
    """File name -> content of every file in the package."""
    tables = tables_once(edition)
    files = {f"{table.id}.csv": _table_csv(table) for table in tables}
    files["cells.csv"] = _csv((name for name, _ in CELL_FIELDS), _cell_rows(tables, edition.language))
    texts = ((t.section, t.kind, t.language, t.text) for t in texts_of(edition))
    files["texts.csv"] = _csv((name for name, _ in TEXT_FIELDS), texts)
    description = _description(edition, tables)
    files["datapackage.json"] = json.dumps(description, ensure_ascii=False, indent=2).encode() + b"\n"
    return files


def render_zip(edition: Edition) -> bytes:
    """The whole package as one zip, dated at publication."""
    return fixed_zip(sorted(render(edition).items()), datetime.fromisoformat(edition.published_at))


def _csv(head: Iterable[str], rows: Iterable[Sequence[str]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(list(head))
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8")


def _table_csv(table: Table) -> bytes:
    rows = []
    for row in table.rows:
        shown = [show(cell, column, table) for column, cell in zip(table.columns, row.cells, strict=True)]
        values = [
            s.machine if cell.kind in (CellKind.NUMBER, CellKind.MISSING) else s.text
            for s, cell in zip(shown, row.cells, strict=True)
        ]
        rows.append([row.id, row.label, row.role.value, *values])
    return _csv(["row", "label", "role", *(column.id for column in table.columns)], rows)


def _cell_rows(tables: Iterable[Table], language: str) -> Iterable[tuple[str, ...]]:
    for table in tables:
        for row, column, cell in cells(table):
            number = cell.value if isinstance(cell.value, int | Decimal) else None
            yield (
                table.id,
                row.id,
                column.id,
                cell.kind.value,
                "" if number is None else format(number, "f") if isinstance(number, Decimal) else str(number),
                table.unit_of(column).value if number is not None else "",
                show(cell, column, table, language).text,
                cell.missing.value if cell.missing else "",
                cell.reason or "",
            )


def _field(table: Table, column: Column, language: str) -> dict[str, Any]:
    unit = table.unit_of(column)
    index = table.columns.index(column)
    kinds = {row.cells[index].kind for row in table.rows} - {CellKind.EMPTY, CellKind.MISSING}
    title = " ".join(part for part in (column.phase, column.label) if part)
    field: dict[str, Any] = {"name": column.id, "title": title, "type": "string"}
    if kinds <= {CellKind.NUMBER}:
        field["type"] = "number" if decimals(unit) else "integer"
    if unit is not Unit.TEXT:
        field |= {"unit": unit.value, "unitTitle": unit_words(unit, language)}
    return field


def _resource(name: str, title: str, fields: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": title,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {"fields": fields, "missingValues": [""], **more.pop("schema", {})},
        **more,
    }


def _table_resource(table: Table, language: str) -> dict[str, Any]:
    fields: list[dict[str, Any]] = [
        {"name": "row", "title": "Radens id", "type": "string"},
        {"name": "label", "title": table.stub, "type": "string"},
        {"name": "role", "title": "Radens rolle", "type": "string"},
    ]
    fields += [_field(table, column, language) for column in table.columns]
    source = {"title": table.source.text} | ({"date": table.source.date} if table.source.date else {})
    return _resource(
        table.id,
        table.title,
        fields,
        schema={"primaryKey": ["row"]},
        description=table.subtitle,
        number=table.number,
        unit=table.unit.value,
        unitTitle=unit_words(table.unit, language),
        sources=[source],
    )


def _description(edition: Edition, tables: tuple[Table, ...]) -> dict[str, Any]:
    def strings(fields: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
        return [{"name": name, "title": title, "type": "string"} for name, title in fields]

    publisher = edition.publisher
    return {
        "profile": "tabular-data-package",
        "name": edition.id,
        "id": checksum(edition),
        "title": edition.title,
        "description": f"{edition.status}. {publisher.municipality}. Tabellene i dokumentet, i enheten de vises i. "
        "En celle uten tall er tom i tabellfilen; tegnet og grunnen står i cells.csv sammen med alle eksakte verdier.",
        "created": edition.published_at,
        "version": edition.id,
        "languages": [edition.language],
        "licenses": [LICENCE],
        "contributors": [
            {
                "title": publisher.municipality,
                "role": "publisher",
                "organization": publisher.municipality_number,
                "email": publisher.email,
            }
        ],
        "sources": [
            {
                "title": version.title or version.provider,
                "name": version.provider,
                "version": version.version,
                "date": version.date,
            }
            for version in edition.data_versions
        ],
        "factsVersion": edition.facts_version,
        "resources": [
            *(_table_resource(table, edition.language) for table in tables),
            _resource(
                "cells",
                "Alle celler med eksakt verdi",
                strings(CELL_FIELDS),
                schema={"primaryKey": ["table", "row", "column"]},
            ),
            _resource("texts", "Alle avsnitt, punkter og noter", strings(TEXT_FIELDS)),
        ],
    }

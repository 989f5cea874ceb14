"""Editions survive the way to JSON and back without a change."""

from decimal import Decimal

from rodtrad.documents.inlines import FigureReference, Text
from rodtrad.documents.nodes import Chart, ChartKind, Paragraph, Section, Series, SeriesRole, TableNode
from rodtrad.documents.serialisation import checksum, dumps, loads
from rodtrad.documents.tables import (
    Column,
    Missing,
    Row,
    RowRole,
    Source,
    Status,
    Table,
    missing,
    number,
    status,
)
from rodtrad.values.units import Unit

TABLE = Table(
    "tab-prove",
    "Rammen øker",
    "Beløp i 1 000 kr",
    Unit.THOUSAND_NOK,
    (Column("2027", "2027", "Budsjett", budget_year=True), Column("andel", "Andel", unit=Unit.PERCENT)),
    (
        Row("oppvekst", "Oppvekst", (number(204_581_000), number(Decimal("3.25"))), RowRole.SUBTOTAL),
        Row("mål", "Mål", (missing(Missing.NOT_POSSIBLE, "nevneren er null"), status("Brutt", Status.BROKEN))),
    ),
    Source("Kommunens budsjett", "28.10.2026"),
)


def test_a_section_with_table_and_chart_comes_back_equal() -> None:
    chart = Chart(
        "fig-prove",
        "Opp",
        "mill. kr",
        "Figuren viser økningen.",
        ChartKind.BARS,
        TABLE,
        (Series("2027", "Budsjett", SeriesRole.OWN),),
        ("oppvekst",),
        series_in_columns=True,
    )
    text = Paragraph((Text("Rammen er "), FigureReference("204 581", "tab-prove:oppvekst:2027")))
    section = Section("oppvekst", "Oppvekst", (text, TableNode(TABLE), chart), page=True)
    assert loads(dumps(section)) == section


def test_one_changed_cell_changes_the_checksum() -> None:
    rows = (Row("oppvekst", "Oppvekst", (number(204_581_001), number(Decimal("3.25")))), TABLE.rows[1])
    changed = Table(TABLE.id, TABLE.title, TABLE.subtitle, TABLE.unit, TABLE.columns, rows, TABLE.source)
    assert checksum(changed) != checksum(TABLE)

"""What a cell shows must be the same everywhere, and nothing that is missing may look like zero."""

from decimal import Decimal

import pytest

from rodtrad.documents.shown import column_unit, legend, rounding_differs, show, show_value, shown
from rodtrad.documents.tables import (
    EMPTY,
    Cell,
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
    words,
)
from rodtrad.values.units import Unit


def _table(*rows: tuple[RowRole, Cell], unit: Unit = Unit.THOUSAND_NOK) -> Table:
    made = tuple(Row(f"r{i}", f"Rad {i}", (cell,), role) for i, (role, cell) in enumerate(rows))
    return Table("tab-x", "T", "S", unit, (Column("c", "2027"),), made, Source("Budsjett"))


def _amounts(*rows: tuple[RowRole, int]) -> Table:
    return _table(*((role, number(amount)) for role, amount in rows))


ITEM, START, SUBTOTAL, TOTAL = RowRole.ITEM, RowRole.START, RowRole.SUBTOTAL, RowRole.TOTAL


@pytest.mark.parametrize(
    ("cell", "text", "machine"),
    [
        (number(-2_310_000), "\u22122\u00a0310", "-2310"),
        (number(0), "0", "0"),
        (number(499), "\u2013", "0"),
        (number(-499), "\u2013", "0"),
        (number(500), "1", "1"),
        (number(1_150_000, signed=True), "+1\u00a0150", "1150"),
        (missing(Missing.NOT_AVAILABLE), "..", ""),
        (missing(Missing.NOT_POSSIBLE), ".", ""),
        (missing(Missing.CONFIDENTIAL), ":", ""),
        (missing(Missing.NOT_BUDGETED), "\u2013", ""),
        (words("Nytt"), "Nytt", ""),
        (status("Brutt", Status.BROKEN, "2029: 1,2 mill. kr"), "Brutt", ""),
        (EMPTY, "", ""),
    ],
)
def test_a_cell_is_shown_in_the_tables_unit(cell: Cell, text: str, machine: str) -> None:
    table = _table((ITEM, cell))
    result = show(cell, table.columns[0], table)
    assert (result.text, result.machine) == (text, machine)
    assert shown(cell, table.columns[0], table) == text


def test_a_screen_reader_hears_minus_and_the_reason() -> None:
    assert show_value(-2_310_000, Unit.THOUSAND_NOK).spoken == "minus 2\u00a0310"
    table = _table((ITEM, missing(Missing.NOT_AVAILABLE, "SSB publiserer i juni")))
    assert show(table.rows[0].cells[0], table.columns[0], table).spoken == "SSB publiserer i juni"


def test_a_small_percent_is_a_number_and_not_a_dash() -> None:
    assert show_value(Decimal("0.04"), Unit.PERCENT).text == "0,0"


def test_the_legend_names_each_sign_once_with_all_that_it_means() -> None:
    dash = missing(Missing.NOT_BUDGETED)
    table = _table((ITEM, dash), (ITEM, dash), (ITEM, number(100)), (ITEM, missing(Missing.NOT_POSSIBLE)))
    assert legend(table, "nb") == (
        (".", "tall kan ikke forekomme"),
        ("\u2013", "ikke budsjettert eller mindre enn en halv enhet"),
    )


def test_a_sum_that_fits_its_shown_parts_needs_no_note() -> None:
    assert not rounding_differs(_amounts((ITEM, 1_000), (ITEM, 2_000), (TOTAL, 3_000)))


def test_a_sum_that_differs_from_its_shown_parts_is_found() -> None:
    assert rounding_differs(_amounts((ITEM, 1_400), (ITEM, 2_400), (TOTAL, 3_800)))


def test_subtotals_of_subtotals_are_followed() -> None:
    fits = [(START, 10_000), (ITEM, 1_000), (SUBTOTAL, 1_000), (ITEM, -2_000), (SUBTOTAL, -2_000), (SUBTOTAL, -1_000)]
    assert not rounding_differs(_amounts(*fits, (TOTAL, 9_000)))
    fits[0] = (START, 10_400)
    assert not rounding_differs(_amounts(*fits, (TOTAL, 9_400)))
    differs = [(START, 10_400), (ITEM, 600), (SUBTOTAL, 600), (TOTAL, 11_000)]
    assert not rounding_differs(_amounts(*differs))
    differs = [(START, 10_400), (ITEM, 400), (SUBTOTAL, 400), (TOTAL, 10_800)]
    assert rounding_differs(_amounts(*differs))


def test_a_row_that_is_no_sum_of_those_above_makes_no_claim() -> None:
    assert not rounding_differs(_amounts((ITEM, 1_400), (ITEM, 2_400), (TOTAL, 99_000)))


@pytest.mark.parametrize(
    ("label", "stated"), [("2027", "prosent"), ("Prosent", ""), ("Endring i prosent", ""), ("Prosentandel", "prosent")]
)
def test_a_column_whose_head_names_its_unit_does_not_state_it_twice(label: str, stated: str) -> None:
    column = Column("c", label, unit=Unit.PERCENT)
    table = Table("tab-x", "T", "S", Unit.THOUSAND_NOK, (column,), (), Source("Budsjett"))
    assert column_unit(column, table, "nb") == stated

"""Tables fit the page: no number is divided, wide tables are set smaller, and words get room by how much they hold."""

from dataclasses import replace

from rodtrad.documents.renderers.columns import CHARACTER, PAGE_WIDTH, fit_columns
from rodtrad.documents.renderers.printed import PrintedTable, print_table
from rodtrad.documents.tables import Cell, Column, Row, Source, Table, number, words
from rodtrad.values.units import Unit


def _printed(cells: tuple[Cell, ...], label: str = "Sum bevilgninger drift, netto") -> PrintedTable:
    columns = tuple(Column(f"c{n}", str(2025 + n), phase="Budsjett") for n in range(len(cells)))
    table = Table("tab-x", "T", "S", Unit.NOK, columns, (Row("r", label, cells),), Source("Budsjett"))
    return print_table(table, {}, "nb")


def test_four_years_are_set_in_nine_points_with_equally_wide_columns() -> None:
    columns = fit_columns(_printed((number(1_000), number(2), number(3), number(4))))
    assert columns.size == 9.0
    assert len(set(columns.widths)) == 1


def test_a_number_stands_on_one_line_in_every_size() -> None:
    for count in range(1, 11):
        columns = fit_columns(_printed((number(-123_456_789),) * count))
        assert min(columns.widths) >= len("-123 456 789") * CHARACTER * columns.size


def test_many_columns_are_set_smaller_so_that_the_row_headers_can_be_read() -> None:
    columns = fit_columns(_printed((number(123_456),) * 9))
    assert columns.size < 9.0
    assert PAGE_WIDTH - sum(columns.widths) >= 90


def test_a_column_of_long_words_gets_more_than_one_of_short() -> None:
    printed = _printed((words("Brutt"), words("Avdragene er mindre enn det minste som loven krever. " * 3)))
    short, long = fit_columns(printed).widths
    assert long > 2 * short
    assert short + long < PAGE_WIDTH - 90


def test_a_table_without_rows_has_columns() -> None:
    printed = replace(_printed((number(1),)), rows=())
    assert len(fit_columns(printed).widths) == 1

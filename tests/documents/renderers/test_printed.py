"""Paper carries what a reader of the web page opens with a click, but never so much that the tables drown in it."""

from dataclasses import replace

from tests.documents.sample_edition import sample_edition

from rodtrad.documents.editions import Explanation, ExplanationStep
from rodtrad.documents.inlines import plain_text
from rodtrad.documents.renderers.printed import NOTES_FOR_EVERY_ROW, explanation_words, front_of, print_table
from rodtrad.documents.tables import Column, Row, RowRole, Source, Table, number
from rodtrad.values.units import Unit


def _explanation(id_: str, steps: int = 1) -> Explanation:
    lines = tuple(ExplanationStep(f"Barnehage, funksjon 201, art {n}", "1 000") for n in range(steps))
    return Explanation(id_, id_, "Summen av linjene.", lines, "kroner")


def _table(rows: int) -> Table:
    made = [Row(f"r{n}", f"Rad {n}", (number(1000 * n, explanation=f"e{n}"),)) for n in range(rows)]
    total = Row("sum", "Sum", (number(9000, explanation="sum"),), RowRole.TOTAL)
    column = Column("2027", "2027")
    return Table("tab-x", "T", "S", Unit.THOUSAND_NOK, (column,), (*made, total), Source("Budsjett"))


EXPLANATIONS = {name: _explanation(name) for name in ("sum", *(f"e{n}" for n in range(9)))}


def test_every_answer_is_printed_where_they_are_few() -> None:
    printed = print_table(_table(NOTES_FOR_EVERY_ROW - 1), EXPLANATIONS, "nb")
    assert [row.notes for row in printed.rows] == [(1,), (2,), (3,), (4,)]
    assert not any("på nett" in remark for remark in printed.remarks)


def test_where_nearly_each_row_has_an_answer_the_sums_are_explained_and_the_web_is_named() -> None:
    printed = print_table(_table(NOTES_FOR_EVERY_ROW), EXPLANATIONS, "nb")
    assert [row.notes for row in printed.rows] == [(), (), (), (), (1,)]
    assert printed.remarks[-1].startswith("Regnestykkene bak tallene i tabellen står på nett")


def test_a_long_calculation_is_counted_and_not_printed() -> None:
    words = plain_text(explanation_words(_explanation("e", steps=342), "1 000", "nb"))
    assert "342 ledd, som står på nett." in words and "art 17" not in words
    assert "art 1: 1 000" in plain_text(explanation_words(_explanation("e", steps=2), "1 000", "nb"))


def test_first_pages_that_repeat_the_documents_title_are_headed_main_points() -> None:
    edition = sample_edition()
    assert (
        front_of(replace(edition, title="Plan 2027", front=replace(edition.front, title="Plan"))).title == "Hovedtrekk"
    )
    assert front_of(replace(edition, title="Plan 2027", front=replace(edition.front, title="Kort"))).title == "Kort"


def test_where_even_the_sums_are_many_only_the_totals_are_explained() -> None:
    table = _table(2 * NOTES_FOR_EVERY_ROW)
    rows = tuple(replace(row, role=RowRole.SUBTOTAL) for row in table.rows[:-1])
    printed = print_table(replace(table, rows=(*rows, table.rows[-1])), EXPLANATIONS, "nb")
    assert [row.id for row in printed.rows if row.notes] == ["sum"]

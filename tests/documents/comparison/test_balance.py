"""An amendment is shown as what it costs and how it is paid, and its balance is the statement's own, never assumed."""

from dataclasses import replace

from tests.documents.sample_edition import amended_edition, sample_edition, t

from rodtrad.documents.comparison import Done, compare
from rodtrad.documents.comparison.budget_tables import budget_tables
from rodtrad.documents.editions import Edition
from rodtrad.documents.inlines import Link
from rodtrad.documents.nodes import Measure, Measures, Section, TableNode
from rodtrad.documents.tables import Cell, Column, Row, Source, Table, number
from rodtrad.values.units import Unit

YEARS = ("2027", "2028")
COLUMNS = tuple(Column(year, year) for year in YEARS)


def cells(*amounts: int) -> tuple[Cell, ...]:
    return tuple(number(amount) for amount in amounts)


def measures(id_: str, *rows: tuple[str, tuple[int, ...], str]) -> Measures:
    """Measures with their amounts; the last of each row is the address that its words link to, or ""."""
    table = Table(
        id_,
        "Tiltak",
        "",
        Unit.THOUSAND_NOK,
        COLUMNS,
        tuple(Row(name, name.capitalize(), cells(*amounts)) for name, amounts, _ in rows),
        Source("Budsjettet"),
    )
    told = [Measure(name, name.capitalize(), (Link("her", link),) if link else t("Fordi.")) for name, _, link in rows]
    return Measures(table, tuple(told))


def statement(interest: tuple[int, ...], shortfall: tuple[int, ...]) -> TableNode:
    rows = (
        Row("linje-13", "13. Renteutgifter", cells(*interest)),
        Row("linje-25", "25. Fremført", cells(*shortfall)),
    )
    ids = budget_tables().statement
    return TableNode(Table(ids, "§ 5-4", "", Unit.THOUSAND_NOK, COLUMNS, rows, Source("Budsjettet")))


def edition(*nodes: Measures | TableNode) -> Edition:
    chapter = Section("kapittel", "Kapittel", nodes, page=True, number="1")
    return replace(sample_edition(), chapters=(chapter,))


BEFORE = edition(measures("tab-a", ("kutt", (-500, -1000), "")), statement((100, 100), (0, 0)))


def test_posts_and_computed_lines_add_up_to_the_statement() -> None:
    after = edition(
        measures("tab-a", ("kutt", (-500, -1000), ""), ("beholdes", (500, 1000), "#tab-a:kutt")),
        measures("tab-b", ("skatt", (-500, -1200), "")),
        statement((100, 300), (0, 0)),
    )
    balance = compare(BEFORE, after).balance
    assert [(post.title, post.done) for post in balance.costs] == [
        ("Beholdes", Done.CUT_REMOVED),
        ("Renteutgifter", Done.COMPUTED),
    ]
    assert [(post.title, post.done) for post in balance.pays] == [("Skatt", Done.NEW)]
    assert balance.stated
    assert [cell.value for cell in balance.total] == [0, 0]
    assert balance.shortfalls == ()


def test_what_no_line_accounts_for_is_other_changes_and_not_left_out() -> None:
    after = edition(
        measures("tab-a", ("kutt", (-500, -1000), ""), ("nytt", (300, 300), "")), statement((100, 100), (0, 0))
    )
    balance = compare(BEFORE, after).balance
    (other,) = balance.pays
    assert (other.done, [cell.value for cell in other.differences]) == (Done.OTHER, [-300, -300])
    assert [cell.value for cell in balance.total] == [0, 0]


def test_years_that_do_not_balance_are_named_with_the_amount() -> None:
    after = edition(
        measures("tab-a", ("kutt", (-500, -1000), ""), ("nytt", (300, 300), "")), statement((100, 100), (0, 300))
    )
    balance = compare(BEFORE, after).balance
    assert [cell.value for cell in balance.total] == [0, 300]
    assert balance.shortfalls is not None
    assert [(column.label, int(value)) for column, value in balance.shortfalls] == [("2028", 300)]


def test_without_the_statement_the_balance_is_not_stated() -> None:
    balance = compare(sample_edition(), amended_edition()).balance
    assert not balance.stated
    assert balance.shortfalls is None


def test_a_cut_that_is_made_smaller_is_changed_and_not_taken_out() -> None:
    after = edition(
        measures("tab-a", ("kutt", (-500, -1000), ""), ("mindre", (200, 400), "#tab-a:kutt")),
        statement((100, 100), (200, 400)),
    )
    (post,) = compare(BEFORE, after).balance.posts
    assert post.done is Done.CHANGED
    assert post.measure is not None
    assert post.measure.alters == "kutt"


def test_shares_of_a_measure_in_several_tables_are_added() -> None:
    after = edition(
        measures("tab-a", ("kutt", (-500, -1000), ""), ("beholdes", (400, 900), "#tab-a:kutt")),
        measures("tab-b", ("beholdes", (100, 100), "#tab-a:kutt")),
        statement((100, 100), (500, 1000)),
    )
    (post,) = compare(BEFORE, after).balance.posts
    assert [cell.value for cell in post.differences] == [500, 1000]
    assert post.done is Done.CUT_REMOVED


def test_projects_are_compared_for_themselves() -> None:
    prefix = budget_tables().projects
    after = edition(
        measures("tab-a", ("kutt", (-500, -1000), "")),
        measures(f"{prefix}x", ("bygg", (8000, 0), "")),
        statement((100, 100), (0, 0)),
    )
    comparison = compare(BEFORE, after)
    assert comparison.measures.changes == ()
    assert [change.measure.id for change in comparison.projects.changes] == ["bygg"]
    assert not comparison.is_empty

"""Costs per inhabitant divide by the inhabitants at the end of the accounting year, as KOSTRA does, and say so."""

from tests.calculations.ledger.plans import small_plan
from tests.features.budget.blocks.reading import make, table, view_of

from rodtrad.documents.inlines import plain_text
from rodtrad.documents.tables import Missing
from rodtrad.facts.kostra.key_figures.inhabitants import population_year
from rodtrad.features.budget.plan_view import HistoricKey, HistoricYear

ACCOUNTS = HistoricYear(2025, "accounts", {HistoricKey("2000", "operating", "202", "010"): 1_000_000})
BEGINNING, END = 1_000, 800


def test_the_accounts_of_a_year_belong_to_the_next_first_of_january() -> None:
    assert population_year(2025) == 2026


def test_costs_are_divided_by_the_inhabitants_at_the_end_of_the_year() -> None:
    view = view_of(small_plan(), history=(ACCOUNTS,), inhabitants={2025: BEGINNING, 2026: END})
    found = table(make("budget.service_costs", view, groups=["FGK8"]), "tab-per-innbygger")
    assert [cell.value for cell in found.rows[0].cells] == [1_000_000 // END]
    assert "31. desember i regnskapsåret (2025: 800)" in found.subtitle


def test_one_note_says_which_names_are_unverified() -> None:
    amounts = {HistoricKey("2000", "operating", code, "010"): 1_000_000 for code in ("202", "201", "253")}
    history = (HistoricYear(2025, "accounts", amounts),)
    view = view_of(small_plan(), history=history, inhabitants={2026: END})
    found = table(make("budget.service_costs", view, groups=["FGK8", "FGK7", "FGK11a"]), "tab-per-innbygger")
    unverified = [row.id for row in found.rows if row.notes]
    (note,) = found.notes
    assert {"fgk8", "fgk11a"} <= set(unverified)
    assert {row.notes for row in found.rows} == {(), (note.id,)}
    assert all(group.upper() in plain_text(note.text).upper() for group in unverified)


def test_without_that_count_nothing_is_divided_by_another_year() -> None:
    view = view_of(small_plan(), history=(ACCOUNTS,), inhabitants={2025: BEGINNING})
    assert make("budget.service_costs", view, groups=["FGK8"]).nodes == ()
    later = HistoricYear(2024, "accounts", ACCOUNTS.amounts)
    both = view_of(small_plan(), history=(later, ACCOUNTS), inhabitants={2026: END})
    found = table(make("budget.service_costs", both, groups=["FGK8"]), "tab-per-innbygger")
    assert found.rows[0].cells[0].missing is Missing.NOT_AVAILABLE

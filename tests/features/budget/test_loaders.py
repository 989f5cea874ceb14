"""Real municipal budgets become whole, stored plans that say what does not balance and what cannot be computed."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from tests.features.budget.conftest import BY

from rodtrad.calculations import ledger
from rodtrad.calculations.checks import State, run_checks
from rodtrad.features.budget.loaders import imported_plan, imported_rows, load_imported_plan
from rodtrad.features.budget.selectors.proposals import proposal
from rodtrad.features.budget.services.refusals import BudgetRefusal
from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.map_reading import load_map
from rodtrad.intake.parse import parse
from rodtrad.intake.staged import Staged

YEARS = (2013, 2014, 2015, 2016)
POSTING = {
    "entity": "treasury", "account_class": "1", "unit": "100", "function": "202", "art": "010", "project": None,
    "service_area": None, "department": None, "change_group": None, "text": None, "line": 2, "year": 2027,
    "kind": "plan", "amount_ore": 100,
}  # fmt: skip


@contextmanager
def read(shared: Path, municipality: str, *parts: str) -> Iterator[list[Staged]]:
    folder = shared / "data" / "real" / "municipal_budgets" / municipality / "budsjett-2013"
    names = {"drift": "driftsbudsjett", "investering": "investeringsbudsjett"}
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                parse(fetch_file(folder / names[part] / "dataset.csv"), load_map(f"{municipality}-2013-{part}"))
            )
            for part in parts
        ]


@pytest.mark.django_db
def test_bergen_is_imported_whole_with_its_difference_by_year(shared: Path) -> None:
    with read(shared, "bergen", "drift", "investering") as sources:
        value = imported_plan(sources, YEARS, key="bergen-2013", title="Bergen 2013")
        load_imported_plan(sources, YEARS, key="bergen-2013", title="Bergen 2013", by=BY)
        load_imported_plan(sources, YEARS, key="bergen-2013", title="Bergen 2013", by=BY)
    assert ledger.balance(value) == {
        ("treasury", "operating"): (-490, -627, -489, -539),
        ("treasury", "investment"): (0, 0, 0, 0),
    }
    assert proposal("bergen-2013").hash == value.hash
    results = run_checks(value)
    found = {(result.id, result.side): result for result in results}
    assert found["BALANCE_PLAN", "operating"].per_year == dict(zip(YEARS, (-490, -627, -489, -539), strict=True))
    assert found["BALANCE_PLAN", "investment"].state is State.HOLDS
    assert found["DRIFT_NOT_LOAN", "operating"].state is State.NOT_COMPUTABLE
    assert "art" in found["DRIFT_NOT_LOAN", "operating"].message
    categories = {key[0] for key in ledger.totals(value, ("category",))}
    assert {"opening", "compensation", "new_measure", "saving"} <= categories


def test_ore_in_bergens_investments_become_a_visible_line(shared: Path) -> None:
    with read(shared, "bergen", "investering") as sources:
        value = imported_plan(sources, YEARS, key="b", title="B")
    rounding = [line for _, line in value.lines if line.computation == "import.rounding"]
    assert len(rounding) <= 1
    assert ledger.balance(value)["treasury", "investment"] == (0, 0, 0, 0)


def test_sogndal_has_one_budget_year(shared: Path) -> None:
    with read(shared, "sogndal", "drift", "investering") as sources:
        value = imported_plan(sources, (2013,), key="s", title="Sogndal 2013")
    assert ledger.balance(value) == {("treasury", "operating"): (0,), ("treasury", "investment"): (0,)}
    assert all(line.account.art for _, line in value.lines)


def test_accounts_and_other_years_are_no_part_of_a_plan() -> None:
    rows = imported_rows([POSTING | {"kind": "accounts"}, POSTING | {"year": 2026}, POSTING], (2027, 2028))
    assert [row.amounts for row in rows] == [(100, 0)]


def test_a_balance_posting_is_refused_with_its_line() -> None:
    with pytest.raises(BudgetRefusal, match="Linje 2 er ført i kontoklasse 2"):
        imported_rows([POSTING | {"account_class": "2"}], (2027,))

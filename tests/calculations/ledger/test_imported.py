"""An imported plan is kept whole: its groups, its lack of codes, its imbalance and its øre."""

from rodtrad.calculations.checks import State, run_checks
from rodtrad.calculations.ledger import (
    OPERATING,
    Category,
    ChangeGroup,
    ImportedRow,
    balance,
    imported_proposal,
    publication_obstacles,
    totals,
)

GROUPS = {
    "N00": ChangeGroup("Vedtatt budsjett", Category.OPENING),
    "N01": ChangeGroup("Lønns- og prisstigning", Category.COMPENSATION),
}


def row(function: str, kroner: int, group: str = "N00", area: str = "01", text: str = "", ore: int = 0) -> ImportedRow:
    return ImportedRow("treasury", OPERATING, "", function, "", (kroner * 100 + ore,) * 2, area, group, text)


def plan(*rows: ImportedRow):  # type: ignore[no-untyped-def]
    return imported_proposal(
        rows, id="b", title="Budsjett", years=(2025, 2026), groups=GROUPS, area_names={"01": "Skole", "02": "Skatt"}
    )


def test_groups_become_changes_of_their_category() -> None:
    made = plan(row("202", 100), row("800", -103, area="02"), row("202", 3, "N01", text="Lønnsvekst"))
    assert totals(made, ("category",)) == {("compensation",): (3, 3), ("opening",): (-3, -3)}
    assert totals(made, ("area",)) == {("01",): (103, 103), ("02",): (-103, -103)}
    assert [change.title for change in made.changes if change.category is Category.COMPENSATION] == ["Lønnsvekst"]
    assert not publication_obstacles(made)


def test_a_plan_out_of_balance_says_by_how_much_each_year() -> None:
    results = run_checks(plan(row("202", 100), row("800", -590, area="02")))
    found = next(result for result in results if result.id == "BALANCE_PLAN")
    assert found.state is State.BROKEN
    assert found.per_year == {2025: -490, 2026: -490}
    assert "490 kroner er ikke disponert i 2025" in found.message


def test_what_needs_art_is_not_computable_and_says_why() -> None:
    found = run_checks(plan(row("202", 100), row("800", -100, area="02")))
    results = {result.id: result for result in found if result.side != "investment"}
    assert results["BALANCE_PLAN"].state is State.HOLDS
    for id in ("MINIMUMSAVDRAG", "SUM_PART2", "DRIFT_NOT_LOAN"):
        assert results[id].state is State.NOT_COMPUTABLE
        assert "Kontoen mangler art på 2 linjer i driftsbudsjettet." in results[id].message


def test_rounding_of_ore_becomes_a_visible_line() -> None:
    made = plan(row("202", 1, ore=40), row("211", 1, ore=40), row("221", 1, ore=40), row("800", -4, area="02", ore=-20))
    rounding = [own for _, own in made.lines if own.computation == "import.rounding"]
    assert [own.amounts for own in rounding] == [(1, 1)]
    assert balance(made)["treasury", "operating"] == (0, 0)

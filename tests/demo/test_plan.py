"""Fjellvik's plan 2027–2030: it balances to the krone, hangs together with the accounts, and is no fairy tale."""

from collections import Counter

import pytest

from rodtrad.calculations.checks import CheckResult, State, run_checks
from rodtrad.calculations.finance.capital_cost_lines import lacking_capital_cost
from rodtrad.calculations.ledger import (
    Category,
    Change,
    FundKind,
    Proposal,
    balance,
    publication_obstacles,
    total,
    totals,
)
from rodtrad.demo.economy import adopted_proposal, areas, chief_executive_proposal, measures, with_texts
from rodtrad.demo.operating import budget
from rodtrad.demo.plan_lines import person_change
from rodtrad.demo.reading import document, population, table, units

EDITIONS = [chief_executive_proposal, adopted_proposal]


@pytest.fixture(params=EDITIONS, ids=["proposal", "adopted"])
def proposal(request: pytest.FixtureRequest) -> Proposal:
    edition: Proposal = request.param()
    return edition


def test_both_editions_balance_to_the_krone_on_both_sides(proposal: Proposal) -> None:
    assert set(balance(proposal)) == {("treasury", "operating"), ("treasury", "investment")}
    assert all(amounts == (0, 0, 0, 0) for amounts in balance(proposal).values())
    assert publication_obstacles(proposal) == []


def test_the_plan_has_the_size_of_a_real_one() -> None:
    assert 40 <= len(measures()) <= 60
    assert len(areas()) == 6
    assert sum(len(area.units) for area in areas()) == 25
    assert len(chief_executive_proposal().projects) == 20
    used = {change.category for change in measures()}
    assert used == set(Category) - {Category.OPENING, Category.POLITICAL, Category.PREMISE}


def test_income_is_plausible_for_a_municipality_of_this_size(proposal: Proposal) -> None:
    income = total(proposal, {"account_class": "operating", "art": lambda art: "600" <= art < "900"})
    assert all(720_000_000 < -amount < 780_000_000 for amount in income)


def test_the_opening_is_the_adopted_budget_carried_forward() -> None:
    opening = chief_executive_proposal().opening
    assert {(line.account.unit, line.account.function, line.account.art): line.amounts for line in opening.lines} == {
        tuple(key): (amount,) * 4 for key, amount in budget().items()
    }


def test_demography_follows_the_population_file() -> None:
    proposal = chief_executive_proposal()
    for entry in document("measures.yaml"):
        if rule := entry.get("per_person"):
            persons = person_change(rule["group"])
            stated = [sum(line.amounts[place] for line in proposal.change(entry["id"]).lines) for place in range(4)]
            assert stated == [count * rule["kroner"] for count in persons]
    assert person_change("age_6_15") == (-10, -15, -21, -22)


def test_every_population_row_adds_up() -> None:
    for row in table("population.csv"):
        groups = population(int(row["year"]))
        assert sum(amount for name, amount in groups.items() if name != "total") == groups["total"]
    assert population(2026)["total"] == document("municipality.yaml")["population_1_january_2026"]


def test_no_account_of_the_plan_turns_the_wrong_way(proposal: Proposal) -> None:
    pension_deviation = {"170", "171"}
    for (function, art, *place), amounts in totals(proposal, ("function", "art", "account_class", "unit")).items():
        if function not in pension_deviation:
            wrong = max(amounts) > 0 if art >= "600" else min(amounts) < 0
            assert not wrong, (place, function, art, amounts)


def test_lines_use_units_and_functions_of_the_organisation(proposal: Proposal) -> None:
    functions = {unit["code"]: set(unit["functions"]) for _, unit in units()}
    financing = {"841", "860", "870", "880", "283"}
    for unit, function in totals(proposal, ("unit", "function")):
        assert function in functions[unit] | financing, (unit, function)


def test_no_fund_is_used_beyond_its_balance_and_lines_equal_the_fund_table(proposal: Proposal) -> None:
    assert all(fund.overdrawn == (0, 0, 0, 0) for fund in proposal.funds)
    for kind, side, deposit, use in (
        (FundKind.GENERAL, "operating", "540", "940"),
        (FundKind.BOUND_OPERATING, "operating", "550", "950"),
        (FundKind.FREE_INVESTMENT, "investment", "540", "940"),
        (FundKind.BOUND_INVESTMENT, "investment", "550", "950"),
    ):
        funds = [fund for fund in proposal.funds if fund.kind is kind]
        for art, sign, name in ((deposit, 1, "deposits"), (use, -1, "uses")):
            stated = [sign * sum(getattr(fund, name)[place] for fund in funds) for place in range(4)]
            assert list(total(proposal, {"account_class": side, "art": art})) == stated, (kind, name)


def test_transfer_to_investment_is_equal_on_both_sides(proposal: Proposal) -> None:
    out = total(proposal, {"account_class": "operating", "art": "570"})
    assert out == tuple(-amount for amount in total(proposal, {"account_class": "investment", "art": "970"}))
    assert all(out)


def test_projects_keep_their_cost_frames_and_have_computed_capital_cost(proposal: Proposal) -> None:
    assert all(project.remaining == 0 for project in proposal.projects)
    assert lacking_capital_cost(proposal) == []


def _found(proposal: Proposal, id: str) -> CheckResult:
    return next(result for result in run_checks(proposal) if result.id == id)


def test_every_legal_check_holds_but_the_targets_and_what_is_not_computable(proposal: Proposal) -> None:
    results = run_checks(proposal)
    broken = {result.id for result in results if result.state is State.BROKEN}
    assert broken <= {"TARGET_NET_OPERATING_RESULT", "TARGET_DEBT"}
    assert _found(proposal, "MINIMUMSAVDRAG").state is State.HOLDS
    assert _found(proposal, "CAPITAL_COST").state is State.HOLDS


def test_the_proposal_shows_a_broken_target_and_a_check_that_is_not_computable() -> None:
    proposal = chief_executive_proposal()
    target = _found(proposal, "TARGET_NET_OPERATING_RESULT")
    assert [year.state for year in target.years] == [State.BROKEN, State.HOLDS, State.HOLDS, State.BROKEN]
    assert _found(proposal, "ROBEK_E").state is State.NOT_COMPUTABLE


def test_the_loan_for_bekken_breaks_the_debt_target_in_the_adopted_edition_only() -> None:
    assert _found(chief_executive_proposal(), "TARGET_DEBT").state is State.HOLDS
    assert [year.year for year in _found(adopted_proposal(), "TARGET_DEBT").years if year.state is State.BROKEN] == [
        2029
    ]


def test_amendments_balance_in_every_year() -> None:
    entries = document("amendments.yaml")
    assert 5 <= len(entries) <= 8
    ids = {entry["id"] for entry in entries}
    changes = [change for change in adopted_proposal().changes if change.id in ids]
    for side in ("operating", "investment"):
        lines = [line for change in changes for line in change.lines if line.account.account_class == side]
        assert [sum(line.amounts[place] for line in lines) for place in range(4)] == [0, 0, 0, 0]


def test_amendments_name_the_measures_they_take_back() -> None:
    known = {change.id for change in measures()}
    named = [entry["changes_measure"] for entry in document("amendments.yaml") if "changes_measure" in entry]
    assert named and set(named) <= known


def test_every_measure_states_facts_and_known_goals_and_areas() -> None:
    goals = {goal["id"] for goal in document("goals.yaml")["goals"]}
    codes = {area["id"] for area in document("organisation.yaml")["areas"]}
    for change in (*chief_executive_proposal().changes, *adopted_proposal().changes):
        assert len(change.explanation) > 40, change.id
        assert change.goal in goals | {""}
        assert change.area in codes
    facts = Counter(change.explanation for change in adopted_proposal().changes)
    assert facts.most_common(1)[0][1] == 1


def test_written_texts_replace_the_facts_of_a_change() -> None:
    change = with_texts(chief_executive_proposal(), {"sommerskole": ("Hvorfor.", "Hva.")}).change("sommerskole")
    assert (change.explanation, change.consequence) == ("Hvorfor.", "Hva.")
    with pytest.raises(KeyError):
        with_texts(chief_executive_proposal(), {"finnes-ikke": ("", "")})


def test_two_readings_give_the_same_proposal() -> None:
    before = chief_executive_proposal().hash
    chief_executive_proposal.cache_clear()
    assert chief_executive_proposal().hash == before
    assert isinstance(chief_executive_proposal().opening, Change)

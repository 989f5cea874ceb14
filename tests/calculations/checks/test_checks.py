"""Each check holds, is broken by the right amount in the right year, or says why it cannot be computed."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.calculations.ledger.plans import line, small_plan

from rodtrad.calculations.checks import CheckResult, State, check_ids, run_checks
from rodtrad.calculations.ledger import INVESTMENT, Category, Change, Fund, FundKind, Parameter, Proposal
from rodtrad.facts.municipal_act.checks import check_definitions


def result(plan: Proposal, id: str, side: str = "") -> CheckResult:
    return next(found for found in run_checks(plan) if found.id == id and side in ("", found.side))


def with_lines(*lines: object, **values: object) -> Proposal:
    return small_plan(Change("c", "Tiltak", Category.NEW_MEASURE, lines), **values)  # type: ignore[arg-type]


def test_every_check_of_the_law_has_a_function() -> None:
    assert set(check_ids()) == set(check_definitions())


def test_a_sound_plan_breaks_nothing_but_the_date_it_lacks() -> None:
    states = {found.id: found.state for found in run_checks(small_plan())}
    assert {id for id, state in states.items() if state is not State.HOLDS} == {"ROBEK_E"}


def test_shortfall_is_named_with_year_and_amount_and_foreseen_for_robek() -> None:
    plan = with_lines(line("2000", "202", "010", 0, 1_234_000, 0, 0))
    found = result(plan, "BALANCE_PLAN")
    assert found.per_year == {2027: 0, 2028: 1_234_000, 2029: 0, 2030: 0}
    assert "1\u00a0234\u00a0000 kroner mangler dekning i 2028" in found.message
    assert result(plan, "ROBEK_A").state is State.HOLDS
    assert result(plan, "ROBEK_B").per_year[2028] == 1_234_000


def test_surplus_must_be_set_aside() -> None:
    assert result(with_lines(line("2000", "202", "010", -10)), "SURPLUS_TO_FUND").per_year[2030] == 10


def test_loan_in_the_operating_budget_is_broken() -> None:
    assert result(with_lines(line("9000", "870", "910", -5)), "DRIFT_NOT_LOAN", "operating").per_year[2027] == 5


def test_a_loan_larger_than_the_investment_is_broken() -> None:
    plan = with_lines(
        line("2000", "222", "230", 100, side=INVESTMENT),
        line("9000", "870", "910", -130, side=INVESTMENT),
        line("9000", "880", "540", 30, side=INVESTMENT),
    )
    assert result(plan, "DRIFT_NOT_LOAN", "investment").per_year[2027] == 30


def test_instalments_below_the_minimum_are_broken_by_the_difference() -> None:
    plan = with_lines(line("9000", "870", "510", -3_000_000), line("9000", "880", "540", 3_000_000))
    found = result(plan, "MINIMUMSAVDRAG")
    assert (found.state, found.per_year[2027]) == (State.BROKEN, 600_000)
    assert found.years[0].limit == Decimal(1_600_000)
    assert "høring i 2024" in found.note


def test_minimum_instalment_without_assets_is_not_computable() -> None:
    assets = Parameter("depreciable_assets", Decimal(0), "nok", 2027, "Balansen")
    debt = Parameter("debt", Decimal(5), "nok", 2027, "Balansen")
    found = result(small_plan(parameters=(assets, debt)), "MINIMUMSAVDRAG")
    assert found.years[0].state is State.NOT_COMPUTABLE
    assert found.per_year[2027] is None


def test_an_amount_without_an_area_breaks_the_second_part() -> None:
    assert result(with_lines(line("2000", "202", "010", 9)), "SUM_PART2", "operating").state is State.HOLDS
    assert result(with_lines(line("", "202", "010", 9)), "SUM_PART2", "operating").per_year[2027] == 9


def test_transfer_must_be_equal_on_both_sides() -> None:
    plan = with_lines(line("9000", "880", "570", 100), line("9000", "880", "970", -70, side=INVESTMENT))
    assert result(plan, "DRIFT_TO_INV").per_year[2027] == 30


def test_depreciation_without_its_counter_entry_is_broken() -> None:
    assert result(with_lines(line("2000", "222", "590", 12)), "DEPRECIATION_NEUTRAL").per_year[2027] == 12


FUND = Fund("f", "Næringsfond", FundKind.BOUND_OPERATING, "Næring", 1_000, (0,) * 4, (600,) * 4, functions=("325",))
DISP = small_plan().funds[0]


def test_a_fund_used_beyond_its_balance_is_broken_in_the_years_it_lacks() -> None:
    found = result(small_plan(funds=(DISP, FUND)), "FUND_BALANCE")
    assert found.per_year == {2027: 0, 2028: 200, 2029: 800, 2030: 1_400}
    assert "Næringsfond mangler 200 kroner i 2028" in found.message


def test_fund_movements_must_be_those_of_the_lines() -> None:
    plan = with_lines(line("2000", "325", "950", -500), funds=(DISP, FUND))
    assert result(plan, "FUND_MOVEMENTS", "operating").per_year[2027] == 100


def test_a_bound_fund_used_for_something_else_is_broken() -> None:
    plan = with_lines(line("2000", "325", "950", -400), line("2000", "202", "950", -200), funds=(DISP, FUND))
    assert result(plan, "BUNDNE_FOND", "operating").per_year[2027] == 200


def test_a_bound_fund_without_stated_functions_is_not_computable() -> None:
    plan = with_lines(line("2000", "325", "950", -600), funds=(DISP, replace(FUND, functions=())))
    assert result(plan, "BUNDNE_FOND", "operating").state is State.NOT_COMPUTABLE


def test_a_missed_target_tells_percent_and_kroner() -> None:
    plan = with_lines(line("2000", "202", "010", 2_000_000), line("9000", "880", "540", -2_000_000))
    found = result(plan, "TARGET_NET_OPERATING_RESULT")
    assert found.years[0].value == Decimal(1)
    assert found.per_year[2027] == 750_000
    assert "1,00 % i 2027, mot minst 1,75 %" in found.message


def test_a_target_that_is_met_exactly_holds() -> None:
    plan = with_lines(line("2000", "202", "010", 1_250_000), line("9000", "880", "540", -1_250_000))
    assert result(plan, "TARGET_NET_OPERATING_RESULT").state is State.HOLDS


def test_without_targets_the_reader_is_told() -> None:
    found = result(small_plan(targets=()), "TARGET_DEBT")
    assert found.state is State.NOT_COMPUTABLE
    assert "ikke satt noe måltall for lånegjelden" in found.message


@pytest.mark.parametrize(("day", "state"), [(31, State.HOLDS), (30, State.HOLDS)])
def test_adoption_before_the_year_ends_is_in_time(day: int, state: State) -> None:
    assert result(small_plan(adopted_on=datetime.date(2026, 12, day)), "ROBEK_E").state is state


def test_late_adoption_is_a_ground_for_robek() -> None:
    assert result(small_plan(adopted_on=datetime.date(2027, 1, 1)), "ROBEK_E").state is State.BROKEN


def test_a_large_earlier_shortfall_is_a_ground_for_robek() -> None:
    plan = small_plan(parameters=(Parameter("accumulated_shortfall", Decimal(3_500_000), "nok", 2027, "Regnskap"),))
    assert result(plan, "ROBEK_C").per_year == {2027: 500_000}
    assert result(plan, "ROBEK_C").verified is False
    assert result(plan, "ROBEK_D").state is State.NOT_COMPUTABLE


def test_an_earlier_shortfall_must_be_covered_in_the_plan() -> None:
    parameters = (
        Parameter("accumulated_shortfall", Decimal(100), "nok", 2027, "Regnskap"),
        Parameter("shortfall_covered_by", Decimal(2028), "year", 2027, "Vedtak"),
    )
    plan = with_lines(line("9000", "880", "530", 40, 40, 0, 0), parameters=parameters)
    assert result(plan, "ROBEK_D").per_year == {2028: 20}


def test_checks_run_for_each_legal_entity() -> None:
    plan = with_lines(line("100", "202", "010", 3, entity="kf:1"))
    broken = {found.entity: found.per_year[2027] for found in run_checks(plan) if found.id == "BALANCE_PLAN"}
    assert broken == {"treasury": 0, "kf:1": 3}


def test_years_before_the_rules_are_known_are_not_computable() -> None:
    plan = replace(small_plan(), years=(2013, 2014, 2015, 2016))
    assert result(plan, "BALANCE_PLAN").state is State.HOLDS
    assert "2013" in result(plan, "SUM_PART2").message
    assert result(plan, "MINIMUMSAVDRAG").state is State.NOT_COMPUTABLE

"""The figures of an entity's plan are those of its statutory statements, and both parts of a statement agree."""

from tests.calculations.ledger.plans import YEARS, line, school_project, small_plan

from rodtrad.calculations.finance.capital_cost_lines import with_capital_cost
from rodtrad.calculations.finance.debt import DebtDevelopment, debt_development
from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.finance.indicators import INDICATORS, indicator_amounts, indicator_percent
from rodtrad.calculations.ledger import Category, Change, NotComputable
from rodtrad.calculations.statements.second_parts import second_part_differences
from rodtrad.calculations.statements.statement import Statement
from rodtrad.facts.municipal_act.account_groups import statement_figure
from rodtrad.facts.reader import read_yaml

SCHOOL = Change("skole", "Ny skole", Category.NEW_MEASURE, (), project="100", area="1")
PLAN = EntityPlan(with_capital_cost(small_plan(SCHOOL, projects=(school_project(),))), "treasury")


def statement(id: str) -> Statement:
    found = PLAN.statement(id)
    assert isinstance(found, Statement)
    return found


def test_every_figure_is_what_the_whole_statement_says() -> None:
    for name in read_yaml("municipal_act/accounts.yaml")["figures"]:
        figure = statement_figure(name)
        whole = statement(figure.statement)
        expected = [
            sum(term.sign * whole.line(term.reference).amounts[place] for term in figure.terms)
            for place in range(len(YEARS))
        ]
        assert PLAN.figure(name) == tuple(expected), name


def test_both_parts_agree_and_are_named_by_area_and_project() -> None:
    for first, second, label in (("5-4-1", "5-4-2", "Oppvekst"), ("5-5-1", "5-5-2", "100 Ny skole")):
        found = PLAN.second_part(second)
        assert isinstance(found, Statement)
        assert label in [own.label for own in found.lines]
        assert not any(any(row) for row in second_part_differences(found, statement(first)).values())
        assert PLAN.unassigned(second) == (0, 0, 0, 0)


def test_what_no_area_owns_is_told_as_in_the_second_part() -> None:
    plan = EntityPlan(small_plan(Change("c", "T", Category.TECHNICAL, (line("7777", "202", "010", -9),))), "treasury")
    second = plan.second_part("5-4-2")
    assert isinstance(second, Statement)
    assert [own.amounts for own in second.lines if own.label == "Ikke fordelt"] == [(-9,) * 4]
    assert plan.unassigned("5-4-2") == (9,) * 4


def test_debt_grows_by_loans_and_falls_by_instalments() -> None:
    found = debt_development(PLAN)
    assert isinstance(found, DebtDevelopment)
    assert found.opening[0] == 80_000_000
    assert found.loans == (8_000_000, 0, 0, 0)
    assert found.instalments == (4_000_000, 4_200_000, 4_200_000, 4_200_000)
    assert found.closing == (84_000_000, 79_800_000, 75_600_000, 71_400_000)


def test_indicators_are_percent_of_operating_income() -> None:
    for indicator in INDICATORS:
        amounts, percents = indicator_amounts(PLAN, indicator), indicator_percent(PLAN, indicator)
        assert not isinstance(amounts, NotComputable)
        assert [percent * 1_000_000 for percent in percents] == list(amounts)  # type: ignore[operator]


def test_a_plan_without_income_has_no_percent() -> None:
    spending = Change("opening", "Vedtatt", Category.OPENING, (line("2000", "202", "010", 5),))
    percents = indicator_percent(EntityPlan(small_plan(opening=spending), "treasury"), "net_operating_result")
    assert all(isinstance(percent, NotComputable) for percent in percents)

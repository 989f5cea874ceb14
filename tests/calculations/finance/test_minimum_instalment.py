"""The minimum instalment by a published example, and its refusal to answer zero."""

from decimal import Decimal

from tests.calculations.ledger.plans import small_plan

from rodtrad.calculations.finance.entity_plan import EntityPlan
from rodtrad.calculations.finance.minimum_instalment import minimum_instalment, minimum_instalments
from rodtrad.calculations.ledger import NotComputable, Parameter
from rodtrad.facts.municipal_act.rules import rule


def test_the_published_example_of_molde_2020() -> None:
    assert minimum_instalment(174_015, 4_047_013, 4_521_698) == 155_747


def test_without_depreciable_assets_it_is_not_computable() -> None:
    assert isinstance(minimum_instalment(1_000, 1_000, 0), NotComputable)


def test_debt_and_assets_are_rolled_forward_from_the_stated_year() -> None:
    answers = minimum_instalments(EntityPlan(small_plan(), "treasury"))
    assert answers == (1_600_000, 1_551_020, 1_500_000, 1_446_809)


def test_an_unstated_balance_is_named() -> None:
    plan = small_plan(parameters=(Parameter("debt", Decimal(1), "nok", 2027, "Balansen"),))
    answers = minimum_instalments(EntityPlan(plan, "treasury"))
    assert all(isinstance(answer, NotComputable) for answer in answers)
    assert "avskrivbare anleggsmidler 1. januar 2027 er ikke oppgitt" in answers[0].reason  # type: ignore[union-attr]


def test_the_rule_is_marked_to_be_verified() -> None:
    assert rule("minimum_instalment_method", 2027).verify == "new regulation on hearing in 2024"

"""The register of checks: one home for what must hold, where it stands, and how it is said in each language."""

from decimal import Decimal

from rodtrad.facts.municipal_act.checks import check_definitions
from rodtrad.values.wording import Wording, worded

LANGUAGES = {"nn", "en"}


def test_every_check_says_what_must_hold_and_where_it_stands_in_every_language() -> None:
    for check in check_definitions().values():
        assert check.law_reference
        for said in (check.title, check.law_reference, *filter(None, [check.note])):
            assert isinstance(said, Wording)
            assert set(said.others) == LANGUAGES, said
        assert not check.rule or check.rule.endswith(".")


def test_checks_from_memory_are_marked() -> None:
    checks = check_definitions()
    assert not checks["ROBEK_C"].verified
    assert checks["MINIMUMSAVDRAG"].verified
    assert "§ 14-18" in checks["MINIMUMSAVDRAG"].law_reference
    assert checks["ROBEK_C"].threshold_percent_of_operating_income == Decimal(3)


def test_a_check_is_said_in_the_language_that_is_asked_for() -> None:
    check = check_definitions()["BALANCE_PLAN"]
    assert check.title == "Budsjett og plan går i balanse hvert år"
    assert worded(check.title, "nn") == "Budsjett og plan går i balanse kvart år"
    assert worded(check.law_reference, "en").startswith("Local Government Act § 14-10")

"""The register of checks of the law."""

from decimal import Decimal

from rodtrad.facts.budget_regulation.legal_checks import legal_checks


def test_every_check_says_what_must_hold_and_where_it_stands() -> None:
    for check in legal_checks().values():
        assert check.text.endswith(".")
        assert check.reference


def test_checks_from_memory_are_marked() -> None:
    checks = legal_checks()
    assert not checks["ROBEK_C"].verified
    assert checks["MINIMUMSAVDRAG"].verified
    assert checks["ROBEK_C"].threshold_percent_of_operating_income == Decimal(3)

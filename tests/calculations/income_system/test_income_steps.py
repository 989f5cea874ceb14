"""The income equalisation of one municipality, line by line."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from tests.calculations.income_system.countries import inputs

from rodtrad.calculations.income_system.income_steps import StepKind, income_equalisation_steps
from rodtrad.calculations.income_system.official import OfficialInput, TaxInput
from rodtrad.calculations.income_system.premises import Premises
from rodtrad.facts.reader import FactMissing

TWO = TaxInput(("0301", "1837"), (Decimal(30_000_000), Decimal(8_000_000)), (600, 400))


def test_the_lines_of_2025_can_be_followed_by_hand() -> None:
    values = {step.kind: step.value or Fraction(0) for step in income_equalisation_steps("1837", TWO, Premises(2025))}
    assert values[StepKind.TAX_PER_CAPITA] == 20_000_00
    assert values[StepKind.NATIONAL_TAX_PER_CAPITA] == 38_000_00
    assert round(float(values[StepKind.PERCENT_OF_COUNTRY]), 2) == 52.63
    assert values[StepKind.SYMMETRIC] == 4_464_000_00
    assert values[StepKind.ADDITION] == 1_988_000_00
    assert values[StepKind.FINANCING] == -795_200_00
    assert values[StepKind.NET] == 5_656_800_00
    assert values[StepKind.NATIONAL_SUM] == 0
    assert values[StepKind.NATIONAL_TAX] == 38_000_000_00 and values[StepKind.NATIONAL_POPULATION] == 1000
    assert values[StepKind.NATIONAL_ADDITION] == 1_988_000_00
    assert values[StepKind.TAX_AND_NET] == 13_656_800_00
    assert round(float(values[StepKind.PERCENT_AFTER]), 2) == 89.85


def test_every_rate_comes_with_its_source() -> None:
    steps = income_equalisation_steps("1837", TWO, Premises(2025))
    used = {premise.name: premise for step in steps for premise in step.premises}
    assert set(used) == {"symmetric_rate", "addition_rate", "addition_threshold"}
    assert all(premise.source and premise.certainty == "data" for premise in used.values())


@settings(max_examples=20, deadline=None)
@given(inputs())
def test_the_parts_come_to_the_net_and_the_country_to_zero(case: OfficialInput) -> None:
    assert case.tax is not None
    values = {
        step.kind: step.value or Fraction(0) for step in income_equalisation_steps("1001", case.tax, Premises(2026))
    }
    parts = values[StepKind.SYMMETRIC] + values[StepKind.ADDITION] + values[StepKind.FINANCING]
    assert abs(parts - values[StepKind.NET]) <= 3
    assert values[StepKind.NATIONAL_SUM] == 0


def test_what_cannot_be_explained_is_refused() -> None:
    with pytest.raises(KeyError):
        income_equalisation_steps("9999", TWO, Premises(2025))
    with pytest.raises(ValueError):
        income_equalisation_steps("1837", replace(TWO, national_tax_per_capita=Decimal(1)), Premises(2025))
    with pytest.raises(FactMissing):
        income_equalisation_steps("1837", TWO, Premises(2024))

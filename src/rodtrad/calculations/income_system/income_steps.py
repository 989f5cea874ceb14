"""One municipality's income equalisation as a calculation that can be read line by line, with rate and source.

The order is that of the rule: tax, tax per inhabitant, its share of the country's, the symmetric part, the addition for
those below the threshold, the amount all pay for it, what it comes to, and tax and equalisation together. The last line
is the country's sum, zero.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from rodtrad.calculations.income_system.exact import ORE, exact_income_equalisation
from rodtrad.calculations.income_system.official import TaxInput
from rodtrad.calculations.income_system.premises import Premise, Premises


class StepKind(StrEnum):
    """What a line shows; amounts are in øre, and so is tax per inhabitant."""

    TAX = "tax"
    POPULATION = "population"
    TAX_PER_CAPITA = "tax_per_capita"
    NATIONAL_TAX = "national_tax"
    NATIONAL_POPULATION = "national_population"
    NATIONAL_TAX_PER_CAPITA = "national_tax_per_capita"
    PERCENT_OF_COUNTRY = "percent_of_country"
    SYMMETRIC = "symmetric"
    ADDITION = "additional_compensation"
    NATIONAL_ADDITION = "national_additional_compensation"
    FINANCING = "additional_compensation_financing"
    NET = "income_equalisation"
    TAX_AND_NET = "tax_and_income_equalisation"
    PERCENT_AFTER = "percent_of_country_after"
    NATIONAL_SUM = "national_sum"


@dataclass(frozen=True, slots=True)
class Step:
    """One line: its unrounded value, None when there is none, and the premises that its formula uses."""

    kind: StepKind
    value: Fraction | None
    premises: tuple[Premise, ...] = ()


def income_equalisation_steps(municipality: str, given: TaxInput, premises: Premises) -> tuple[Step, ...]:
    """The lines for a municipality of a file that has the whole country.

    Raises KeyError for an unknown municipality, ValueError when the country is not whole, and FactMissing when a rate
    of the year is neither known nor entered.
    """
    if municipality not in given.municipalities:
        raise KeyError(municipality)
    if given.national_tax_per_capita is not None:
        raise ValueError("the steps need the tax of all municipalities")
    place = given.municipalities.index(municipality)
    symmetric, addition, threshold = (
        premises.premise(name) for name in ("symmetric_rate", "addition_rate", "addition_threshold")
    )
    found = exact_income_equalisation(
        given.municipalities, given.tax_nok, given.population, symmetric.value, addition.value, threshold.value
    )
    own = Fraction(given.tax_nok[place]) * ORE
    people = given.population[place]
    paid, inhabitants = Fraction(sum(given.tax_nok, Decimal(0))) * ORE, sum(given.population)
    country, after = paid / inhabitants, own + found.net[place]
    return (
        Step(StepKind.TAX, own),
        Step(StepKind.POPULATION, Fraction(people)),
        Step(StepKind.TAX_PER_CAPITA, own / people),
        Step(StepKind.NATIONAL_TAX, paid),
        Step(StepKind.NATIONAL_POPULATION, Fraction(inhabitants)),
        Step(StepKind.NATIONAL_TAX_PER_CAPITA, country),
        Step(StepKind.PERCENT_OF_COUNTRY, 100 * own / people / country if country else None),
        Step(StepKind.SYMMETRIC, Fraction(found.symmetric[place]), (symmetric,)),
        Step(StepKind.ADDITION, Fraction(found.addition[place]), (addition, threshold)),
        Step(StepKind.NATIONAL_ADDITION, Fraction(sum(found.addition)), (addition, threshold)),
        Step(StepKind.FINANCING, Fraction(found.financing[place]), (addition, threshold)),
        Step(StepKind.NET, Fraction(found.net[place])),
        Step(StepKind.TAX_AND_NET, after),
        Step(StepKind.PERCENT_AFTER, 100 * after / people / country if country else None),
        Step(StepKind.NATIONAL_SUM, Fraction(sum(found.net))),
    )

"""The official figures of a grant year: every part that the files and the year's premises allow, in whole øre.

What cannot be computed is never zero: it is in `missing` with the parameter or the input that it waits for, and the
totals are then not given either.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from rodtrad.calculations.income_system.exact import (
    ORE,
    ExactIncomeEqualisation,
    National,
    exact_income_equalisation,
    exact_income_guarantee,
    in_whole_ore,
    spending_fractions,
)
from rodtrad.calculations.income_system.premises import Premise, Premises
from rodtrad.facts.income_system.components import components
from rodtrad.facts.income_system.parameters import district_north_rates
from rodtrad.facts.reader import FactMissing
from rodtrad.values.rounding import round_half_away

DISTRICT_NORTH = "district_north"
BLOCK_GRANT, FREE_INCOME, TAX = "block_grant", "free_income", "tax"
INCOME_EQUALISATION = "income_equalisation"
TAX_PARTS = ("symmetric", "additional_compensation", "additional_compensation_financing")
ON_TAX_DATE = {TAX, INCOME_EQUALISATION, *TAX_PARTS}


@dataclass(frozen=True, slots=True)
class CriteriaInput:
    """Counts and inhabitants (1 July of the year before) by municipality; `national` when they are not all."""

    municipalities: tuple[str, ...]
    criteria: tuple[str, ...]
    counts: tuple[tuple[Decimal, ...], ...]
    population: tuple[int, ...]
    national: National | None = None


@dataclass(frozen=True, slots=True)
class TaxInput:
    """Tax in kroner and inhabitants (1 January) by municipality; `national_tax_per_capita` when they are not all."""

    municipalities: tuple[str, ...]
    tax_nok: tuple[Decimal, ...]
    population: tuple[int, ...]
    national_tax_per_capita: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OfficialInput:
    """What is known of a year.

    `grants` are published amounts in kroner by component and municipality (recipients only), `previous` last year's
    grant inside the income guarantee, `north` zone and inhabitants for the district grant.
    """

    criteria: CriteriaInput | None = None
    tax: TaxInput | None = None
    grants: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    previous: Mapping[str, Decimal] | None = None
    north: Mapping[str, tuple[str, int]] | None = None


class Lacks(StrEnum):
    """Why a component is not computed: a rate or key of the year, one national amount, or an input of the user's."""

    RULE = "rule"
    AMOUNT = "amount"
    INPUT = "input"


@dataclass(frozen=True, slots=True)
class Missing:
    """A component that was not computed, and the names of what it waits for."""

    component: str
    lacks: Lacks
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Øre by component and municipality, the parts of the income equalisation, what is missing, and the premises used.

    `population` holds the inhabitants that each amount is per, by component and municipality.
    """

    year: int
    amounts: Mapping[str, Mapping[str, int]]
    tax_parts: Mapping[str, Mapping[str, int]]
    population: Mapping[str, Mapping[str, int]]
    missing: tuple[Missing, ...]
    premises: tuple[Premise, ...]


class _Computation:
    """Collects the components one by one."""

    def __init__(self, given: OfficialInput, premises: Premises) -> None:
        self.given, self.premises = given, premises
        self.amounts: dict[str, dict[str, int]] = {}
        self.tax_parts: dict[str, dict[str, int]] = {}
        self.missing: list[Missing] = []
        self.used: dict[str, Premise] = {}
        self.unrounded: dict[str, dict[str, Fraction]] = {}

    def value(self, name: str) -> Decimal:
        premise = self.premises.premise(name)
        self.used[name] = premise
        return premise.value

    def spending_equalisation(self) -> dict[str, int]:
        given = self.given.criteria
        if given is None:
            raise _Waits(Lacks.INPUT, "criteria")
        try:
            weights = self.premises.key()
        except FactMissing as error:
            raise _Waits(Lacks.RULE, error.fact) from error
        people = given.national.population if given.national is not None else sum(given.population)
        try:
            need = self.premises.national_need_nok(people)
        except FactMissing as error:
            raise _Waits(Lacks.AMOUNT, error.fact) from error
        self.used[need.name] = need
        places = [given.criteria.index(name) for name in weights]
        counts = [[row[place] for place in places] for row in given.counts]
        country = given.national
        if country is not None:
            country = National(tuple(country.counts[place] for place in places), country.population)
        names = given.municipalities
        numerators, denominator = spending_fractions(
            counts, given.population, tuple(weights.values()), need.value, country
        )
        self.unrounded["spending_equalisation"] = {
            name: Fraction(numerator, denominator) for name, numerator in zip(names, numerators, strict=True)
        }
        ore = in_whole_ore(numerators, denominator, names, 0 if country is None else None)
        return dict(zip(names, ore, strict=True))

    def income_equalisation(self) -> dict[str, int]:
        given = self.given.tax
        if given is None:
            raise _Waits(Lacks.INPUT, "tax")
        names = ("symmetric_rate", "addition_rate", "addition_threshold")
        unknown = [name for name in names if self.premises.known(name) is None]
        if unknown:
            raise _Waits(Lacks.RULE, *unknown)
        rates = [self.value(name) for name in names]
        country = None
        if given.national_tax_per_capita is not None:
            country = (given.national_tax_per_capita, self._amount("addition_financing_per_capita"))
        found: ExactIncomeEqualisation = exact_income_equalisation(
            given.municipalities, given.tax_nok, given.population, rates[0], rates[1], rates[2], country
        )
        for name, ore in zip(TAX_PARTS, (found.symmetric, found.addition, found.financing), strict=True):
            self.tax_parts[name] = dict(zip(given.municipalities, ore, strict=True))
        return dict(zip(given.municipalities, found.net, strict=True))

    def per_capita_grant(self) -> dict[str, int]:
        given = self.given.criteria
        if given is None:
            raise _Waits(Lacks.INPUT, "criteria")
        if self.premises.known("per_capita_grant") is not None:
            per_head = Fraction(self.value("per_capita_grant")) * ORE
            whole = None
        elif self.premises.known("post_60_nok") is None:
            raise _Waits(Lacks.AMOUNT, "per_capita_grant")
        elif given.national is not None or "special_distribution" not in self.given.grants:
            raise _Waits(Lacks.INPUT, "special_distribution")
        else:
            special = sum(self.given.grants["special_distribution"].values(), Decimal(0))
            whole = int(round_half_away((self.value("post_60_nok") - special) * ORE))
            per_head = Fraction(whole, sum(given.population))
        numerators = [n * per_head.numerator for n in given.population]
        ore = in_whole_ore(numerators, per_head.denominator, given.municipalities, whole)
        self.unrounded["per_capita_grant"] = {
            name: n * per_head for name, n in zip(given.municipalities, given.population, strict=True)
        }
        return dict(zip(given.municipalities, ore, strict=True))

    def district_north(self) -> dict[str, int]:
        if self.given.north is None:
            raise _Waits(Lacks.INPUT, DISTRICT_NORTH)
        rates, unknown = {}, []
        for zone, dated in district_north_rates().items():
            try:
                rates[zone] = dated.at(self.premises.year)
            except FactMissing:
                unknown.append(zone)
        if unknown:
            raise _Waits(Lacks.AMOUNT, DISTRICT_NORTH)
        for zone in {zone for zone, _ in self.given.north.values()}:
            fact = rates[zone]
            self.used[fact.name] = Premise(fact.name, fact.decimal, fact.source, fact.certainty.value)
        return {
            name: int(round_half_away(rates[zone].decimal * inhabitants * ORE))
            for name, (zone, inhabitants) in self.given.north.items()
        }

    def ingar(self) -> dict[str, int]:
        given = self.given.criteria
        if given is None or self.given.previous is None:
            raise _Waits(Lacks.INPUT, "previous" if given is not None else "criteria")
        if given.national is not None:
            raise _Waits(Lacks.INPUT, "all_municipalities")
        limit = self._amount("ingar_limit")
        inside = [part.id for part in components(self.premises.year) if part.inside_guarantee]
        waiting = [name for name in inside if name not in self.amounts]
        if waiting:
            raise _Waits(Lacks.INPUT, *waiting)
        growth = [
            sum((self._exact(part, name) for part in inside), Fraction(0)) - Fraction(self.given.previous[name]) * ORE
            for name in given.municipalities
        ]
        ore = exact_income_guarantee(given.municipalities, growth, given.population, limit)
        return dict(zip(given.municipalities, ore, strict=True))

    def _exact(self, part: str, name: str) -> Fraction:
        if part in self.unrounded:
            return self.unrounded[part].get(name, Fraction(0))
        if part in self.given.grants:
            return Fraction(self.given.grants[part].get(name, 0)) * ORE
        return Fraction(self.amounts[part].get(name, 0))

    def _amount(self, name: str) -> Decimal:
        if self.premises.known(name) is None:
            raise _Waits(Lacks.AMOUNT, name)
        return self.value(name)


class _Waits(Exception):
    def __init__(self, lacks: Lacks, *names: str) -> None:
        self.lacks, self.names = lacks, names


def compute_official(given: OfficialInput, premises: Premises) -> Outcome:
    """Every component of the year that can be computed or was entered, in øre.

    A published amount in `grants` takes the place of the computed one. `block_grant` and `free_income` are there only
    when every component of the year is. Raises ZeroDivisionError when the country counts none of a criterion.
    """
    work = _Computation(given, premises)
    parts = components(premises.year)
    for part in sorted(parts, key=lambda part: part.id == "ingar"):
        if part.id in given.grants:
            work.amounts[part.id] = {
                name: int(round_half_away(nok * ORE)) for name, nok in given.grants[part.id].items()
            }
            continue
        compute: Callable[[], dict[str, int]] | None = getattr(work, part.id) if part.computed else None
        try:
            if compute is None:
                raise _Waits(Lacks.INPUT, part.id)
            work.amounts[part.id] = compute()
        except _Waits as waits:
            work.missing.append(Missing(part.id, waits.lacks, waits.names))
    ordered = {part.id: work.amounts[part.id] for part in parts if part.id in work.amounts}
    if not work.missing and given.criteria is not None and given.tax is not None:
        ordered |= _totals(given.criteria, given.tax, ordered)
    return Outcome(
        premises.year,
        ordered,
        work.tax_parts,
        _population(given, [*ordered, *work.tax_parts]),
        tuple(work.missing),
        tuple(work.used.values()),
    )


def _totals(
    criteria: CriteriaInput, tax: TaxInput, amounts: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, int]]:
    paid = dict(zip(tax.municipalities, tax.tax_nok, strict=True))
    both = [name for name in criteria.municipalities if name in paid]
    grants = [part for component, part in amounts.items() if component != INCOME_EQUALISATION]
    block = {name: sum(part.get(name, 0) for part in grants) for name in both}
    own = {name: int(round_half_away(paid[name] * ORE)) for name in both}
    equalised = amounts[INCOME_EQUALISATION]
    free = {name: block[name] + own[name] + equalised.get(name, 0) for name in both}
    return {BLOCK_GRANT: block, TAX: own, FREE_INCOME: free}


def _population(given: OfficialInput, names: Sequence[str]) -> dict[str, Mapping[str, int]]:
    """Inhabitants by component: 1 January for the tax and its equalisation, 1 July of the year before for the rest.

    The district grant North Norway has its own date, where its inhabitants were given.
    """

    def by_name(of: CriteriaInput | TaxInput | None) -> dict[str, int]:
        return dict(zip(of.municipalities, of.population, strict=True)) if of is not None else {}

    july, january = by_name(given.criteria), by_name(given.tax)
    found: dict[str, Mapping[str, int]] = {name: january if name in ON_TAX_DATE else july for name in names}
    if given.north is not None:
        found[DISTRICT_NORTH] = {name: inhabitants for name, (_, inhabitants) in given.north.items()}
    return found

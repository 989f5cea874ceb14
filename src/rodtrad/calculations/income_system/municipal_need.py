"""One municipality's spending need from the counts of the whole country, with what each row was computed from."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from rodtrad.calculations.income_system.need import NeedRow, Population, TotalRow, criterion_index, need_rows
from rodtrad.calculations.income_system.official import CriteriaInput
from rodtrad.calculations.income_system.premises import Premise, Premises
from rodtrad.facts.reader import FactMissing


@dataclass(frozen=True, slots=True)
class MunicipalNeed:
    """Rows in the order of the key and their total; counts by criterion of the municipality and the country.

    `national_need` is None where the year has none with a source and none is entered; kroner are then None too.
    """

    rows: tuple[NeedRow, ...]
    total: TotalRow
    population: Population
    counts: Mapping[str, Decimal]
    national_counts: Mapping[str, Decimal]
    national_need: Premise | None


def municipal_need(municipality: str, given: CriteriaInput, premises: Premises) -> MunicipalNeed:
    """The need of a municipality by criterion, exactly.

    Raises KeyError for an unknown municipality or a criterion without counts, FactMissing without a cost key, and
    ZeroDivisionError when the country counts none of a criterion.
    """
    if municipality not in given.municipalities:
        raise KeyError(municipality)
    key, place = premises.key(), given.municipalities.index(municipality)
    for criterion in key:
        if criterion not in given.criteria:
            raise KeyError(criterion)
    own = dict(zip(given.criteria, given.counts[place], strict=True))
    country = given.national
    totals = (
        country.counts
        if country is not None
        else [sum(column, Decimal(0)) for column in zip(*given.counts, strict=True)]
    )
    whole = dict(zip(given.criteria, totals, strict=True))
    people = country.population if country is not None else sum(given.population)
    population = Population(given.population[place], people)
    try:
        need = premises.national_need_nok(people)
    except FactMissing:
        need = None
    indices = {criterion: criterion_index(own[criterion], whole[criterion], population) for criterion in key}
    rows, total = need_rows(indices, key, population, need.value if need is not None else None)
    return MunicipalNeed(tuple(rows), total, population, own, whole, need)

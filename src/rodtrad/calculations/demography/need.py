"""Change in spending need when the ages of the inhabitants change: unit cost times change in age group (TBU/KS).

Constant prices, constant coverage, unchanged resources per user and constant productivity. Inhabitants are those of
1 January. The seed case had sums under wrong labels, so a label is always made from the years that were summed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from rodtrad.calculations.demography.age_groups import AgeGroup, parse_age_group
from rodtrad.calculations.demography.projection import Floats, Projection, yearly_change
from rodtrad.calculations.formulas import formula
from rodtrad.calculations.ledger import NotComputable
from rodtrad.facts.demography.unit_costs import unit_cost_facts, unit_cost_method
from rodtrad.facts.reader import Certainty
from rodtrad.values.rounding import round_half_away
from rodtrad.values.units import Unit

_FACTS = ("demography/unit_costs.yaml", "demography/services.yaml")


@dataclass(frozen=True, slots=True)
class UnitCost:
    """Kroner that one inhabitant of `group` costs `service` in a year, at the prices of `price_year`.

    `method` says in Norwegian how it was found; `certainty` how sure it is, UNVERIFIED for what a person entered.
    """

    service: str
    group: AgeGroup
    nok: Decimal
    price_year: int
    source: str
    method: str
    certainty: Certainty


@dataclass(frozen=True, eq=False)
class NeedChange:
    """Change in spending need per year, in kroner at the prices of `price_year`.

    `amounts` has the shape (years, services), NaN in a year that cannot be computed; `reasons` says why a service is
    not there at all. Each year is the change from 1 January the year before to 1 January of the year.
    """

    alternative: str
    price_year: int
    years: tuple[int, ...]
    services: tuple[str, ...]
    amounts: Floats = field(repr=False)
    unit_costs: tuple[UnitCost, ...] = ()
    reasons: Mapping[str, NotComputable] = field(default_factory=dict)

    @property
    def total(self) -> Floats:
        """The sum of the services that could be computed, shape (years,)."""
        return np.asarray(self.amounts.sum(axis=1), dtype=np.float64)

    def of(self, service: str) -> Floats | NotComputable:
        """One service's change per year, or why it is not computable."""
        if service in self.services:
            return np.asarray(self.amounts[:, self.services.index(service)], dtype=np.float64)
        return self.reasons.get(service, NotComputable("Tjenesten har ingen enhetskostnad."))


@dataclass(frozen=True, slots=True)
class PeriodSum:
    """The sum of some years: `label` is made from the years that were summed, `amounts` are by service and in total."""

    label: str
    years: tuple[int, ...]
    amounts: Mapping[str, float]
    total: float


def shipped_unit_costs() -> tuple[UnitCost, ...]:
    """The unit costs that have a source."""
    return tuple(
        UnitCost(
            fact.service,
            parse_age_group(fact.ages),
            Decimal(fact.nok),
            fact.price_year,
            fact.source,
            unit_cost_method(),
            fact.certainty,
        )
        for fact in unit_cost_facts()
    )


@formula("demography.need_change", "endring i utgiftsbehov", Unit.THOUSAND_NOK, _FACTS)
def need_change(
    projection: Projection, unit_costs: Sequence[UnitCost], services: Sequence[str] = ()
) -> NeedChange | NotComputable:
    """Per service and year: the sum over age groups of unit cost times change in persons.

    `services` chooses the services and their order, all that have a unit cost by default. Unrounded kroner.
    NotComputable when the unit costs are in the prices of different years: they must be brought to one first.
    """
    price_years = {cost.price_year for cost in unit_costs}
    if len(price_years) != 1:
        found = ", ".join(map(str, sorted(price_years)))
        return NotComputable(
            f"Enhetskostnadene er i prisene til flere år ({found}). Regn dem om til ett år."
            if price_years
            else "Det er ikke oppgitt noen enhetskostnader."
        )
    wanted = list(services) or list(dict.fromkeys(cost.service for cost in unit_costs))
    years, columns, kept, reasons = projection.years[1:], [], [], {}
    for service in wanted:
        column = np.zeros(len(years))
        costs = [cost for cost in unit_costs if cost.service == service]
        if not costs:
            reasons[service] = NotComputable(
                "Enhetskostnaden er ikke kjent. Beregn den fra kommunens regnskap, eller oppgi den."
            )
            continue
        for cost in costs:
            persons = projection.in_group(cost.group)
            if isinstance(persons, NotComputable):
                reasons[service] = persons
                break
            column += float(cost.nok) * yearly_change(projection.years, persons)[1]
        else:
            columns.append(column)
            kept.append(service)
    amounts = np.stack(columns, axis=1) if columns else np.empty((len(years), 0))
    return NeedChange(
        projection.alternative, price_years.pop(), years, tuple(kept), amounts, tuple(unit_costs), reasons
    )


def period_sum(need: NeedChange, first: int, last: int) -> PeriodSum | NotComputable:
    """The sum of the years from `first` to `last`, both included, under a label made from these very years."""
    years = tuple(range(first, last + 1))
    lacking = [year for year in years if year not in need.years]
    if lacking or not years:
        return NotComputable(f"Perioden mangler tall for {', '.join(map(str, lacking)) or 'alle år'}.")
    rows = need.amounts[[need.years.index(year) for year in years]]
    if np.isnan(rows).any():
        gap = next(year for year, row in zip(years, rows, strict=True) if np.isnan(row).any())
        return NotComputable(f"Endringen i {gap} kan ikke regnes ut, fordi befolkningstallene ikke har hvert år.")
    sums = dict(zip(need.services, rows.sum(axis=0).tolist(), strict=True))
    return PeriodSum(period_label(years), years, sums, float(rows.sum()))


def period_label(years: Sequence[int]) -> str:
    """ "Sum 2024-2027" of these years, with an en dash. Raises ValueError for years that do not follow each other."""
    if list(years) != list(range(years[0], years[0] + len(years))):
        raise ValueError("a period's years follow each other")
    return f"Sum {years[0]}" if len(years) == 1 else f"Sum {years[0]}\u2013{years[-1]}"


@dataclass(frozen=True, slots=True)
class LabelFinding:
    """A printed sum against its label: what the labelled years sum to, and the periods that do give the amount."""

    label: str
    printed: int
    labelled_sum: int
    fitting: tuple[tuple[int, int], ...]

    @property
    def holds(self) -> bool:
        """Whether the labelled years give the printed amount."""
        return any(period_label(range(first, last + 1)) == self.label for first, last in self.fitting)

    @property
    def explanation(self) -> str:
        """What is right or wrong with the label, in Norwegian."""
        if self.holds:
            return f"«{self.label}» stemmer."
        fits = " eller ".join(f"{first}\u2013{last}" for first, last in self.fitting)
        right = f" Beløpet er summen av {fits}." if fits else " Ingen sammenhengende periode gir beløpet."
        return f"«{self.label}» er oppgitt til {self.printed}, men årene gir {self.labelled_sum}.{right}"


def checked_label(
    by_year: Mapping[int, int], first: int, last: int, printed: int, *, tolerance: int = 1
) -> LabelFinding:
    """Whether a printed sum belongs to the years its label says; `tolerance` is for amounts printed rounded.

    All periods of at least two years that give the amount are named, so that a wrong label tells what it should be.
    """
    years = sorted(by_year)
    fitting = tuple(
        (start, end)
        for start in years
        for end in years
        if start < end and abs(sum(by_year[year] for year in range(start, end + 1)) - printed) <= tolerance
    )
    labelled = range(first, last + 1)
    return LabelFinding(period_label(labelled), printed, sum(by_year[year] for year in labelled), fitting)


def in_thousands(kroner: float) -> int:
    """A computed amount as shown in thousand kroner, half away from zero."""
    return int(round_half_away(Decimal(kroner) / 1000))

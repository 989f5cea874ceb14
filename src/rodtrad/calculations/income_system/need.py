"""A municipality's spending need criterion by criterion, exactly, as it is explained to people (Grønt hefte).

Everything is an exact fraction and is rounded only when shown, from the unrounded index: index four decimals, per cent
two, kroner and thousand kroner whole, the total index five. Shown rows therefore need not add up to the shown total.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

PLACES = {"index": 4, "pct": 2, "nok_per_capita": 0, "nok_1000": 0}
TOTAL_INDEX_PLACES = 5


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One criterion, or the total (`weight` is the sum of the weights). Kroner are None without a national need."""

    criterion: str
    weight: Fraction
    index: Fraction
    pct: Fraction
    nok_per_capita: Fraction | None
    nok_1000: Fraction | None

    @property
    def index_places(self) -> int:
        """Decimals that the index is shown with."""
        return PLACES["index"]

    def shown(self, column: str) -> Decimal | None:
        """The value of a column as it is printed, rounded half away from zero; None where it is not known."""
        value: Fraction | None = getattr(self, column)
        if value is None:
            return None
        return rounded(value, self.index_places if column == "index" else PLACES[column])


class TotalRow(NeedRow):
    """The last row: the municipality's need index and what it comes to."""

    @property
    def index_places(self) -> int:
        """Decimals that the total index is shown with."""
        return TOTAL_INDEX_PLACES


@dataclass(frozen=True, slots=True)
class Population:
    """Inhabitants of the municipality and of the country at the date that the key of the year uses."""

    municipality: int
    country: int


def rounded(value: Fraction, places: int) -> Decimal:
    """`value` rounded half away from zero to `places` decimals."""
    scaled = value * 10**places
    whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-places) if whole else Decimal(0).scaleb(-places)


def criterion_index(count: Decimal | int, national_count: Decimal | int, population: Population) -> Fraction:
    """The municipality's share of the country's count over its share of the population; 1 is the country.

    Raises ZeroDivisionError when the country counts none.
    """
    share = Fraction(count) / Fraction(national_count)
    return share * population.country / population.municipality


def need_rows(
    indices: Mapping[str, Fraction],
    weights: Mapping[str, Decimal],
    population: Population,
    national_need_nok: Decimal | None,
) -> tuple[list[NeedRow], TotalRow]:
    """One row per criterion in the order of `weights`, and the total, which sums the unrounded rows.

    With sector indices and sector weights it gives one row per sector instead.
    """
    per_head = Fraction(national_need_nok) / population.country if national_need_nok is not None else None
    rows = []
    for criterion, weight in weights.items():
        share, index = Fraction(weight), indices[criterion]
        rows.append(NeedRow(criterion, share, index, *_effects(share * (index - 1), per_head, population)))
    deviation = sum((row.pct for row in rows), Fraction(0)) / 100
    whole = sum((row.weight for row in rows), Fraction(0))
    return rows, TotalRow("total", whole, 1 + deviation, *_effects(deviation, per_head, population))


def sector_indices(
    indices: Mapping[str, Fraction], sub_keys: Mapping[str, Mapping[str, Decimal]]
) -> dict[str, Fraction]:
    """The need index of each sector from the criterion indices and the sector's sub-key."""
    return {
        sector: 1 + sum((Fraction(weight) * (indices[name] - 1) for name, weight in key.items()), Fraction(0))
        for sector, key in sub_keys.items()
    }


def exact_unit_amounts(
    weights: Mapping[str, Decimal], national_counts: Mapping[str, Decimal], national_need_nok: Decimal
) -> dict[str, Fraction]:
    """Kroner that one more of each criterion adds to a municipality's need."""
    return {
        name: Fraction(weight) * Fraction(national_need_nok) / Fraction(national_counts[name])
        for name, weight in weights.items()
    }


def rounding_of(weights: Sequence[Decimal]) -> Fraction:
    """How far from one the sum of these weights may be when each was rounded to the decimals it is written with."""
    return sum((Fraction(10) ** int(weight.as_tuple().exponent) / 2 for weight in weights), Fraction(0))


def _effects(
    deviation: Fraction, per_head: Fraction | None, population: Population
) -> tuple[Fraction, Fraction | None, Fraction | None]:
    if per_head is None:
        return 100 * deviation, None, None
    kroner = deviation * per_head
    return 100 * deviation, kroner, kroner * population.municipality / 1000

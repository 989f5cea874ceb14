"""The same rules in whole numbers, for the official figure whose national sum is exactly zero.

Amounts are exact fractions over one common denominator until the end. Then each is rounded down to the whole øre, and
the øre still missing to the national sum go one each to those with the largest remainders; equal remainders go in order
of municipality number, so the order of the input does not matter. No amount moves as much as one øre, so float64 agrees
to 0.01 kr. Without a national sum (only some municipalities are known) each amount is rounded half away from zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

ORE = 100


@dataclass(frozen=True, slots=True)
class National:
    """The country, where it is not the sum of the municipalities: counts by criterion, and population."""

    counts: tuple[Decimal, ...]
    population: int


@dataclass(frozen=True, slots=True)
class ExactIncomeEqualisation:
    """Øre per municipality. `net` is rounded to a national sum of zero; the parts are shown, each rounded alone."""

    symmetric: list[int]
    addition: list[int]
    financing: list[int]
    net: list[int]


def in_whole_ore(numerators: Sequence[int], denominator: int, names: Sequence[str], total: int | None) -> list[int]:
    """Whole øre for the fractions numerator / denominator, whose sum is `total` øre by largest remainder.

    `names` (municipality numbers) decide between equal remainders. With `total` None each is rounded alone.
    """
    if total is None:
        return [_half_away(numerator, denominator) for numerator in numerators]
    ore = [numerator // denominator for numerator in numerators]
    missing = total - sum(ore)
    if not 0 <= missing <= len(ore):
        raise ValueError(f"the amounts sum to something else than {total} øre")
    order = sorted(range(len(ore)), key=lambda i: (-(numerators[i] % denominator), names[i]))
    for i in order[:missing]:
        ore[i] += 1
    return ore


def spending_fractions(
    counts: Sequence[Sequence[Decimal]],
    population: Sequence[int],
    weights: Sequence[Decimal],
    national_need_nok: Decimal,
    national: National | None = None,
) -> tuple[list[int], int]:
    """Unrounded øre to (+) or from (-) each municipality, as numerators and their common denominator.

    `counts` is one row of criteria per municipality, in the order of `weights`. Raises ZeroDivisionError when the
    country counts none of a criterion.
    """
    places = range(len(weights))
    columns = [_as_integers([row[k] for row in counts], national.counts[k] if national else None) for k in places]
    people = sum(population) if national is None else national.population
    totals = [whole for _, whole in columns]
    if not all(totals):
        raise ZeroDivisionError("a criterion is zero for the whole country")
    common = lcm(people, *totals)
    need = Fraction(national_need_nok) * ORE
    scale = max(0, *(_places(weight) for weight in weights))
    shares = [int(weight.scaleb(scale)) for weight in weights]
    per_count = [share * (common // whole) for share, whole in zip(shares, totals, strict=True)]
    per_head = sum(shares) * (common // people)
    numerators = [
        need.numerator
        * (sum(m * column[i] for m, (column, _) in zip(per_count, columns, strict=True)) - per_head * inhabitants)
        for i, inhabitants in enumerate(population)
    ]
    return numerators, need.denominator * 10**scale * common


def exact_spending_equalisation(
    names: Sequence[str],
    counts: Sequence[Sequence[Decimal]],
    population: Sequence[int],
    weights: Sequence[Decimal],
    national_need_nok: Decimal,
    national: National | None = None,
) -> list[int]:
    """Øre to (+) or from (-) each municipality; the sum is zero unless the country is given beside them."""
    numerators, denominator = spending_fractions(counts, population, weights, national_need_nok, national)
    return in_whole_ore(numerators, denominator, names, 0 if national is None else None)


def exact_income_equalisation(
    names: Sequence[str],
    tax_nok: Sequence[Decimal],
    population: Sequence[int],
    symmetric_rate: Decimal,
    addition_rate: Decimal,
    addition_threshold: Decimal,
    national: tuple[Decimal, Decimal] | None = None,
) -> ExactIncomeEqualisation:
    """Øre per municipality; tax in kroner.

    `national` is tax and financing in kroner per inhabitant, where not all municipalities are here.
    """
    places = max(2, *(_places(amount) for amount in tax_nok))
    tax = [int(amount.scaleb(places)) for amount in tax_nok]
    people = sum(population)
    average = Fraction(national[0]) * 10**places if national else Fraction(sum(tax), people)
    rate, share, threshold = Fraction(symmetric_rate), Fraction(addition_rate), Fraction(addition_threshold)
    common = average.denominator * rate.denominator * share.denominator * threshold.denominator
    per_distance = rate.numerator * share.denominator * threshold.denominator
    per_lacking = share.numerator * rate.denominator
    symmetric, addition = [], []
    for inhabitants, amount in zip(population, tax, strict=True):
        at_average, own = inhabitants * average.numerator, amount * average.denominator
        symmetric.append(per_distance * (at_average - own))
        addition.append(per_lacking * max(0, threshold.numerator * at_average - threshold.denominator * own))
    per_head = Fraction(national[1]) * 10**places * common if national else Fraction(sum(addition), people)
    financing = [-inhabitants * per_head.numerator for inhabitants in population]
    net = [per_head.denominator * (s + a) + f for s, a, f in zip(symmetric, addition, financing, strict=True)]
    to_ore = common * 10 ** (places - 2)
    return ExactIncomeEqualisation(
        [_half_away(part, to_ore) for part in symmetric],
        [_half_away(part, to_ore) for part in addition],
        [_half_away(part, to_ore * per_head.denominator) for part in financing],
        in_whole_ore(net, to_ore * per_head.denominator, names, None if national else 0),
    )


def exact_income_guarantee(
    names: Sequence[str], growth_ore: Sequence[Fraction | int], population: Sequence[int], limit_nok: Decimal
) -> list[int]:
    """Øre to (+) or from (-) each municipality of the whole country (see `grants.income_guarantee`).

    `growth_ore` is the unrounded growth in the block grant inside the guarantee.
    """
    people = sum(population)
    limit = Fraction(limit_nok) * ORE
    unit = lcm(limit.denominator, *(Fraction(amount).denominator for amount in growth_ore))
    growth = [int(amount * unit) for amount in growth_ore]
    least = sum(growth) - people * int(limit * unit)
    lifted = [max(0, n * least - change * people) for n, change in zip(population, growth, strict=True)]
    paid = sum(lifted)
    net = [people * own - n * paid for own, n in zip(lifted, population, strict=True)]
    return in_whole_ore(net, people * people * unit, names, 0)


def _half_away(numerator: int, denominator: int) -> int:
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return whole if numerator >= 0 else -whole


def _places(number: Decimal) -> int:
    return -int(number.as_tuple().exponent)


def _as_integers(column: Sequence[Decimal], whole: Decimal | None) -> tuple[list[int], int]:
    """A criterion's counts and the country's, in the same unit, small enough that all are whole."""
    places = max(0, *(_places(count) for count in column), _places(whole) if whole is not None else 0)
    scaled = [int(count.scaleb(places)) for count in column]
    return scaled, sum(scaled) if whole is None else int(whole.scaleb(places))

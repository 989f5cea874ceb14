"""Every computed part for all municipalities at once, in float64: one scenario, or many along a leading axis."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rodtrad.calculations.income_system.country import Country
from rodtrad.calculations.income_system.grants import income_guarantee, per_capita_amount, per_capita_grant
from rodtrad.calculations.income_system.income_equalisation import income_equalisation
from rodtrad.calculations.income_system.premises import NEED_PER_CAPITA, Premises
from rodtrad.calculations.income_system.spending_equalisation import spending_equalisation
from rodtrad.facts.income_system.components import components
from rodtrad.facts.reader import FactMissing

FloatArray = npt.NDArray[np.float64]
TOTAL, SPECIAL_DISTRIBUTION = "total", "special_distribution"
_RATES = ("symmetric_rate", "addition_rate", "addition_threshold")


@dataclass(frozen=True, eq=False)
class Rules:
    """Key and rates of a year: `weights` (..., K), the others scalar or (...). None is a part that is not computed."""

    year: int
    weights: FloatArray | None
    national_need_nok: FloatArray | None
    rates: tuple[FloatArray, FloatArray, FloatArray] | None
    per_capita_nok: FloatArray | None
    ingar_limit: FloatArray | None


def rules_of(premises: Premises, country: Country) -> Rules:
    """The premises as arrays, with the key in the order of the country's criteria. A part without premises is None.

    Raises ValueError when the year's key has other criteria than the country.
    """
    rates = [_known(premises, name) for name in _RATES]
    equalisation = (rates[0], rates[1], rates[2]) if None not in (rates[0], rates[1], rates[2]) else None
    need = _known(premises, "national_need_nok")
    if NEED_PER_CAPITA in premises.entered:
        need = np.asarray(float(premises.value(NEED_PER_CAPITA)) * country.population.sum(axis=-1))
    return Rules(
        premises.year,
        _weights(premises, country),
        need,
        equalisation,  # type: ignore[arg-type]
        _per_capita(premises, country),
        _known(premises, "ingar_limit"),
    )


def _weights(premises: Premises, country: Country) -> FloatArray | None:
    try:
        key = premises.key()
    except FactMissing:
        return None
    if set(key) != set(country.criteria):
        raise ValueError(f"the key of {premises.year} has other criteria: {sorted(set(key) ^ set(country.criteria))}")
    return np.array([float(key[name]) for name in country.criteria])


def _per_capita(premises: Premises, country: Country) -> FloatArray | None:
    """The per capita grant's rate, or what post 60 leaves for each inhabitant after the special distribution."""
    rate, post_60 = _known(premises, "per_capita_grant"), _known(premises, "post_60_nok")
    if rate is not None or post_60 is None or SPECIAL_DISTRIBUTION not in country.grants:
        return rate
    return per_capita_amount(
        post_60, country.grants[SPECIAL_DISTRIBUTION].sum(axis=-1), country.population.sum(axis=-1)
    )


def _known(premises: Premises, name: str) -> FloatArray | None:
    value = premises.known(name)
    return np.asarray(float(value)) if value is not None else None


def simulate(country: Country, rules: Rules) -> Mapping[str, FloatArray]:
    """Kroner (..., M) by component, with `tax` and last `total`, the sum of all that is there.

    A component in `country.grants` is taken as entered. The income guarantee is there when last year's grant and its
    limit are, and looks at the parts inside it that are there.
    """
    found: dict[str, FloatArray] = dict(country.grants)
    if rules.per_capita_nok is not None:
        found.setdefault("per_capita_grant", per_capita_grant(country.population, rules.per_capita_nok))
    if rules.weights is not None and rules.national_need_nok is not None and "spending_equalisation" not in found:
        found["spending_equalisation"] = spending_equalisation(
            country.counts, country.population, rules.weights, rules.national_need_nok
        )
    if country.previous_block_grant is not None and rules.ingar_limit is not None and "ingar" not in found:
        inside = [part.id for part in components(rules.year) if part.inside_guarantee and part.id in found]
        now = np.asarray(sum((found[part] for part in inside), np.zeros_like(country.population)))
        found["ingar"] = income_guarantee(now, country.previous_block_grant, country.population, rules.ingar_limit)
    if rules.rates is not None and "income_equalisation" not in found:
        found["income_equalisation"] = income_equalisation(country.tax_nok, country.tax_population, *rules.rates).net
    found["tax"] = country.tax_nok
    found[TOTAL] = np.asarray(sum(found.values()))
    return found

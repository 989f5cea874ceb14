"""Small countries for the tests of the income system."""

from decimal import Decimal

import numpy as np
from hypothesis import strategies as st

from rodtrad.calculations.income_system.country import Country
from rodtrad.calculations.income_system.official import CriteriaInput, OfficialInput, TaxInput

CRITERIA = ("innb_0_1", "innb_6_15", "landbruk")
WEIGHTS = {"innb_0_1": Decimal("0.3"), "innb_6_15": Decimal("0.5"), "landbruk": Decimal("0.2")}
RATES = {
    "symmetric_rate": Decimal("0.62"),
    "addition_rate": Decimal("0.35"),
    "addition_threshold": Decimal("0.90"),
    "national_need_nok": Decimal("1000000000.50"),
    "ingar_limit": Decimal(400),
}


@st.composite
def inputs(draw: st.DrawFn, least: int = 2, most: int = 12) -> OfficialInput:
    """A country of some municipalities with counts, tax to the øre, and last year's grant."""
    size = draw(st.integers(least, most))
    names = tuple(f"{1000 + place:04d}" for place in range(size))
    people = draw(st.lists(st.integers(150, 720_000), min_size=size, max_size=size))
    january = [max(100, n + draw(st.integers(-50, 50))) for n in people]
    counts = tuple(tuple(Decimal(draw(st.integers(1, 2_000_000))) / 100 for _ in CRITERIA) for _ in names)
    tax = [Decimal(draw(st.integers(15_000_00, 90_000_00))) / 100 * n for n in january]
    previous = {name: Decimal(draw(st.integers(-20_000_000_00, 900_000_000_00))) / 100 for name in names}
    return OfficialInput(
        CriteriaInput(names, CRITERIA, counts, tuple(people)),
        TaxInput(names, tuple(tax), tuple(january)),
        {part: {} for part in ("district_south", "district_north", "metropolitan", "special_distribution")},
        previous,
    )


def random_country(municipalities: int, seed: int = 1, criteria: tuple[str, ...] = CRITERIA) -> Country:
    """A country by rule, for scenarios; tax and population are whole."""
    rng = np.random.default_rng(seed)
    people = rng.integers(500, 100_000, municipalities).astype(float)
    counts = np.round(people[:, None] * rng.uniform(0.01, 0.2, (municipalities, len(criteria))), 2)
    for place, name in enumerate(criteria):
        if name == "basis":
            counts[:, place] = 1.0
    return Country(
        tuple(f"{1000 + place:04d}" for place in range(municipalities)),
        criteria,
        counts,
        people,
        np.round(people * rng.normal(42_000, 8_000, municipalities).clip(20_000)),
        people + 10.0,
    )

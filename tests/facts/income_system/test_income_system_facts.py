"""The income system's facts are those of the source material, and what has no source is not among them."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from rodtrad.facts.income_system.components import components
from rodtrad.facts.income_system.keys import cost_key, criteria, key_years, national_counts, sector_key
from rodtrad.facts.income_system.parameters import district_north_rates, parameter, parameter_definitions
from rodtrad.facts.reader import Certainty, FactMissing

SHIPPED = {Certainty.DATA, Certainty.SOURCE, Certainty.IMPLIED, Certainty.SEED}
RATES = {"symmetric_rate": "symmetric_rate", "addition_rate": "addition_rate", "addition_threshold": "threshold"}


def source_material(shared: Path, name: str) -> dict:  # type: ignore[type-arg]
    text = (shared / "data" / "income_system" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # type: ignore[no-any-return]


def test_weights_are_those_of_the_source(shared: Path) -> None:
    years = source_material(shared, "cost_key_by_year")
    with_weights = {int(year) for year, entry in years.items() if isinstance(entry["weights"], dict)}
    assert set(key_years()) == with_weights == {2023, 2025, 2026}
    for year in with_weights:
        assert {name: str(weight) for name, weight in cost_key(year).weights.items()} == years[str(year)]["weights"]
        assert set(cost_key(year).weights) <= set(criteria())


def test_sub_keys_and_sector_weights_are_those_of_the_source(shared: Path) -> None:
    found = source_material(shared, "delkostnadsnokler_2025_2026")
    for year in (2025, 2026):
        key = sector_key(year)
        assert {name: str(weight) for name, weight in key.weights.items()} == found["sector_weights"][str(year)]
        ours = {sector: {name: str(w) for name, w in part.items()} for sector, part in key.sub_keys.items()}
        assert ours == found["sector_keys"]


def test_weights_sum_to_one_but_for_rounding() -> None:
    for year in key_years():
        assert abs(sum(cost_key(year).weights.values()) - 1) <= Decimal("0.0002")
    assert sum(cost_key(2023).weights.values()) == 1
    assert sum(sector_key(2025).weights.values()) == sum(sector_key(2026).weights.values()) == 1


def test_the_country_of_2023_sums_its_eight_age_groups() -> None:
    counts = national_counts(2023)
    assert sum(count for name, count in counts.items() if name.startswith("innb_")) == counts["population"]
    assert national_counts(2025) == {}


@pytest.mark.parametrize("name", sorted(RATES))
def test_rates_known_only_from_memory_are_not_shipped(shared: Path, name: str) -> None:
    years = source_material(shared, "income_equalisation")["years"]
    for year, entry in years.items():
        if entry["flag"] in ("memory", "unknown"):
            with pytest.raises(FactMissing):
                parameter(name, int(year))
        else:
            assert parameter(name, int(year)).text == entry[RATES[name]]


@pytest.mark.parametrize(
    "name, year",
    [("ingar_limit", 2025), ("national_need_nok", 2025), ("per_capita_grant", 2025), ("post_60_nok", 2025)],
)
def test_a_value_that_was_not_found_is_missing(name: str, year: int) -> None:
    with pytest.raises(FactMissing):
        parameter(name, year)


def test_no_value_is_shipped_without_a_source_and_a_certainty_that_may_be() -> None:
    dated = [definition.dated for definition in parameter_definitions().values()] + list(
        district_north_rates().values()
    )
    for each in dated:
        for fact in each.values:
            assert fact.certainty in SHIPPED and fact.source != "See each value", fact.name


def test_the_income_guarantee_leaves_out_tax_equalisation_and_discretion() -> None:
    inside = {part.id for part in components(2025) if part.inside_guarantee}
    assert {"per_capita_grant", "spending_equalisation", "district_north", "district_south", "metropolitan"} <= inside
    assert not inside & {"income_equalisation", "discretionary", "ingar"}


def test_parts_exist_in_their_years() -> None:
    before, after = ({part.id for part in components(year)} for year in (2024, 2025))
    assert before - after == {"regional_centre"} and after - before == {"transition"}

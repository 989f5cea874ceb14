"""Unit costs of a municipality from its own accounts and the national need key, where no unit cost has a source.

The need key tells what an inhabitant of each age group needs compared with another; the accounts tell the level. The
whole net expenditure of the service is spread on the age groups, also what the key gives to other criteria.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from rodtrad.calculations.demography.age_groups import AgeGroup
from rodtrad.calculations.demography.need import UnitCost
from rodtrad.calculations.formulas import formula
from rodtrad.calculations.ledger import NotComputable
from rodtrad.facts.reader import Certainty
from rodtrad.values.units import Unit

METHOD = (
    "Kommunens netto driftsutgifter til tjenesten, fordelt på aldersgruppene etter behovet per innbygger i "
    "kostnadsnøkkelen for hele landet"
)
ENTERED = "Oppgitt av kommunen"
_AGE_CRITERION = re.compile(r"^innb_(\d+)(?:_(\d+|plus))?$")


def age_weights(sub_key: Mapping[str, Decimal]) -> dict[AgeGroup, Decimal]:
    """The weights of a sub-key's age criteria (innb_6_12, innb_90_plus) by age group; others are left out."""
    found = {}
    for criterion, weight in sub_key.items():
        if match := _AGE_CRITERION.match(criterion):
            first, last = match.groups()
            end = int(first) if last is None else None if last == "plus" else int(last)
            found[AgeGroup(int(first), end)] = weight
    return found


def relative_need(
    weights: Mapping[AgeGroup, Decimal], national_persons: Mapping[AgeGroup, int]
) -> dict[AgeGroup, Decimal] | NotComputable:
    """Need per inhabitant of each age group: the group's share of the key divided by the country's inhabitants in it.

    Only the ratios between the groups mean something.
    """
    lacking = [group.label for group in weights if not national_persons.get(group)]
    if lacking:
        return NotComputable(f"Innbyggertallet for hele landet mangler for {', '.join(lacking)}.")
    return {group: weight / national_persons[group] for group, weight in weights.items()}


@formula("demography.own_unit_cost", "enhetskostnad", Unit.NOK, ("demography/services.yaml",))
def own_unit_costs(
    service: str,
    net_expenditure: int | None,
    persons: Mapping[AgeGroup, int],
    relative: Mapping[AgeGroup, Decimal],
    *,
    price_year: int,
    source: str,
) -> tuple[UnitCost, ...] | NotComputable:
    """Kroner per inhabitant by age group, so that they sum to the municipality's net expenditure of the year.

    `net_expenditure` is whole kroner, `persons` the municipality's own inhabitants, `relative` the need per inhabitant.
    """
    if net_expenditure is None:
        return NotComputable("Netto driftsutgifter til tjenesten er ikke kjent.")
    lacking = [group.label for group in relative if group not in persons]
    if lacking:
        return NotComputable(f"Kommunens innbyggertall mangler for {', '.join(lacking)}.")
    need = sum((share * persons[group] for group, share in relative.items()), Decimal(0))
    if need <= 0:
        return NotComputable("Kommunen har ingen innbyggere i aldersgruppene som bruker tjenesten.")
    return tuple(
        UnitCost(service, group, net_expenditure * share / need, price_year, source, METHOD, Certainty.IMPLIED)
        for group, share in relative.items()
    )


def entered_unit_cost(service: str, group: AgeGroup, nok: Decimal, *, price_year: int, source: str) -> UnitCost:
    """A unit cost that the municipality states itself; never taken for a sourced one. Raises ValueError below zero."""
    if nok < 0:
        raise ValueError("a unit cost is not negative")
    return UnitCost(service, group, nok, price_year, source, ENTERED, Certainty.UNVERIFIED)

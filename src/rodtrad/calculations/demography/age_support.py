"""The age support ratio: how many inhabitants of working age there are for each elderly one, year by year."""

import numpy as np

from rodtrad.calculations.demography.age_groups import parse_age_group
from rodtrad.calculations.demography.projection import Floats, Projection
from rodtrad.calculations.formulas import formula
from rodtrad.calculations.ledger import NotComputable
from rodtrad.facts.demography.unit_costs import age_support
from rodtrad.values.units import Unit


@formula("demography.age_support_ratio", "aldersbæreevne", Unit.COUNT, ("demography/age_support.yaml",))
def age_support_ratio(projection: Projection) -> Floats | NotComputable:
    """Persons of working age per elderly person, unrounded, shape (years,); NaN in a year without elderly persons."""
    fact = age_support()
    working = projection.in_group(parse_age_group(fact.working_ages))
    elderly = projection.in_group(parse_age_group(fact.elderly_ages))
    if isinstance(working, NotComputable):
        return working
    if isinstance(elderly, NotComputable):
        return elderly
    return np.asarray(np.divide(working, elderly, out=np.full_like(working, np.nan), where=elderly > 0))

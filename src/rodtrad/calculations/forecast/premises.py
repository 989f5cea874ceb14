"""The stated premises of a forecast as yearly arrays; a premise that nobody has stated is never taken for zero.

A value stands from its year until a later one is stated, as for the parameters of a proposal.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rodtrad.calculations.ledger import NotComputable, Parameter
from rodtrad.facts.forecast_parameters.definitions import forecast_parameter_definitions

Floats = np.ndarray[Any, np.dtype[np.float64]]
_PERCENT = "percent"
_HUNDRED = 100


def stated_path(parameters: Sequence[Parameter], key: str, years: Sequence[int]) -> Floats | NotComputable:
    """The value of a parameter in each year, shape (years,); percent becomes a share.

    NotComputable when no value holds for a year or a value is outside what the definition accepts. Raises KeyError for
    a key without a definition.
    """
    definition = forecast_parameter_definitions()[key]
    stated = sorted(
        (parameter.year, parameter.value)
        for parameter in parameters
        if parameter.key == key and parameter.value is not None
    )
    found = []
    for year in years:
        holding = [value for first, value in stated if first <= year]
        if not holding:
            return NotComputable(f"{definition.term} er ikke oppgitt for {year}. {definition.ask}")
        if problem := definition.problem_with(holding[-1]):
            return NotComputable(problem)
        found.append(float(holding[-1]) / (_HUNDRED if definition.unit == _PERCENT else 1))
    return np.array(found, dtype=np.float64)


def stated_value(parameters: Sequence[Parameter], key: str, year: int) -> float | NotComputable:
    """The value of a parameter in one year, a share where the parameter is stated in percent."""
    found = stated_path(parameters, key, (year,))
    return found if isinstance(found, NotComputable) else float(found[0])


def premises_with_source(parameters: Sequence[Parameter], keys: Sequence[str]) -> tuple[Parameter, ...]:
    """The stated values behind some keys, in the order of the keys and years, for the table of premises."""
    return tuple(
        parameter
        for key in keys
        for parameter in sorted(parameters, key=lambda parameter: parameter.year)
        if parameter.key == key and parameter.value is not None
    )

"""Which count of inhabitants a key figure per inhabitant divides by."""

from functools import cache

from rodtrad.facts.reader import read_yaml

_PATH = "kostra/key_figures/indicators.yaml"


@cache
def population_year(accounting_year: int) -> int:
    """The year whose 1 January has the inhabitants that the accounts of a year are divided by.

    KOSTRA counts them on 31 December of the accounting year, which is 1 January of the year after.
    """
    return accounting_year + int(read_yaml(_PATH)["inhabitants"]["first_of_january_years_after"])

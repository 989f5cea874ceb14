"""The stated parameters and the municipality's own limits that a proposal is computed and judged by."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Parameter:
    """A stated value: `key` is its definition, `unit` such as "percent", `year` the first year it is used for.

    `value` None means that nobody has entered it. `status` is "adopted", "proposed" or "estimate".
    """

    key: str
    value: Decimal | None
    unit: str
    year: int
    source: str
    entity: str = ""
    status: str = "proposed"


@dataclass(frozen=True, slots=True)
class FinancialTarget:
    """The council's own limit for an indicator (kommuneloven § 14-2): percent of operating income.

    `indicator` is "net_operating_result", "general_fund" or "debt"; `lowest` tells whether the limit is a floor.
    """

    indicator: str
    limit: Decimal
    lowest: bool
    source: str
    entity: str = "treasury"
    first_year: int | None = None

"""The change: a titled, explained set of lines. A budget is nothing but changes added together.

Last year's adopted budget is the opening change; compensation, technical adjustments, measures, savings and the
council's amendments are changes of their own categories.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rodtrad.calculations.ledger.accounts import Line


class Category(StrEnum):
    """What kind of decision a change is, in the order a frame table shows them."""

    OPENING = "opening"
    EARLIER_DECISIONS = "earlier_decisions"
    COMPENSATION = "compensation"
    TECHNICAL = "technical"
    DEMOGRAPHY = "demography"
    NEW_MEASURE = "new_measure"
    SAVING = "saving"
    POLITICAL = "political"
    PREMISE = "premise"


CONSEQUENCE_ADJUSTED = (
    Category.OPENING,
    Category.EARLIER_DECISIONS,
    Category.COMPENSATION,
    Category.TECHNICAL,
    Category.DEMOGRAPHY,
)
"""The categories whose sum is the consequence-adjusted frame (konsekvensjustert ramme)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One decision with its lines.

    `fte` is full-time equivalents per plan year, empty when not stated. `full_year_effect` is what a permanent change
    costs in a whole year (whole kroner, None when not stated). `internal_text` is for the organisation only: it is
    never published and is no part of a proposal's hash. `project` is the number of the investment project that the
    change decides, whose capital cost is computed into lines of this change.
    """

    id: str
    title: str
    category: Category
    lines: tuple[Line, ...]
    explanation: str = ""
    consequence: str = ""
    internal_text: str = ""
    priority: int | None = None
    permanent: bool = True
    full_year_effect: int | None = None
    full_year_effect_note: str = ""
    fte: tuple[Decimal, ...] = ()
    area: str = ""
    goal: str = ""
    project: str = ""
    source_group: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("a change must have an id")

    @property
    def entered_lines(self) -> tuple[Line, ...]:
        """The lines that no calculation made."""
        return tuple(line for line in self.lines if not line.computed)

    @property
    def computed_lines(self) -> tuple[Line, ...]:
        """The lines that a calculation made, such as interest and instalments."""
        return tuple(line for line in self.lines if line.computed)

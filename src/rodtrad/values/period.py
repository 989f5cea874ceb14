"""Accounting periods: a year and a period 1-13, where 13 holds the year-end entries."""

from dataclasses import dataclass

LAST_PERIOD = 13


@dataclass(frozen=True, order=True)
class Period:
    """Period `number` (1-13) of `year`. Raises ValueError outside that range."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= LAST_PERIOD:
            raise ValueError(f"a period is 1-{LAST_PERIOD}, not {self.number}")
        if not 1900 <= self.year <= 2999:
            raise ValueError(f"a year has four digits, not {self.year}")


@dataclass(frozen=True)
class PlanPeriod:
    """The consecutive years of a plan; the first is the budget year.

    `length` is four by law and may be up to ten for a longer view. Raises ValueError outside 1-10.
    """

    first: int
    length: int = 4

    def __post_init__(self) -> None:
        if not 1 <= self.length <= 10:
            raise ValueError(f"a plan covers 1-10 years, not {self.length}")

    @property
    def years(self) -> tuple[int, ...]:
        """Every year of the plan, in order."""
        return tuple(range(self.first, self.first + self.length))

    @property
    def last(self) -> int:
        """The last year of the plan."""
        return self.first + self.length - 1

    def __str__(self) -> str:
        return f"{self.first}\u2013{self.last}"

"""The answer of a check: it holds, it is broken by so much in that year, or it cannot be computed because."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rodtrad.calculations.ledger import NotComputable
from rodtrad.calculations.sentences import sentence
from rodtrad.calculations.sentences.phrases import kroner, listed
from rodtrad.values.wording import Wording, joined


class State(StrEnum):
    """How a check came out."""

    HOLDS = "holds"
    BROKEN = "broken"
    NOT_COMPUTABLE = "not_computable"


@dataclass(frozen=True, slots=True)
class CheckYear:
    """One year's answer. `amount` is by how many kroner it is broken (0 when it holds, None when kroner do not apply).

    `value` and `limit` are what was compared, in the unit of the check's result; `reason` says why not computable.
    """

    year: int
    state: State
    amount: int | None = None
    value: Decimal | None = None
    limit: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A check's answer for one legal entity.

    `side` is "operating" or "investment" where the check looks at one of them. `unit` is that of `value` and `limit`
    ("nok" or "percent"). `verified` is False when the wording or reference of the check is not confirmed; `note` says
    what the reader must know about the rule. Title, reference, message and note are known in every language of
    documents.
    """

    id: str
    title: str
    law_reference: str
    entity: str
    state: State
    years: tuple[CheckYear, ...]
    message: str
    side: str = ""
    unit: str = "nok"
    verified: bool = True
    note: str = ""

    @property
    def per_year(self) -> dict[int, int | None]:
        """By how many kroner the check is broken in each year it looks at."""
        return {year.year: year.amount for year in self.years}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check function answers: the years, and the sentences for the states it can end in."""

    years: tuple[CheckYear, ...]
    holds: str
    broken: str = ""
    side: str = ""
    unit: str = "nok"
    note: str = ""

    @property
    def state(self) -> State:
        """Broken when any year is; else not computable when any year is; else it holds."""
        states = {year.state for year in self.years}
        return next((state for state in (State.BROKEN, State.NOT_COMPUTABLE) if state in states), State.HOLDS)

    @property
    def message(self) -> str:
        """The sentences for the state, with the reasons of years that are not computable."""
        reasons = list(dict.fromkeys(year.reason for year in self.years if year.reason))
        if self.state is State.HOLDS:
            return self.holds
        if self.state is State.BROKEN:
            return joined([self.broken, *reasons])
        return joined([sentence("not_computable"), *reasons])


def judged(years: Sequence[int], amounts: Sequence[int | NotComputable] | NotComputable) -> tuple[CheckYear, ...]:
    """Years that hold where the amount is zero and are broken by it elsewhere."""
    if isinstance(amounts, NotComputable):
        amounts = (amounts,) * len(years)
    return tuple(
        CheckYear(year, State.NOT_COMPUTABLE, reason=amount.reason)
        if isinstance(amount, NotComputable)
        else CheckYear(year, State.BROKEN if amount else State.HOLDS, amount)
        for year, amount in zip(years, amounts, strict=True)
    )


def by_year(years: Sequence[CheckYear]) -> Wording:
    """The broken years with their amounts: "490 kroner i 2027 og 627 kroner i 2028"."""
    broken = [year for year in years if year.state is State.BROKEN]
    return listed([sentence("amount_in_year", amount=kroner(year.amount or 0), year=year.year) for year in broken])

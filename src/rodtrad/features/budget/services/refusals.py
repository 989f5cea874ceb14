"""Why a command of the budget refuses: in Norwegian, with what is wrong, where, and what to do."""

from collections.abc import Sequence

from rodtrad.calculations.ledger import Fund, Obstacle
from rodtrad.values.numbers import format_number

_SIDES = {"operating": "driftsbudsjettet", "investment": "investeringsbudsjettet"}


class BudgetRefusal(ValueError):
    """A command of the budget cannot do what it was asked; the text is for the user."""


class Frozen(BudgetRefusal):
    """The thing is part of an approved or published proposal."""

    def __init__(self, what: str, proposal: str) -> None:
        super().__init__(
            f"{what} er en del av «{proposal}», som er godkjent eller publisert. "
            "Den kan ikke endres. Lag en ny utgave i et utkast."
        )


class NotBalanced(BudgetRefusal):
    """The proposal does not balance; `obstacles` name each year and amount."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        parts = [
            f"{_SIDES[obstacle.side]} {obstacle.year}: {format_number(abs(obstacle.amount))} kroner "
            f"{'mangler dekning' if obstacle.amount > 0 else 'er ikke disponert'}"
            for obstacle in obstacles
        ]
        super().__init__("Forslaget går ikke i balanse. " + "; ".join(parts) + ".")
        self.obstacles = tuple(obstacles)


class FundOverdrawn(BudgetRefusal):
    """A fund would fall below zero."""

    def __init__(self, fund: Fund, years: Sequence[int]) -> None:
        lacking = ", ".join(
            f"{format_number(short)} kroner i {year}"
            for year, short in zip(years, fund.overdrawn, strict=True)
            if short
        )
        super().__init__(f"Fondet «{fund.name}» blir brukt ut over det som står på det: {lacking}. Sett ned bruken.")


class WrongState(BudgetRefusal):
    """The step does not follow from the state that the proposal is in."""

    def __init__(self, title: str, state: str, needed: str) -> None:
        super().__init__(f"«{title}» er {state.lower()}. Dette kan bare gjøres når forslaget er {needed.lower()}.")


class OutsideUnit(BudgetRefusal):
    """Lines are booked on a unit that the actor's unit does not cover."""

    def __init__(self, unit: str) -> None:
        super().__init__(
            f"Ansvar {unit or '(tomt)'} ligger utenfor enheten din. Rett linjen eller be controlleren føre den."
        )


class AlreadyThere(BudgetRefusal):
    """The round already holds something with this key."""

    def __init__(self, what: str, key: str) -> None:
        super().__init__(
            f"{what} «{key}» finnes fra før i budsjettrunden. Rett den som finnes, eller velg et annet navn."
        )

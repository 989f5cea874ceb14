"""The account string of a budget line and its amounts: the smallest piece of every plan (forskrift § 5-4 to § 5-6).

Codes are text with their leading zeros. Expenditure is positive and income negative, as in KOSTRA; amounts are whole
kroner per plan year.
"""

from dataclasses import dataclass
from typing import Literal

AccountClass = Literal["operating", "investment"]
OPERATING: AccountClass = "operating"
INVESTMENT: AccountClass = "investment"
ACCOUNT_CLASSES: tuple[AccountClass, ...] = (OPERATING, INVESTMENT)


@dataclass(frozen=True, slots=True, order=True)
class AccountString:
    """Where an amount belongs: legal entity, account class, unit (ansvar), KOSTRA function and art, project, free.

    `unit`, `function` and `art` may be empty where an imported source does not have them; a calculation that needs
    them then says that it is not computable. Raises ValueError for a code that is not text of the right length.
    """

    entity: str
    account_class: AccountClass
    unit: str
    function: str
    art: str
    project: str = ""
    free: str = ""

    def __post_init__(self) -> None:
        if self.account_class not in ACCOUNT_CLASSES:
            raise ValueError(f"account class must be operating or investment, not {self.account_class!r}")
        for name, code in (("function", self.function), ("art", self.art)):
            if code and not (len(code) == 3 and code.isascii() and code.isdigit()):
                raise ValueError(f"{name} must be three digits or empty, not {code!r}")
        if not self.entity:
            raise ValueError("the legal entity of an account string must be named")


@dataclass(frozen=True, slots=True)
class Line:
    """Amounts on one account string, whole kroner per plan year (expenditure +, income -).

    `computation` names the calculation that made the line, such as "capital_cost.interest"; it is empty for a line
    that a person entered or a file brought. Raises TypeError when an amount is not a whole number.
    """

    account: AccountString
    amounts: tuple[int, ...]
    computation: str = ""

    def __post_init__(self) -> None:
        for amount in self.amounts:
            if type(amount) is not int:
                raise TypeError(f"amounts are whole kroner (int), not {amount!r}")

    @property
    def computed(self) -> bool:
        """True when a calculation made the line."""
        return bool(self.computation)

"""What the loans taken before the plan cost, and the home loans (startlån) that are lent on, as changes of lines."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from rodtrad.calculations.ledger import INVESTMENT, AccountString, Line
from rodtrad.demo.balance_sheet import closing
from rodtrad.demo.investment import HOME_LOANS
from rodtrad.demo.operating import FINANCE_UNIT, Key, budget
from rodtrad.demo.plan_lines import BASE_YEAR, ENTITY, YEARS, operating_line
from rodtrad.demo.reading import document
from rodtrad.values.rounding import round_half_away

LAST_ACCOUNTS = 2025
INTEREST, INSTALMENT = Key(FINANCE_UNIT, "870", "500"), Key(FINANCE_UNIT, "870", "510")


def debt_on_1_january(year: int) -> int:
    """Loans for own investments at the beginning of 2026 or 2027 in kroner, without home loans."""
    debt = -closing(LAST_ACCOUNTS)["451", "355"]
    if year > BASE_YEAR:
        new = document("budget_2026.yaml")["loans_for_investment"] * 100
        debt += new - _parameters()["existing_debt"]["instalments"][BASE_YEAR] * 100
    return int(round_half_away(Decimal(debt) / 100))


def interest_rates() -> tuple[Decimal, ...]:
    """The interest path of the plan years in percent."""
    return tuple(Decimal(_parameters()["interest_rate_percent"][year]) for year in YEARS)


def existing_debt_lines() -> tuple[Line, ...]:
    """Interest and instalments of loans taken before the plan, as differences from the adopted budget 2026."""
    opening = budget()
    balance, home = debt_on_1_january(YEARS[0]), _home_loans_on_1_january()
    interest, instalments = [], []
    for year, rate in zip(YEARS, interest_rates(), strict=True):
        due = _parameters()["existing_debt"]["instalments"][year]
        new, paid = _home("yearly", year), _home("instalments_paid", year)
        cost = _mean_interest(balance, balance - due, rate)
        cost += _mean_interest(home, home + new - paid, Decimal(_parameters()["home_loan_rate_percent"]))
        interest.append(cost - opening[INTEREST])
        instalments.append(due - opening[INSTALMENT])
        balance, home = balance - due, home + new - paid
    return operating_line(INTEREST, interest), operating_line(INSTALMENT, instalments)


def home_loan_lines() -> tuple[Line, ...]:
    """Home loans given (522), financed by loans (912), with instalments paid (512) and received (922)."""
    named = (
        ("522", "yearly", 1),
        ("912", "yearly", -1),
        ("512", "instalments_paid", 1),
        ("922", "instalments_received", -1),
    )
    return tuple(_home_line(art, [sign * _home(name, year) for year in YEARS]) for art, name, sign in named)


def _home_line(art: str, amounts: Sequence[int]) -> Line:
    unit, function = HOME_LOANS
    return Line(AccountString(ENTITY, INVESTMENT, unit, function, art), tuple(amounts))


def _home_loans_on_1_january() -> int:
    debt = int(round_half_away(Decimal(-closing(LAST_ACCOUNTS)["451", "395"]) / 100))
    return debt + _home("yearly", BASE_YEAR) - _home("instalments_paid", BASE_YEAR)


def _home(name: str, year: int) -> int:
    return int(_parameters()["home_loans"][name][year])


def _mean_interest(opening: int, closing_balance: int, rate: Decimal) -> int:
    return int(round_half_away(Decimal(opening + closing_balance) / 2 * rate / 100))


def _parameters() -> dict[str, Any]:
    found: dict[str, Any] = document("parameters.yaml")
    return found

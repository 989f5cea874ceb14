"""The loan portfolio year by year: serial and annuity loans, margins, fixed-rate periods (kommuneloven § 14-14).

Rates may be one path or thousands at once: arrays have the shape (..., years). Amounts are kroner, unrounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

import numpy as np

from rodtrad.calculations.forecast.premises import Floats
from rodtrad.calculations.formulas import formula
from rodtrad.values.units import Unit

_NO_RATE = 1e-9


class LoanKind(StrEnum):
    """How a loan is paid back: equal instalments, equal payments, or all at the end."""

    SERIAL = "serial"
    ANNUITY = "annuity"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class FixedRate:
    """A rate (share per year) that is agreed from the beginning of `first` to the end of `last`."""

    first: int
    last: int
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan as it stands on 1 January of `first_year`, whole kroner, with `terms_left` terms of instalments to come.

    `margin` (share) is added to the interest path outside fixed periods. No instalment is paid before
    `instalments_from`. With `mean_balance` interest is computed on the mean of the year's opening and closing balance,
    as capital cost is; otherwise term by term on what is left. With `drawn_in_first_year` the loan is drawn
    through `first_year` and not there on 1 January: it then counts half that year, without instalments. Raises
    ValueError for terms or amounts that cannot be.
    """

    id: str
    name: str
    balance: int
    first_year: int
    kind: LoanKind
    terms_left: int
    terms_per_year: int = 2
    margin: Decimal = Decimal(0)
    fixed: tuple[FixedRate, ...] = ()
    instalments_from: int | None = None
    mean_balance: bool = False
    drawn_in_first_year: bool = False

    def __post_init__(self) -> None:
        if self.balance < 0 or self.terms_left < 1 or self.terms_per_year < 1:
            raise ValueError(f"loan {self.id}: the balance is not negative, and there is at least one term")
        if self.mean_balance and self.kind is LoanKind.ANNUITY:
            raise ValueError(f"loan {self.id}: an annuity is computed term by term")

    def fixed_rate(self, year: int) -> float | None:
        """The agreed rate in a year, None when the rate floats."""
        return next((float(period.rate) for period in self.fixed if period.first <= year <= period.last), None)


@dataclass(frozen=True, eq=False)
class DebtPath:
    """Debt year by year in kroner, each of shape (..., years). `floating` is the mean debt whose rate is not fixed."""

    years: tuple[int, ...]
    opening: Floats = field(repr=False)
    interest: Floats = field(repr=False)
    instalments: Floats = field(repr=False)
    closing: Floats = field(repr=False)
    floating: Floats = field(repr=False)


@formula("forecast.loan_portfolio", "låneportefølje", Unit.NOK, ())
def portfolio(loans: Sequence[Loan], years: Sequence[int], rates: Floats) -> DebtPath:
    """The sum of loans that are there at the beginning of the years; `rates` is the floating rate as a share per year.

    A loan is counted from its `first_year`, which must not be before the first of `years`. Raises ValueError for that.
    """
    count = len(years)
    known = {name: np.zeros(count) for name in ("opening", "per_rate", "agreed", "instalments", "closing", "floating")}
    shape = np.broadcast_shapes(rates.shape, (count,))
    sampled = {name: np.zeros(shape) for name in ("opening", "interest", "instalments", "closing", "floating")}
    for loan in loans:
        if loan.first_year < years[0]:
            raise ValueError(f"loan {loan.id} must be stated as it stands in {years[0]}")
        if loan.kind is LoanKind.ANNUITY:
            _add_annuity(sampled, loan, years, rates)
        else:
            _add_known(known, loan, years)
    sampled["interest"] += known["per_rate"] * rates + known["agreed"]
    for name in ("opening", "instalments", "closing", "floating"):
        sampled[name] += known[name]
    return DebtPath(tuple(years), **sampled)


def _add_known(parts: dict[str, Floats], loan: Loan, years: Sequence[int]) -> None:
    """A loan whose balance does not depend on the rate: its interest is `per_rate` times the rate, plus `agreed`."""
    balance, left = float(loan.balance), loan.terms_left
    for place, year in enumerate(years):
        if year < loan.first_year:
            continue
        fixed = loan.fixed_rate(year)
        if loan.drawn_in_first_year and year == loan.first_year:
            opening, closing, borne = 0.0, balance, balance / 2
        else:
            terms = _terms(loan, year, left)
            opening, (closing, borne) = balance, _known_year(loan, balance, terms, left)
            left -= terms
        parts["opening"][place] += opening
        parts["closing"][place] += closing
        if opening:
            parts["instalments"][place] += opening - closing
        if fixed is None:
            parts["per_rate"][place] += borne
            parts["agreed"][place] += borne * float(loan.margin)
            parts["floating"][place] += (opening + closing) / 2
        else:
            parts["agreed"][place] += borne * fixed
        balance = closing
        if left == 0:
            return


def _known_year(loan: Loan, balance: float, terms: int, left: int) -> tuple[float, float]:
    """The closing balance, and the balance that a whole year's interest is borne on."""
    per_year = loan.terms_per_year
    if loan.kind is LoanKind.BULLET or not terms:
        last = bool(terms) and terms == left
        return (0.0, balance * terms / per_year) if last else (balance, balance)
    closing = balance * ((left - terms) / left)
    if loan.mean_balance:
        return closing, (balance + closing) / 2
    paid_before = sum(min(term, terms) for term in range(per_year))
    return closing, balance * (1 - paid_before / (left * per_year))


def _terms(loan: Loan, year: int, left: int) -> int:
    paying = loan.instalments_from is None or year >= loan.instalments_from
    return min(loan.terms_per_year, left) if paying else 0


def _add_annuity(parts: dict[str, Floats], loan: Loan, years: Sequence[int], rates: Floats) -> None:
    """A loan whose instalments depend on the rate, path by path."""
    balance: Floats = np.asarray(float(loan.balance))
    left = loan.terms_left
    for place, year in enumerate(years):
        if year < loan.first_year:
            continue
        fixed = loan.fixed_rate(year)
        rate = rates[..., place] + float(loan.margin) if fixed is None else np.asarray(fixed)
        drawn = loan.drawn_in_first_year and year == loan.first_year
        terms = 0 if drawn else _terms(loan, year, left)
        opening = balance * (not drawn)
        closing, interest = balance, (opening + balance) / 2 * rate
        if terms:
            closing, interest = _annuity_year(balance, rate / loan.terms_per_year, terms, left)
            parts["instalments"][..., place] += balance - closing
        parts["opening"][..., place] += opening
        parts["interest"][..., place] += interest
        parts["closing"][..., place] += closing
        if fixed is None:
            parts["floating"][..., place] += (opening + closing) / 2
        balance, left = closing, left - terms
        if left == 0:
            return


def _annuity_year(balance: Floats, rate: Floats, terms: int, left: int) -> tuple[Floats, Floats]:
    """Closing balance and interest of `terms` equal payments when `left` remain, at `rate` per term."""
    still = np.abs(rate) < _NO_RATE
    growth = np.log1p(np.where(still, 1.0, rate))
    whole = np.expm1(left * growth)
    share_left = np.where(still, (left - terms) / left, (whole - np.expm1(terms * growth)) / whole)
    payment = np.where(still, 1 / left, rate / -np.expm1(-left * growth))
    return np.asarray(balance * share_left), np.asarray(balance * (terms * payment - (1 - share_left)))


def drawn_each_year(drawn: Floats, years: Sequence[int], repaid_over: int, rates: Floats) -> DebtPath:
    """Debt that comes of loans drawn in each year, `drawn` of shape (..., years).

    Equal instalments begin the year after and run for `repaid_over` years; interest is on the mean balance, so that a
    loan counts half in the year it is drawn, as in the capital cost of projects.
    """
    count = len(years)
    age = np.arange(count)[None, :] - np.arange(count)[:, None]
    closing_share = np.where(age >= 0, np.clip(1 - age / repaid_over, 0, 1), 0.0)
    paid_share = np.where((age >= 1) & (age <= repaid_over), 1 / repaid_over, 0.0)
    closing, instalments = drawn @ closing_share, drawn @ paid_share
    opening = closing + instalments - drawn
    mean = (opening + closing) / 2
    return DebtPath(tuple(years), opening, mean * rates, instalments, closing, mean)

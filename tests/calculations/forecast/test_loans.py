"""Loans by hand-computed years, by the identities every loan holds, and against a plain loop term by term."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.calculations.forecast.loans import DebtPath, FixedRate, Loan, LoanKind, drawn_each_year, portfolio

YEARS = tuple(range(2027, 2037))


def loan(**values: object) -> Loan:
    stated: dict[str, object] = {
        "id": "1", "name": "Lån", "balance": 1_000_000, "first_year": 2027, "kind": LoanKind.SERIAL, "terms_left": 20,
    }  # fmt: skip
    return Loan(**(stated | values))  # type: ignore[arg-type]


def term_by_term(one: Loan, rates: list[float]) -> list[tuple[float, float, float]]:
    """(interest, instalment, closing) of each year, one term after the other."""
    balance, left, found = float(one.balance), one.terms_left, []
    for year, floating in zip(YEARS, rates, strict=True):
        agreed = one.fixed_rate(year)
        rate = (floating + float(one.margin) if agreed is None else agreed) / one.terms_per_year
        interest = paid = 0.0
        start, terms = balance, left
        for _ in range(one.terms_per_year):
            cost = balance * rate
            part = 0.0
            if left and (one.instalments_from is None or year >= one.instalments_from):
                if one.kind is LoanKind.SERIAL:
                    part = start / terms
                elif one.kind is LoanKind.BULLET:
                    part = balance if left == 1 else 0.0
                else:
                    payment = start / terms if rate == 0 else start * rate / (1 - (1 + rate) ** -terms)
                    part = payment - cost
                left -= 1
            interest, paid, balance = interest + cost, paid + part, balance - part
        found.append((interest, paid, balance))
    return found


LOANS = st.builds(
    loan,
    balance=st.integers(0, 10**9),
    kind=st.sampled_from(LoanKind),
    terms_left=st.integers(1, 90),
    terms_per_year=st.sampled_from([1, 2, 4, 12]),
    margin=st.sampled_from([Decimal(0), Decimal("0.006")]),
    fixed=st.sampled_from([(), (FixedRate(2027, 2029, Decimal("0.031")), FixedRate(2032, 2032, Decimal("0.05")))]),
    instalments_from=st.sampled_from([None, 2029]),
)


@given(LOANS, st.lists(st.sampled_from([0.0, 0.001, 0.035, 0.08]), min_size=10, max_size=10))
def test_every_loan_is_what_a_loop_over_its_terms_gives(one: Loan, rates: list[float]) -> None:
    found = portfolio([one], YEARS, np.array(rates))
    for place, (interest, paid, closing) in enumerate(term_by_term(one, rates)):
        assert found.interest[place] == pytest.approx(interest, abs=1e-4, rel=1e-9)
        assert found.instalments[place] == pytest.approx(paid, abs=1e-4, rel=1e-9)
        assert found.closing[place] == pytest.approx(closing, abs=1e-3, rel=1e-9)


def test_a_serial_loan_with_two_terms_a_year_by_hand() -> None:
    found = portfolio([loan()], YEARS, np.full(10, 0.04))
    assert found.instalments.tolist() == pytest.approx([100_000] * 10)
    assert found.interest[0] == pytest.approx(0.02 * 1_000_000 + 0.02 * 950_000)
    assert found.closing[-1] == pytest.approx(0)


def test_an_annuity_pays_the_same_each_year_while_the_rate_stands() -> None:
    found = portfolio([loan(kind=LoanKind.ANNUITY, terms_left=40)], YEARS, np.full(10, 0.05))
    assert np.ptp(found.interest + found.instalments) == pytest.approx(0, abs=1e-6)
    assert (np.diff(found.instalments) > 0).all()


def test_a_fixed_rate_does_not_follow_the_path() -> None:
    fixed = (FixedRate(2027, 2030, Decimal("0.03")),)
    low, high = (portfolio([loan(fixed=fixed)], YEARS, np.full(10, rate)) for rate in (0.02, 0.06))
    assert low.interest[:4].tolist() == high.interest[:4].tolist()
    assert (low.interest[4:] < high.interest[4:]).all()
    assert low.floating[:4].tolist() == [0] * 4 and low.floating[4] > 0


def test_a_loan_drawn_through_the_year_counts_half_and_is_not_there_at_the_beginning() -> None:
    one = loan(drawn_in_first_year=True, first_year=2028, instalments_from=2030, terms_per_year=1, mean_balance=True)
    found = portfolio([one], YEARS, np.full(10, 0.05))
    assert found.opening[:3].tolist() == [0, 0, 1_000_000]
    assert found.interest[:4].tolist() == pytest.approx([0, 25_000, 50_000, 48_750])
    assert found.instalments[:4].tolist() == pytest.approx([0, 0, 0, 50_000])


@given(st.lists(LOANS, max_size=4))
def test_debt_rolls_forward_to_the_krone(loans: list[Loan]) -> None:
    found = portfolio(loans, YEARS, np.full(10, 0.04))
    np.testing.assert_allclose(found.opening[1:], found.closing[:-1], atol=1e-3)
    np.testing.assert_allclose(found.opening - found.instalments, found.closing, atol=1e-3)


def test_thousands_of_rates_give_what_each_gives_alone() -> None:
    rates = np.random.default_rng(1).uniform(0, 0.08, (50, 10))
    loans = [loan(), loan(kind=LoanKind.ANNUITY, terms_left=31), loan(kind=LoanKind.BULLET, terms_left=9)]
    together = portfolio(loans, YEARS, rates)
    for place in (0, 17, 49):
        alone = portfolio(loans, YEARS, rates[place])
        np.testing.assert_allclose(np.broadcast_to(together.instalments, (50, 10))[place], alone.instalments)
        np.testing.assert_allclose(together.interest[place], alone.interest)


def drawn_by_hand(amount: float, repaid_over: int) -> DebtPath:
    return drawn_each_year(np.array([amount] + [0.0] * 9), YEARS, repaid_over, np.full(10, 0.05))


def test_a_new_loan_follows_the_capital_cost_of_a_project() -> None:
    found = drawn_by_hand(8_000_000, 40)
    assert found.interest[:3].tolist() == pytest.approx([200_000, 395_000, 385_000])
    assert found.instalments[:3].tolist() == pytest.approx([0, 200_000, 200_000])
    assert drawn_by_hand(4_000, 4).closing.tolist() == pytest.approx([4_000, 3_000, 2_000, 1_000] + [0] * 6)


@pytest.mark.parametrize("values", [{"balance": -1}, {"terms_left": 0}, {"terms_per_year": 0}])
def test_a_loan_that_cannot_be_is_refused(values: dict[str, int]) -> None:
    with pytest.raises(ValueError):
        loan(**values)


def test_a_loan_stated_for_an_earlier_year_is_refused() -> None:
    with pytest.raises(ValueError):
        portfolio([loan(first_year=2020)], YEARS, np.full(10, 0.04))
    with pytest.raises(ValueError):
        loan(kind=LoanKind.ANNUITY, mean_balance=True)

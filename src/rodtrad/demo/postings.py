"""Spreads a year's amounts on vouchers through the periods 1-13, as a municipality's ledger would hold them.

The sum of the postings on an account string is the account's amount to the øre; operating, investment and balance
each add up to zero. Account classes: 1 operating, 0 investment, 2 balance (chapter as function, sector as art).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from rodtrad.demo import investment, operating
from rodtrad.demo.apportionment import split, swing
from rodtrad.demo.balance_sheet import BANK, closing
from rodtrad.demo.reading import document

ENTITY = "treasury"
YEAR_END_PERIOD = 13
PAY_DAY = 12


class Posting(NamedTuple):
    """One posting; `amount` is in øre, expenditure and assets +. `kind` is "accounts"."""

    account_class: str
    unit: str
    function: str
    art: str
    project: str
    year: int
    period: int
    voucher: str
    day: date
    text: str
    amount: int


class _Part(NamedTuple):
    account: tuple[str, str, str, str, str]
    period: int
    series: str
    text: str
    amount: int


def postings(year: int) -> list[Posting]:
    """Every posting of 2024 or 2025 in the order of period and voucher."""
    parts = [*_operating(year), *_investment(year), *_balance(year)]
    parts.sort(key=lambda part: (part.period, part.series))
    numbers: Counter[str] = Counter()
    rows = []
    for part in parts:
        if part.series == "L":
            voucher = f"L{year}{part.period:02d}"
        else:
            numbers[part.series] += 1
            voucher = f"{part.series}{year}{numbers[part.series]:06d}"
        rows.append(
            Posting(*part.account, year, part.period, voucher, _day(year, part, voucher), part.text, part.amount)
        )
    return rows


def _operating(year: int) -> Iterator[_Part]:
    for key, amount in operating.accounts(year).items():
        account = ("1", key.unit, key.function, key.art, "")
        yield from _spread(account, amount, _pattern(key.art))


def _investment(year: int) -> Iterator[_Part]:
    building: dict[str, Any] = document("posting_patterns.yaml")["investment"]
    for key, amount in investment.accounts(year).items():
        pattern = building if key.project and key.art < "500" else _pattern(key.art)
        yield from _spread(("0", *key), amount, pattern)


def _balance(year: int) -> Iterator[_Part]:
    texts = document("posting_patterns.yaml")["balance"]
    before, after = closing(year - 1), closing(year)
    for chapter, sector in after:
        account = ("2", "", chapter, sector, "")
        held = before.get((chapter, sector), 0)
        if held:
            yield _Part(account, 1, "B", texts["opening"], held)
        moved = after[chapter, sector] - held
        if (chapter, sector) == BANK:
            weights = [100 + swing(f"{year}/bank/{month}", 60) for month in range(12)]
            for month, amount in enumerate(split(moved, weights), start=1):
                yield _Part(account, month, "B", texts["movement"], amount)
        elif moved:
            yield _Part(account, YEAR_END_PERIOD, "T", texts["movement"], moved)


def _spread(account: tuple[str, str, str, str, str], amount: int, pattern: Mapping[str, Any]) -> Iterator[_Part]:
    name = "/".join(account)
    months = [weight * (1000 + swing(f"{name}/{place}", 80)) for place, weight in enumerate(pattern["months"])]
    for place, monthly in enumerate(split(amount, months)):
        for part in _vouchers(monthly, pattern["voucher"] * 100, f"{name}/{place}"):
            yield _Part(account, place + 1, pattern["series"], pattern["text"], part)


def _vouchers(amount: int, most: int, key: str) -> Sequence[int]:
    if not amount:
        return ()
    count = -(-abs(amount) // most)
    return [part for part in split(amount, [100 + swing(f"{key}/{place}", 45) for place in range(count)]) if part]


def _day(year: int, part: _Part, voucher: str) -> date:
    if part.period == YEAR_END_PERIOD:
        return date(year, 12, 31)
    if part.series == "L":
        return date(year, part.period, PAY_DAY)
    if part.text == document("posting_patterns.yaml")["balance"]["opening"]:
        return date(year, 1, 1)
    return date(year, part.period, 15 + swing(voucher, 13))


@cache
def _pattern(art: str) -> dict[str, Any]:
    for pattern in document("posting_patterns.yaml")["patterns"]:
        first, last = pattern["arts"]
        if first <= art <= last:
            found: dict[str, Any] = pattern
            return found
    raise KeyError(f"posting_patterns.yaml has no pattern for art {art}")

"""Fjellvik's accounts as the extracts that a municipality sends to Statistics Norway: 0A (accounts) and 0B (balance).

Amounts on the same function and art (chapter and sector) are added up before they are rounded to NOK 1000.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.kostra.extract_record import Header
from rodtrad.demo import balance_sheet, investment, operating
from rodtrad.demo.reading import document
from rodtrad.intake.kostra_extract.writer import Posting, extract_of, write_extract
from rodtrad.values.rounding import round_half_away

ORE_PER_THOUSAND = 100_000
EXTRACT_CLASS = {"D": "1", "I": "0", "B": "2"}


def account_sums(year: int) -> dict[AccountKey, int]:
    """The accounts and balance of 2024 or 2025 in øre, by account class, function and art (chapter and sector)."""
    sums: defaultdict[AccountKey, int] = defaultdict(int)
    for key, amount in operating.accounts(year).items():
        sums[AccountKey("D", key.function, key.art)] += amount
    for project_key, amount in investment.accounts(year).items():
        sums[AccountKey("I", project_key.function, project_key.art)] += amount
    for (chapter, sector), amount in balance_sheet.closing(year).items():
        sums[AccountKey("B", chapter, sector)] += amount
    return dict(sums)


def operating_and_investment_extract(year: int) -> bytes:
    """The 0A extract of the municipal treasury."""
    return _extract("0A", year, ("D", "I"))


def balance_extract(year: int) -> bytes:
    """The 0B extract of the municipal treasury."""
    return _extract("0B", year, ("B",))


def _extract(form: str, year: int, account_classes: Iterable[str]) -> bytes:
    header = Header(form, str(year), "", document("municipality.yaml")["region"], "", "")
    wanted = tuple(account_classes)
    records = [
        Posting(EXTRACT_CLASS[key.account_class], key.function, key.art, _thousands(amount))
        for key, amount in sorted(account_sums(year).items())
        if key.account_class in wanted
    ]
    return write_extract(extract_of(header, [record for record in records if record.amount]))


def _thousands(amount_in_ore: int) -> int:
    return int(round_half_away(Decimal(amount_in_ore) / ORE_PER_THOUSAND))

"""One record of the KOSTRA accounting extract, cut into its fields.

The fields are kept exactly as written, because the controls judge how they are written. What is blank and what is a
number follows the official program: a field is trimmed before it is read as a number, and what is no number is zero.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rodtrad.facts.kostra.record_format import record_format

BLANKS = " \t\n\v\f\r\x1c\x1d\x1e\x1f\xa0"
_WHOLE = re.compile(r"[+-]?[0-9]+")


class Header(NamedTuple):
    """The part of a record that says who reports what; normally the same in the whole file."""

    form: str
    year: str
    quarter: str
    region: str
    organisation: str
    enterprise: str


class Record(NamedTuple):
    """One record. `code` is the function or chapter, `item` the art or sector; the amount is in thousand kroner."""

    line: int
    header: Header
    account_class: str
    code: str
    item: str
    amount_text: str
    amount: int

    @property
    def function(self) -> str:
        """The function without padding."""
        return self.code.strip(BLANKS)

    @property
    def is_dropped(self) -> bool:
        """Whether the amount is a plain 0, so that no control but 001 sees the record ("-0" and "00" are seen)."""
        return self.amount_text.strip(BLANKS) == "0"


@lru_cache(maxsize=8192)
def whole_number(text: str) -> int:
    """The whole number in a field, 0 when the field holds none (as the official program reads it)."""
    trimmed = text.strip(BLANKS)
    return int(trimmed) if _WHOLE.fullmatch(trimmed) else 0


def read_amount(text: str) -> int:
    """The amount in a field, 0 when the field holds no whole number; control 014 judges how it is written."""
    trimmed = text.strip(BLANKS)
    return int(trimmed) if _WHOLE.fullmatch(trimmed) else 0


def read_records(lines: Iterable[str]) -> list[Record]:
    """The records in lines of exactly 48 characters, numbered from 1."""
    layout = record_format()
    width = layout.field("account_class").start
    at = {field.name: slice(field.start, field.stop) for field in layout.fields}
    class_at, code_at, item_at, amount_at = at["account_class"], at["code"], at["item"], at["amount"]
    header_at = [at[name] for name in Header._fields]
    headers: dict[str, Header] = {}
    records = []
    for number, text in enumerate(lines, start=1):
        start = text[:width]
        header = headers.get(start)
        if header is None:
            header = headers[start] = Header(*(text[part] for part in header_at))
        amount = text[amount_at]
        records.append(
            Record(number, header, text[class_at], text[code_at], text[item_at], amount, read_amount(amount))
        )
    return records

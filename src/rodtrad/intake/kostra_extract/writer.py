"""Writes an accounting extract: one that was read gives the same bytes, and accounts give the records of a form."""

from collections.abc import Iterable
from typing import NamedTuple

from rodtrad.calculations.kostra.extract_record import Header
from rodtrad.facts.kostra.record_format import Field, record_format
from rodtrad.intake.kostra_extract.reader import LINE_FEED, Extract


class FieldTooWide(ValueError):
    """A value has no room in its field; `field` is the field's name and `value` the text."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{value!r} has no room in the field {field}")
        self.field = field
        self.value = value


class Posting(NamedTuple):
    """One amount to be reported: `code` is the function or chapter, `item` the art or sector, in thousand kroner.

    Expenditure and assets are positive; income, liabilities and equity negative.
    """

    account_class: str
    code: str
    item: str
    amount: int


def write_extract(extract: Extract) -> bytes:
    """The bytes of an extract; those it was read from when it was read."""
    return LINE_FEED.join(extract.pieces).encode(record_format().encoding)


def format_record(header: Header, posting: Posting) -> str:
    """One record of 48 characters.

    Raises FieldTooWide when a value has no room, or cannot be written in the extract's character set.
    """
    values = (*header, posting.account_class, posting.code, posting.item, str(posting.amount))
    return "".join(_fill(field, value) for field, value in zip(record_format().fields, values, strict=True))


def extract_of(header: Header, postings: Iterable[Posting], line_end: str = LINE_FEED) -> Extract:
    """The extract of one report: a record per posting in the order given, each ended by `line_end` (LF or CRLF).

    Postings of zero are written too; the receiver leaves them out. Raises FieldTooWide.
    """
    text = "".join(format_record(header, posting) + line_end for posting in postings)
    return Extract(tuple(text.split(LINE_FEED)))


def _fill(field: Field, value: str) -> str:
    if len(value) > field.width or any(character in value for character in "\r\n\t"):
        raise FieldTooWide(field.name, value)
    try:
        value.encode(record_format().encoding)
    except UnicodeEncodeError as error:
        raise FieldTooWide(field.name, value) from error
    return value.rjust(field.width) if field.right else value.ljust(field.width)

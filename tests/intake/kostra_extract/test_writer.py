"""Accounts are written as records that read back as the same accounts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.calculations.kostra.extract_record import Header
from rodtrad.intake.kostra_extract.reader import read_extract
from rodtrad.intake.kostra_extract.writer import FieldTooWide, Posting, extract_of, format_record, write_extract

HEADER = Header("0A", "2026", "", "999800", "", "")


def test_record_is_padded_as_statistics_norway_describes() -> None:
    assert format_record(HEADER, Posting("1", "202", "010", 4321)) == (
        "0A2026 999800                  1202 010     4321"
    )
    assert format_record(HEADER._replace(form="0B"), Posting("2", "10", "320", -7)) == (
        "0B2026 999800                  210  320       -7"
    )


def test_windows_line_ends_are_written_when_asked_for() -> None:
    content = write_extract(extract_of(HEADER, [Posting("1", "202", "010", 1)], "\r\n"))
    assert content.endswith(b"1\r\n")
    assert len(content) == 50


@pytest.mark.parametrize(
    "posting",
    [
        Posting("1", "20200", "010", 1),
        Posting("1", "202", "0100", 1),
        Posting("10", "202", "010", 1),
        Posting("1", "202", "010", -123456789),
        Posting("1", "2\n2", "010", 1),
        Posting("1", "2€2", "010", 1),
    ],
)
def test_value_that_has_no_room_is_refused(posting: Posting) -> None:
    with pytest.raises(FieldTooWide):
        format_record(HEADER, posting)


CODES = st.from_regex(r"[0-9]{3}", fullmatch=True)


@given(st.lists(st.builds(Posting, st.sampled_from("01"), CODES, CODES, st.integers(-99_999_999, 999_999_999))))
def test_written_accounts_read_back_as_the_same_accounts(postings: list[Posting]) -> None:
    extract = read_extract(write_extract(extract_of(HEADER, postings)))
    found = [Posting(r.account_class, r.function, r.item, r.amount) for r in extract.records()]
    assert found == postings

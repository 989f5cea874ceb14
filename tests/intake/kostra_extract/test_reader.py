"""An extract is read without loss and cut into the fields that Statistics Norway describes."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.intake.kostra_extract.reader import MalformedLine, read_extract
from rodtrad.intake.kostra_extract.writer import write_extract

RECORD = b"0A20194040200                  1325 270    -1234"


def test_record_is_cut_into_its_fields() -> None:
    [record] = read_extract(RECORD + b"\n").records()
    assert record.header == ("0A", "2019", "4", "040200", " " * 9, " " * 9)
    assert (record.account_class, record.code, record.item) == ("1", "325 ", "270")
    assert (record.function, record.amount, record.line) == ("325", -1234, 1)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"\r\n\r\n",
        RECORD,
        RECORD + b"\n",
        RECORD + b"\r\n" + RECORD + b"\n\n" + RECORD,
        RECORD[:40] + b"\n" + RECORD + b" \r\n",
        "Årsregnskap æøå\n".encode("iso-8859-1") + b"\x00\xff\t\x85\x0c\r\r\n",
    ],
)
def test_odd_files_are_written_back_byte_for_byte(content: bytes) -> None:
    assert write_extract(read_extract(content)) == content


@given(st.binary(max_size=300))
def test_any_bytes_are_written_back_unchanged(content: bytes) -> None:
    assert write_extract(read_extract(content)) == content


@given(st.lists(st.sampled_from([RECORD, RECORD[:-1], RECORD + b"x", b"", b"\r", b"   "]), max_size=12), st.booleans())
def test_lines_of_any_shape_are_written_back_unchanged(lines: list[bytes], windows: bool) -> None:
    content = (b"\r\n" if windows else b"\n").join(lines)
    assert write_extract(read_extract(content)) == content


def test_controls_see_no_empty_lines_and_no_carriage_returns() -> None:
    extract = read_extract(b"\r\n" + RECORD + b"\r\n\n" + RECORD + b"\n")
    assert extract.lines == [RECORD.decode(), RECORD.decode()]
    assert extract.empty_lines == (1, 3)
    assert [record.line for record in extract.records()] == [1, 2]


def test_line_end_is_that_of_the_first_line() -> None:
    assert read_extract(RECORD + b"\r\n" + RECORD + b"\n").line_end == "\r\n"
    assert read_extract(RECORD + b"\n").line_end == "\n"
    assert read_extract(b"").line_end == "\n"


def test_line_of_the_wrong_length_is_named() -> None:
    with pytest.raises(MalformedLine) as malformed:
        read_extract(RECORD + b"\n\n" + RECORD[:-2]).records()
    assert (malformed.value.line, malformed.value.length) == (3, 46)


def test_every_official_file_is_written_back_unchanged(shared: Path) -> None:
    samples = shared / "data/kostra/samples"
    for path in samples.glob("*.dat"):
        content = path.read_bytes()
        assert write_extract(read_extract(content)) == content
    with (samples / "file_cases.jsonl").open(encoding="utf-8") as file:
        for line in file:
            content = json.loads(line)["content_latin1"].encode("iso-8859-1")
            assert write_extract(read_extract(content)) == content


def test_kongsvinger_2019_has_its_records(shared: Path) -> None:
    extract = read_extract((shared / "data/kostra/samples/kongsvinger_2019_0A.dat").read_bytes())
    records = extract.records()
    assert len(records) == 1644
    assert sum(record.amount == 0 for record in records) == 70
    assert sum(record.is_dropped for record in records) == 63

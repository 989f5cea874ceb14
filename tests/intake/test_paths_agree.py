"""The path for large files and the one for small files give the same postings and the same issues."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rodtrad.intake.column_map import ColumnMap
from rodtrad.intake.conversion import RowConverter
from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.issues import FileProblem
from rodtrad.intake.map_reading import load_map, read_map
from rodtrad.intake.parse import parse
from rodtrad.intake.row_staging import Decisions

HEADER = "entity;account_class;ansvar;function;art;project;year;period;voucher;date;text;amount"
GOOD = "treasury;1;1200;202;010;;2025;3;100;01.03.2025;Lønn;1 234,50"
WIDE = """
name: wide
title: Bredt
file: {delimiter: ";", escape: ESCAPE}
numbers: {empty: EMPTY, finer: FINER}
sign: {column: side, expense: [U], income: [I]}
account:
  entity: {constant: treasury}
  account_class: {column: konto, digits: "1", values: {"5": "1"}, others: keep}
  art: {column: konto, digits: "2-4", required: true}
  function: {column: tjeneste, pad: 5, digits: "1-3"}
  free1: {column: konto}
names: {free1: navn}
amounts:
  - {column: b25, year: 2025, kind: original_budget}
  - {debit: d26, credit: k26, year: 2026, kind: plan}
"""
NARROW = """
name: narrow
title: Smalt
file: {delimiter: ";", escape: ESCAPE, encoding: utf-8}
numbers: {empty: zero}
account: {entity: {constant: treasury}, account_class: {constant: "1"}, free1: {column: art}}
text: {column: NAVN}
amounts: [{column: sum, year: 2025, kind: accounts}]
"""
_QUOTED = (
    '1;"a;b";2',
    '1;"a""b";2',
    r'1;"a\"b";2',
    '1;"a',
    'b";2',
    '"1";"";"2"',
    '"";"";""',
    '1;5" rør;2',
    '1;"";',
    '"',
)
DIRTY = settings(max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.function_scoped_fixture])
_CELL = st.one_of(
    st.sampled_from(
        ["", " ",
         "-", " -   ", "1", "0", "10100", "12", "5", "x", "1 000", "1 00", "-5,5", "(7)", "333,3333", "-0,005",
         "2025", "13", "14",
         "31.02.2025", "01.01.2025",
         '"', '""', '"a;b"', '"a""b"', r'"a\"b"', '"a\nb"', '"åpen', 'midt"i', "\u00a0", "\t",
         "KF", "treasury", "202", "010", "\ufffd", "æøå", "I", "U", "accounts", '"x" ', r"\;", "'"]
    ),
    st.text(alphabet='aå1 ,.;"\\\t-\u00a0', max_size=6),
)  # fmt: skip


def _outcome(path: Path, column_map: ColumnMap, *, bulk: bool) -> tuple:
    """Everything that a reading came to; for a file that is refused whole, the words that say why."""
    try:
        staged = parse(fetch_file(path), column_map, Decisions(frozenset(range(2, 400, 3))), bulk=bulk)
    except FileProblem as problem:
        return (str(problem),)
    with staged:
        rows = staged.connection.execute("SELECT * FROM posting").fetchall()
        return (
            sorted(rows, key=repr),
            staged.issues,
            (staged.rows_read, staged.rows_blank, staged.rows_malformed, staged.rows_undecided),
            staged.rows_malformed_accepted,
            staged.unknown_lines,
            staged.labels,
            staged.roundings,
        )


def _agree(path: Path, text: str, column_map: ColumnMap, encoding: str = "utf-8") -> None:
    path.write_bytes(text.encode(encoding, errors="replace"))
    small, large = (_outcome(path, column_map, bulk=bulk) for bulk in (False, True))
    assert len(small) == len(large)
    names = ("postings", "issues", "counts", "accepted", "unknown", "labels", "roundings")
    for name, one, other in zip(names, small, large, strict=False):
        assert one == other, name


_ROWS = st.lists(st.lists(_CELL, min_size=0, max_size=8).map(";".join), min_size=0, max_size=12)


@DIRTY
@given(
    rows=_ROWS,
    escape=st.sampled_from(["doubled", "backslash"]),
    empty=st.sampled_from(["refuse", "skip", "zero"]),
    finer=st.sampled_from(["refuse", "round"]),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
@example(rows=["1;a;10100;202;5"], escape="doubled", empty="skip", finer="refuse", end="\n", encoding="utf-8")
@example(
    rows=["10100;a;20210;U;333,3333;;0,005"], escape="doubled", empty="skip", finer="round", end="\n", encoding="utf-8"
)
def test_dirty_wide_files_are_read_alike(
    tmp_path: Path, rows: list[str], escape: str, empty: str, finer: str, end: str, encoding: str
) -> None:
    written = WIDE.replace("ESCAPE", escape).replace("EMPTY", empty).replace("FINER", finer)
    column_map = read_map(written, "wide")
    text = end.join(
        ["konto;navn;tjeneste;side;b25;d26;k26", "10100;Lønn;20210;U;5,50;;7", *rows, "10200;Vikar;202;I;1;2;"]
    )
    _agree(tmp_path / "f", text, column_map, encoding)


@DIRTY
@given(rows=st.lists(st.one_of(st.just(GOOD), st.lists(_CELL, min_size=10, max_size=14).map(";".join)), max_size=10))
@example(rows=[';;;;;;;";"a;b";"åpen', '"a;b";;;;;;;;;;'])
def test_dirty_ledgers_are_read_alike(tmp_path: Path, rows: list[str]) -> None:
    _agree(tmp_path / "f", "\n".join([HEADER, GOOD, *rows, GOOD]) + "\n", load_map("rodtrad-standard"))


@DIRTY
@given(
    lines=st.lists(
        st.one_of(st.just("1;a;2"), st.text(alphabet='a1;"\\\n\r\t ', max_size=12), st.sampled_from(_QUOTED)),
        max_size=12,
    ),
    escape=st.sampled_from(["doubled", "backslash"]),
    end=st.sampled_from(["\n", "\r\n"]),
    closed=st.booleans(),
    name=st.sampled_from(["navn", '"navn"', 'navn"', '"na\nvn"']),
)
@example(lines=['1;"a";2', '1;a"b;2'], escape="doubled", end="\r\n", closed=False, name="navn")
def test_quotes_anywhere_are_read_alike(
    tmp_path: Path, lines: list[str], escape: str, end: str, closed: bool, name: str
) -> None:
    column = json.dumps(name[1:-1] if name.startswith('"') else name)
    column_map = read_map(NARROW.replace("ESCAPE", escape).replace("NAVN", column), "narrow")
    _agree(tmp_path / "f", end.join([f"art;{name};sum", *lines]) + end * closed, column_map)


@DIRTY
@given(place=st.integers(0, 11), cell=_CELL)
def test_one_wrong_cell_is_found_alike(tmp_path: Path, place: int, cell: str) -> None:
    cells = GOOD.split(";")
    cells[place] = cell
    _agree(tmp_path / "f", "\n".join([HEADER, GOOD, ";".join(cells), "", GOOD]), load_map("rodtrad-standard"))


@pytest.mark.parametrize(
    "fault", ["", "treasury;1;1;202;010;;2025;3;1;01.03.2025;a;b;1", 'treasury;1;"1;202', GOOD + ";"]
)
def test_many_rows_keep_their_lines(tmp_path: Path, fault: str) -> None:
    rows = [GOOD] * 3000
    rows[1500] = fault
    rows[2000] = GOOD.replace("Lønn", '"Lønn\nandre linje"')
    _agree(tmp_path / "f", "\n".join([HEADER, *rows]), load_map("rodtrad-standard"))


@pytest.mark.parametrize(
    "row", ["treasury;1", GOOD + ";x", "", ";;;;;;;;;;;", GOOD.replace("010", "1"),
            GOOD.replace("Lønn", '5" rør'), GOOD.replace("Lønn", '"to\nlinjer; og ""sitat"""')]
)  # fmt: skip
def test_a_faulty_row_does_not_send_the_whole_file_to_the_slow_path(
    tmp_path: Path, row: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "f"
    path.write_text("\n".join([HEADER, GOOD, row, *[GOOD] * 50]), encoding="utf-8")
    looked_at: list[int] = []
    convert = RowConverter.convert
    monkeypatch.setattr(RowConverter, "convert", lambda self, cells, line, fault: (
        looked_at.append(line) or convert(self, cells, line, fault)))  # fmt: skip
    with parse(fetch_file(path), load_map("rodtrad-standard"), bulk=True):
        assert set(looked_at) <= {3}

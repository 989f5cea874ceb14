"""Every way that municipal systems write a file gives the same postings."""

import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from tests.intake.conftest import Read

from rodtrad.intake.issues import FileProblem
from rodtrad.intake.map_reading import MapError, read_map
from rodtrad.intake.row_staging import Decisions

HEADER = "entity;account_class;ansvar;function;art;project;year;period;voucher;date;text;amount"
ROW = "treasury;1;1200;202;010;;2025;3;100;01.03.2025;Lønn til lærere;1 234,50"
TEXT = f"{HEADER}\n{ROW}\n"
LOOSE = """
name: loose
title: Løst
account:
  entity: {constant: treasury}
  account_class: {constant: "1"}
  art: {column: art, pad: 3}
text: {column: tekst}
amounts: [{column: sum, year: 2025, kind: accounts}]
"""


def postings(staged: object) -> list[tuple]:
    return staged.connection.execute("SELECT art, text, amount_ore, line FROM posting ORDER BY line").fetchall()  # type: ignore[attr-defined]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "cp1252"])
@pytest.mark.parametrize("bulk", [True, False])
def test_encodings_are_found(read: Read, encoding: str, bulk: bool) -> None:
    with_length = TEXT + ROW + "\n"
    staged = read(with_length.encode(encoding), bulk=bulk)
    assert postings(staged)[0] == ("010", "Lønn til lærere", 123450, 2)
    assert staged.rows_read == 2
    assert not staged.issues


@pytest.mark.parametrize("delimiter", [";", "\t", ",", "|"])
@pytest.mark.parametrize(
    ("escape", "text", "meant"),
    [
        ("doubled", '"Sa ""hei"""', 'Sa "hei"'),
        ("backslash", r'"Sa \"hei\" nå"', 'Sa "hei" nå'),
        ("doubled", '"a{d} b"', "a{d} b"),
        ("doubled", '"to\nlinjer"', "to\nlinjer"),
        ("doubled", '5" rør', '5" rør'),
    ],
)
@pytest.mark.parametrize("bulk", [True, False])
def test_delimiters_and_both_quoting_styles_are_found(
    read: Read, delimiter: str, escape: str, text: str, meant: str, bulk: bool
) -> None:
    rows = [["art", "tekst", "sum"], ["10", text.format(d=delimiter), "5"], ["20", "x", "6"]]
    content = "\r\n".join(delimiter.join(row) for row in rows)
    staged = read(content, read_map(LOOSE, "loose"), bulk=bulk)
    assert postings(staged)[0] == ("010", meant.format(d=delimiter), 500, 2)
    assert postings(staged)[1][3] == (4 if "\n" in text else 3)


def test_a_pinned_encoding_that_does_not_hold_is_an_issue_of_the_row(read: Read) -> None:
    pinned = read_map(LOOSE + "file: {encoding: utf-8}\n", "loose")
    for bulk in (True, False):
        staged = read("art;tekst;sum\n010;Lønn;5\n020;x;6\n".encode("cp1252"), pinned, bulk=bulk)
        assert [(issue.line, issue.code) for issue in staged.issues] == [(2, "invalid_characters")]


def test_a_workbook_gives_the_same_as_the_text(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Tall")
    for column, name in enumerate(["art", "tekst", "sum"]):
        sheet.write(0, column, name)
    sheet.write_row(1, 0, [10, "Lønn", 0.1 + 0.2])
    sheet.write_row(3, 0, ["020", "Vikar", -1234.5])
    sheet.write_row(4, 0, ["x", "feil", "mye"])
    book.close()
    staged = read(path.read_bytes(), read_map(LOOSE, "loose"))
    assert postings(staged) == [("010", "Lønn", 30, 2), ("020", "Vikar", -123450, 4)]
    assert {issue.line for issue in staged.issues} == {5}


def test_a_kostra_extract_is_a_source_like_any_other(read: Read) -> None:
    records = ["0A2025 030100                  1202 010     1234", "0A2025 030100                  1202 700      -12"]
    staged = read("\r\n".join([*records, "kort", ""]), "kostra")
    assert staged.format == "kostra"
    rows = staged.connection.execute("SELECT entity, account_class, function, art, amount_ore FROM posting").fetchall()
    assert rows == [("treasury", "1", "202", "010", 123400000), ("treasury", "1", "202", "700", -1200000)]
    assert [(i.line, i.code) for i in staged.issues] == [(3, "wrong_record_length")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "tom"),
        (b"PK\x03\x04 ikke et regneark", "skadet"),
        (b"%PDF-1.7", "PDF"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "gammelt"),
        (b"a;b\n1;2\n", "mangler"),
        (HEADER.encode() + b";amount\n", "mer enn"),
        (HEADER.encode() + b"\n", "ingen rader"),
        (HEADER.encode() + b"\n;;;;;;;;;;;\n\n", "ingen rader"),
    ],
)
def test_files_that_cannot_be_read_say_what_to_do(read: Read, content: bytes, says: str) -> None:
    with pytest.raises(FileProblem, match=says):
        read(content)


def test_a_malformed_row_says_where_what_and_what_it_means(read: Read) -> None:
    staged = read(TEXT + ROW.replace("Lønn til", "Lønn; til") + "\n" + ROW.replace("1 234,50", "mye") + "\n")
    extra, amount = staged.issues
    assert (extra.line, extra.code, extra.column) == (3, "too_many_fields", None)
    assert extra.raw == ROW.replace("Lønn til", "Lønn; til")
    assert extra.kept_ore == ((2025, 123450),)
    assert "1\u00a0234,50 kr i 2025" in extra.consequence
    assert (amount.line, amount.column, amount.raw) == (4, "amount", "mye")
    assert "ikke leses" in amount.consequence
    assert staged.stopped


def test_only_named_lines_are_taken_in_or_left_out(read: Read) -> None:
    text = TEXT + ROW + ";\n" + ROW + ";\n"
    kept = read(text, decisions=Decisions(accepted=frozenset({3})))
    assert kept.stopped
    assert (kept.rows_read, kept.rows_accepted, kept.rows_malformed) == (3, 2, 2)
    decided = read(text, decisions=Decisions(frozenset({3}), frozenset({4})))
    assert not decided.stopped
    assert [line for *_, line in postings(decided)] == [2, 3]
    assert read(text, decisions=Decisions(frozenset({2, 3, 4}))).unknown_lines == (2,)


def test_debit_and_credit_and_reversed_signs(read: Read) -> None:
    two = LOOSE.replace("{column: sum, year", "{debit: d, credit: k, year") + "numbers: {empty: skip}\n"
    staged = read("art;tekst;d;k\n010;a;5;\n020;b;;7\n030;c;;\n040;d;1;1\n", read_map(two, "two"))
    assert [(art, ore) for art, _, ore, _ in postings(staged)] == [("010", 500), ("020", -700)]
    assert [issue.code for issue in staged.issues] == ["both_debit_and_credit"]
    reversed_sign = read_map(LOOSE + "sign: income_positive\n", "reversed")
    assert postings(read("art;tekst;sum\n010;a;5\n", reversed_sign))[0][2] == -500


def test_a_plan_is_held_in_whole_kroner_with_a_visible_rounding_line(read: Read) -> None:
    plan = read_map(LOOSE.replace("accounts", "plan"), "plan")
    for bulk in (True, False):
        staged = read("art;tekst;sum\n010;a;10,50\n020;b;-3,50\n030;c;-7,00\n", plan, bulk=bulk)
        amounts = staged.connection.execute("SELECT text, amount_ore FROM posting ORDER BY line").fetchall()
        assert amounts == [("a", 1100), ("b", -400), ("c", -700)]
        staged = read("art;tekst;sum\n010;a;10,50\n020;b;10,50\n030;c;-21\n", plan, bulk=bulk)
        amounts = staged.connection.execute("SELECT text, amount_ore, line FROM posting ORDER BY line").fetchall()
        assert amounts[0] == ("Avrunding av øre til hele kroner", -100, -1)
        assert sum(ore for _, ore, _ in amounts) == 0
        (rounding,) = staged.roundings
        assert (rounding.rows, rounding.exact_ore, rounding.line_ore) == (2, 0, -100)


FINER = "art;tekst;sum\n010;a;333,3333\n020;b;333,3333\n030;c;333,3334\n040;d;-5,50\n"


@pytest.mark.parametrize("bulk", [True, False])
def test_amounts_finer_than_ore_are_rounded_only_when_the_map_says_so(read: Read, bulk: bool) -> None:
    refused = read(FINER, read_map(LOOSE, "loose"), bulk=bulk)
    assert [(issue.line, issue.raw) for issue in refused.issues] == [
        (2, "333,3333"),
        (3, "333,3333"),
        (4, "333,3334"),
    ]
    staged = read(FINER, read_map(LOOSE + "numbers: {finer: round}\n", "loose"), bulk=bulk)
    assert not staged.issues
    assert [(text, ore) for _, text, ore, _ in postings(staged)] == [
        ("Avrunding til hele øre", 1),
        ("a", 33333),
        ("b", 33333),
        ("c", 33333),
        ("d", -550),
    ]
    (rounding,) = staged.roundings
    assert (rounding.unit, rounding.rows, rounding.exact_ore, rounding.line_ore) == ("ore", 3, 99450, 1)


@pytest.mark.parametrize("bulk", [True, False])
def test_finer_amounts_of_a_plan_end_in_the_exact_sum_in_whole_kroner(read: Read, bulk: bool) -> None:
    plan = read_map(LOOSE.replace("accounts", "plan") + "numbers: {finer: round}\n", "plan")
    staged = read("art;tekst;sum\n010;a;0,4999\n020;b;0,4999\n030;c;7,0001\n", plan, bulk=bulk)
    assert sum(ore for _, _, ore, _ in postings(staged)) == 800
    (rounding,) = staged.roundings
    assert (rounding.unit, rounding.rows, rounding.exact_ore) == ("kroner", 3, Decimal("799.99"))


def test_the_standard_format_takes_a_kind_and_a_balance(read: Read) -> None:
    text = f"{HEADER};kind\n{ROW};adjusted_budget\nkf:912345678;5;;33;151;;2025;;;;;-7;accounts\n"
    rows = read(text.replace("1 234,50", "1 234")).connection.execute(
        "SELECT entity, account_class, function, art, kind, amount_ore FROM posting ORDER BY line"
    )
    assert rows.fetchall() == [
        ("treasury", "1", "202", "010", "adjusted_budget", 123400),
        ("kf:912345678", "2", "33", "151", "accounts", -700),
    ]


SPACED = LOOSE.replace("column: sum", 'column: "Sum i kroner"')


@pytest.mark.parametrize(
    "heading", ["Sum i kroner", " Sum\u00a0i kroner ", '"Sum\ni  kroner"', "\ufeffSum i\u202fkroner"]
)
@pytest.mark.parametrize("bulk", [True, False])
def test_headings_that_look_the_same_are_the_same(read: Read, heading: str, bulk: bool) -> None:
    staged = read(f"{heading};art;tekst\n5;010;a\n", read_map(SPACED, "spaced"), bulk=bulk)
    assert [row[2] for row in postings(staged)] == [500]


@pytest.mark.parametrize("bulk", [True, False])
@pytest.mark.parametrize("name", ["entity", "account_class"])
def test_a_posting_without_entity_or_account_class_is_refused(read: Read, name: str, bulk: bool) -> None:
    constant = "{constant: treasury}" if name == "entity" else '{constant: "1"}'
    column_map = read_map(LOOSE.replace(f"{name}: {constant}", f"{name}: {{column: x}}"), "loose")
    staged = read("art;tekst;sum;x\n010;a;5;\n", column_map, bulk=bulk)
    assert [(issue.code, issue.column) for issue in staged.issues] == [("required_missing", "x")]
    assert postings(staged) == []


def test_an_entity_that_may_be_absent_needs_a_default() -> None:
    with pytest.raises(MapError, match="default"):
        read_map(LOOSE.replace("{constant: treasury}", "{column: enhet, optional: true}"), "loose")


def workbook(path: Path, rows: Sequence[Sequence[object]], *, hidden_first: bool = False) -> bytes:
    book = xlsxwriter.Workbook(str(path))
    if hidden_first:
        parameters = book.add_worksheet("Parametre")
        parameters.write(0, 0, "skjult")
    sheet = book.add_worksheet("Tall")
    sheet.activate()
    sheet.set_first_sheet()
    if hidden_first:
        parameters.hide()
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, tuple):
                sheet.write_formula(number, column, *value)
            else:
                sheet.write(number, column, value)
    book.close()
    return path.read_bytes()


def without_stored_value(folder: Path, formula: str) -> bytes:
    with zipfile.ZipFile(folder / "bok.xlsx") as old, zipfile.ZipFile(folder / "ny.xlsx", "w") as new:
        for name in old.namelist():
            content = re.sub(rf"(<f>{re.escape(formula)}</f>)<v>[^<]*</v>".encode(), rb"\1", old.read(name))
            new.writestr(name, content)
    return (folder / "ny.xlsx").read_bytes()


def test_the_first_sheet_that_is_not_hidden_is_read(read: Read, tmp_path: Path) -> None:
    content = workbook(tmp_path / "bok.xlsx", [["art", "tekst", "sum"], ["010", "a", 5]], hidden_first=True)
    assert [row[2] for row in postings(read(content, read_map(LOOSE, "loose")))] == [500]


@pytest.mark.parametrize("empty", ["refuse", "skip", "zero"])
def test_an_error_in_a_cell_is_never_an_empty_amount(read: Read, tmp_path: Path, empty: str) -> None:
    rows: list[list[object]] = [
        ["art", "tekst", "sum"],
        ["010", "beregnet", ("=5+5", None, 10)],
        ["020", "feil", ("=1/0", None, "#DIV/0!")],
        ["030", "aldri regnet ut", ("=C2*2", None, 20)],
        ["040", "sann", True],
    ]
    workbook(tmp_path / "bok.xlsx", rows)
    staged = read(without_stored_value(tmp_path, "C2*2"), read_map(LOOSE + f"numbers: {{empty: {empty}}}\n", "loose"))
    assert [(issue.line, issue.code, issue.raw) for issue in staged.issues] == [
        (3, "not_an_amount", "#DIV/0!"),
        (4, "not_an_amount", "=C2*2"),
        (5, "not_an_amount", "SANN"),
    ]
    assert [row[2] for row in postings(staged)] == [1000]


ODS_SHEET = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Tall">{rows}</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)
ODS_TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
ODS_HEAD = (
    "<table:table-row>" + "".join(ODS_TEXT.format(name) for name in ("art", "tekst", "sum")) + "</table:table-row>"
)


def open_document(path: Path, rows: str) -> bytes:
    """The bytes of an ODS file with a head and these rows."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", ODS_SHEET.format(rows=ODS_HEAD + rows))
    return path.read_bytes()


def test_a_truth_value_in_an_open_document_is_no_amount(read: Read, tmp_path: Path) -> None:
    truth = (
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>SANN</text:p>'
        "</table:table-cell>"
    )
    rows = f"<table:table-row>{ODS_TEXT.format('010') * 2}{truth}</table:table-row>"
    staged = read(open_document(tmp_path / "bok.ods", rows), read_map(LOOSE, "loose"))
    assert [(issue.line, issue.code, issue.raw) for issue in staged.issues] == [(2, "not_an_amount", "SANN")]


def test_an_error_in_an_open_document_is_found_at_its_place(read: Read, tmp_path: Path) -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f'<table:table-row>{ODS_TEXT.format("010")}<table:table-cell table:number-columns-repeated="1"/>'
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""'
        ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>'
    )
    staged = read(open_document(tmp_path / "bok.ods", rows), read_map(LOOSE + "numbers: {empty: skip}\n", "loose"))
    assert [(issue.line, issue.column, issue.raw) for issue in staged.issues] == [(4, "sum", "#DIV/0!")]

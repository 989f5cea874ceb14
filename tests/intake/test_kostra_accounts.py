"""From an accounting extract to accounts."""

import pytest

from rodtrad.calculations.accounts import AccountKey
from rodtrad.intake.kostra_accounts import UnreadableExtract, read_accounts


def record(account_class: str, code: str, item: str, amount: str, *, start: str = "0A2025 999800") -> str:
    return f"{start:<31}{account_class}{code:<4}{item:<3}{amount:>9}"


def content(*records: str, line_end: str = "\n") -> bytes:
    return "".join(text + line_end for text in records).encode("iso-8859-1")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_records_of_the_same_account_are_added_up(line_end: str) -> None:
    accounts = read_accounts(
        content(
            record("1", "202", "010", "800"),
            record("1", "202", "010", "-50"),
            record("0", "222", "230", "0"),
            line_end=line_end,
        )
    )
    assert accounts.amounts == {AccountKey("D", "202", "010"): 750, AccountKey("I", "222", "230"): 0}
    assert (accounts.form.code, accounts.year, accounts.quarter, accounts.region) == ("0A", 2025, "", "999800")


def test_account_classes_are_those_of_the_form() -> None:
    unit = "0I2025 999800987654321"
    accounts = read_accounts(
        content(record("3", "320", "010", "5", start=unit), record("4", "320", "230", "6", start=unit))
    )
    assert set(accounts.amounts) == {AccountKey("D", "320", "010"), AccountKey("I", "320", "230")}
    balance = read_accounts(content(record("2", "5900", "000", "7", start="0B2025 999800")))
    assert set(balance.amounts) == {AccountKey("B", "5900", "000")}


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (record("3", "202", "010", "1"), "Linje 2: kontoklassen «3» hører ikke til skjema 0A"),
        (record("1", "202", "010", "1,5"), "Linje 2: beløpet «      1,5» er ikke et helt tall"),
        (record("1", "202", "010", "1") + "x", "Linje 2: posten har 49 tegn, den skal ha 48"),
        (record("1", "202", "010", "1", start="ZZ2025 999800"), "Linje 2: skjemaet «ZZ» er ikke"),
        (record("1", "202", "010", "1", start="0A2024 999800"), "Linje 2: filen blander flere verdier av årgang"),
    ],
)
def test_a_file_that_cannot_be_summed_says_where_and_why(bad: str, expected: str) -> None:
    with pytest.raises(UnreadableExtract) as refused:
        read_accounts(content(record("1", "202", "010", "800"), bad))
    assert any(problem.startswith(expected) for problem in refused.value.problems)


def test_line_numbers_count_empty_lines() -> None:
    with pytest.raises(UnreadableExtract) as refused:
        read_accounts(content("", record("1", "202", "010", "1"), "", record("9", "202", "010", "1")))
    assert refused.value.problems[0].startswith("Linje 4:")


def test_a_file_without_records_is_refused() -> None:
    with pytest.raises(UnreadableExtract):
        read_accounts(b"\n\n")


def test_only_the_first_problems_are_listed() -> None:
    with pytest.raises(UnreadableExtract) as refused:
        read_accounts(content(*[record("9", "202", "010", "1")] * 50))
    assert len(refused.value.problems) == 21
    assert refused.value.problems[-1] == "... og 30 til."

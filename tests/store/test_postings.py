"""Stored postings are whole or not there, give the same bytes each time, and sum to the øre."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.map_reading import load_map
from rodtrad.intake.parse import parse
from rodtrad.store.consolidation import consolidate
from rodtrad.store.orphans import examine, remove_leftovers
from rodtrad.store.parquet import StoredFile, checksum, write_postings
from rodtrad.store.roll_up import GROUPABLE, PostingStore

HEADER = "entity;account_class;ansvar;function;art;project;year;period;voucher;date;text;amount;counterparty"
ROWS = [
    "treasury;1;1200;202;010;;2025;1;1;01.01.2025;Lønn;1000,50;",
    "treasury;1;1200;202;010;;2025;2;2;01.02.2025;Lønn;1000;",
    "treasury;1;1100;120;480;;2026;1;3;;Til KF;300;",
    "kf:9;1;;120;880;;2026;1;3;;Fra kommunen;-290;",
    "kf:9;1;;870;500;;2026;1;4;;Renter til kommunen;40;treasury",
    "treasury;1;;870;900;;2026;1;4;;Renter fra KF;-40;kf:9",
    "treasury;1;;870;500;;2026;1;5;;Renter til banken;70;",
    "church;1;;041;010;;2026;1;6;;Lønn i kirken;5;",
]


@pytest.fixture
def files(tmp_path: Path) -> Iterator[tuple[Path, tuple[StoredFile, ...]]]:
    yield tmp_path, write(tmp_path, ROWS, "batch")


def write(data: Path, rows: list[str], batch: str) -> tuple[StoredFile, ...]:
    source = data / "kilde.csv"
    source.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    with parse(fetch_file(source), load_map("rodtrad-standard")) as staged:
        assert not staged.issues
        return write_postings(staged.connection, staged.constants, data, "regnskap", batch)


def test_one_file_a_year_with_checksum_and_totals(files: tuple[Path, tuple[StoredFile, ...]]) -> None:
    data, (first, second) = files
    assert (first.year, first.rows, second.year, second.rows) == (2025, 2, 2026, 6)
    assert first.path == "postings/regnskap/2025/batch.parquet"
    assert checksum(data / first.path) == first.sha256
    assert [(t.period, t.rows, t.amount_ore) for t in first.totals] == [(1, 1, 100050), (2, 1, 100000)]
    assert not list(data.rglob(".partial-*"))


def test_the_same_postings_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [ROWS[i % 3].replace("1000", str(i)) for i in range(5000)]
    assert [f.sha256 for f in write(tmp_path, rows, "a")] == [f.sha256 for f in write(tmp_path, rows, "b")]


def test_files_are_sorted_for_reading_one_unit(tmp_path: Path) -> None:
    (file,) = write(tmp_path, [ROWS[0].replace("1200", str(9999 - i)) for i in range(50)], "a")
    units = duckdb.connect().execute(f"SELECT unit FROM '{tmp_path / file.path}'").fetchall()
    assert units == sorted(units)


def test_roll_ups_sum_ore_by_any_dimension(files: tuple[Path, tuple[StoredFile, ...]]) -> None:
    data, stored = files
    with PostingStore([data / file.path for file in stored]) as store:
        assert store.roll_up(["year", "entity"], ordered=True).as_mapping == {
            (2025, "treasury"): 200050,
            (2026, "church"): 500,
            (2026, "kf:9"): -25000,
            (2026, "treasury"): 33000,
        }
        assert store.roll_up([], {"unit": None, "art": ["500", "900"]}).as_mapping == {(): 7000}
        assert store.roll_up(["unit"], {"year": 2026}).as_mapping[(None,)] == -21500
        assert store.roll_up([], {"year": []}).as_mapping == {(): 0}
        with pytest.raises(ValueError, match="amount_ore"):
            store.roll_up(["amount_ore"])


def test_a_store_without_files_is_empty() -> None:
    with PostingStore([]) as store:
        assert len(store.roll_up(sorted(GROUPABLE))) == 0


def test_consolidation_nets_internal_items_and_shows_them(files: tuple[Path, tuple[StoredFile, ...]]) -> None:
    data, stored = files
    with PostingStore([data / file.path for file in stored]) as store:
        found = consolidate(store, ["art"], {"year": 2026})
    assert found.amounts == {("500",): 7000}
    shown = {e.pair.id: (e.expense_ore, e.income_ore, e.difference_ore) for e in found.eliminations}
    assert shown == {"transfers": (30000, -29000, 1000), "interest": (4000, -4000, 0)}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    postings=st.lists(
        st.tuples(
            st.sampled_from(["treasury", "kf:9", "loan_fund", "church"]),
            st.sampled_from(["010", "380", "780", "500", "900"]),
            st.integers(-9999, 9999),
            st.sampled_from(["", "treasury", "kf:9", "church"]),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_entities_less_eliminations_are_the_whole(tmp_path: Path, postings: list[tuple[str, str, int, str]]) -> None:
    rows = [f"{e};1;;120;{art};;2026;1;;;;{kroner};{other}" for e, art, kroner, other in postings]
    stored = write(tmp_path, rows, "a")
    with PostingStore([tmp_path / file.path for file in stored]) as store:
        found = consolidate(store, ["art"])
        entities = store.roll_up([], {"entity": ["treasury", "kf:9", "loan_fund"]}).as_mapping[()]
    netted = sum(e.difference_ore for e in found.eliminations)
    assert sum(found.amounts.values()) + netted == entities


def test_the_start_up_check_finds_every_kind_of_mismatch(files: tuple[Path, tuple[StoredFile, ...]]) -> None:
    data, (first, second) = files
    registered = {first.path: first.sha256, second.path: second.sha256}
    assert examine(data, registered).is_whole
    (data / second.path).write_bytes(b"endret")
    (data / "postings/regnskap/2025/.partial-x.parquet").write_bytes(b"halv")
    state = examine(data, {second.path: second.sha256, "postings/borte.parquet": "0"})
    assert state.unregistered == (first.path,)
    assert state.missing == ("postings/borte.parquet",)
    assert state.changed == (second.path,)
    assert state.unfinished == ("postings/regnskap/2025/.partial-x.parquet",)
    assert not state.is_whole
    remove_leftovers(data, state)
    assert not (data / first.path).exists()
    assert (data / second.path).exists()


@pytest.mark.parametrize("name", ["../ut", "a/b", "", ".skjult", "x" * 101])
def test_a_data_set_cannot_leave_its_folder(tmp_path: Path, name: str) -> None:
    with duckdb.connect() as connection, pytest.raises(ValueError, match="datasett"):
        write_postings(connection, {}, tmp_path, name, "a")

"""Sogndal's budget for 2013: one budget year, with the accounts of 2011 and the budget of 2012 beside it."""

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.chains.command_line import data_folder
from tests.chains.imported_document import Document, published, reservations, row, sums_of_items
from tests.documents.readback.published import disagreements

from rodtrad.features.budget.loaders import imported_plan
from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.map_reading import load_map
from rodtrad.intake.parse import parse

pytestmark = pytest.mark.django_db
PARTS = {"driftsbudsjett": "sogndal-2013-drift", "investeringsbudsjett": "sogndal-2013-investering"}
COLUMNS = ["regnskap-2011", "opprinnelig-budsjett-2012", "2013"]


def folder_of(shared: Path) -> Path:
    return shared / "data" / "real" / "municipal_budgets" / "sogndal" / "budsjett-2013"


@pytest.fixture(scope="module")
def sogndal(
    shared: Path, tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Document]:
    sources = [
        word for part, name in PARTS.items() for word in ("--source", f"{folder_of(shared) / part}/dataset.csv={name}")
    ]
    said = [
        "--years", "2013", "--title", "Budsjett 2013", "--municipality", "Sogndal kommune", "--number", "1420",
        "--language", "nn",
    ]  # fmt: skip
    with django_db_blocker.unblock(), data_folder(tmp_path_factory.mktemp("sogndal")) as folder:
        yield published(folder, [*sources, *said])


def test_it_is_published_with_one_budget_year_in_nynorsk(sogndal: Document) -> None:
    assert sogndal.first.data["outcome"] == "published"
    assert sogndal.first.data["out_of_balance"] == []
    assert (sogndal.edition.document, sogndal.edition.language, sogndal.edition.years) == (
        "budsjett-2013",
        "nn",
        (2013,),
    )
    assert [(s["rows_read"], s["rows_accepted"]) for s in sogndal.first.data["sources"]] == [(4898, 4898), (191, 191)]


def test_the_sums_are_the_control_totals(sogndal: Document) -> None:
    table = sogndal.tables["tab-balanse"]
    assert [column.id for column in table.columns] == COLUMNS
    assert row(table, "drift-sum") == dict(zip(COLUMNS, (16, 0, 0), strict=True))
    assert row(table, "investering-sum") == dict.fromkeys(COLUMNS, 0)


def test_the_front_page_says_what_does_not_tie_and_what_cannot_be_computed(sogndal: Document) -> None:
    said = reservations(sogndal.edition)
    assert "Drift 2011, rekneskap: 16 kroner" in said
    assert any("§\u00a05-6" in words and "2013" in words for words in said)
    assert not any("ikkje ansvar" in words or "ikkje art" in words for words in said)


def test_accounts_and_former_budget_stand_beside_the_budget(sogndal: Document, shared: Path) -> None:
    units = sogndal.tables["tab-ansvar"]
    assert [(column.id, column.phase) for column in units.columns] == [
        ("regnskap-2011", "Rekneskap"), ("opprinnelig-budsjett-2012", "Budsjett"), ("2013", "Budsjett"),
    ]  # fmt: skip
    total = dict(zip(COLUMNS, (16, 0, 0), strict=True))
    for name in ("tab-ansvar", "tab-tjenester", "tab-arter", "tab-fri-1-1-drift"):
        table = sogndal.tables[name]
        assert sums_of_items(table) == row(table, "sum") == total, name
    text = (folder_of(shared) / "driftsbudsjett" / "dataset.csv").read_text(encoding="utf-8-sig")
    library = [line for line in csv.DictReader(text.splitlines(), delimiter=";") if line["ansvar"].strip() == "120"]
    assert row(units, "unit-120")["2013"] == sum(int(line["budsjett_2013"].replace(" ", "")) for line in library)


def test_every_format_says_the_same(sogndal: Document) -> None:
    assert disagreements(sogndal.files) == {}


def test_publishing_again_changes_nothing(sogndal: Document) -> None:
    assert sogndal.second.data["outcome"] == "unchanged"
    assert sogndal.second.data["editions"] == sogndal.first.data["editions"]


def test_the_upload_and_what_the_api_served_make_the_same_plan(shared: Path) -> None:
    hashes = []
    for name in ("dataset.csv", "dataset.original.csv"):
        with ExitStack() as stack:
            read = [
                stack.enter_context(parse(fetch_file(folder_of(shared) / part / name), load_map(column_map)))
                for part, column_map in PARTS.items()
            ]
            hashes.append(imported_plan(read, (2013,), key="sogndal", title="Sogndal").hash)
    assert hashes[0] == hashes[1]

"""Bergen's budget for 2013 as the city gave it out: imported whole, 490 to 627 kroner out of balance, published so."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.chains.command_line import data_folder, run
from tests.chains.imported_document import Document, published, reservations, row, sums_of_items
from tests.documents.readback.published import disagreements

from rodtrad.calculations.ledger import totals
from rodtrad.documents.tables import RowRole
from rodtrad.features.accounts.models import DataSet
from rodtrad.features.budget.loaders import imported_plan
from rodtrad.features.budget.selectors.proposals import proposal
from rodtrad.features.publishing.models import PublishedEdition
from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.map_reading import load_map
from rodtrad.intake.parse import parse

pytestmark = pytest.mark.django_db
YEARS = (2013, 2014, 2015, 2016)
PLAN = [str(year) for year in YEARS]
GAPS = dict(zip(PLAN, (-490, -627, -489, -539), strict=True))
PARTS = {"driftsbudsjett": "bergen-2013-drift", "investeringsbudsjett": "bergen-2013-investering"}
SAID = [
    "--years", "2013-2016", "--title", "Budsjett 2013 og økonomiplan 2013–2016", "--municipality", "Bergen kommune",
    "--number", "1201", "--document", "bergen-2013", "--published-at", "2026-11-22T09:00:00+01:00",
]  # fmt: skip


def folder_of(shared: Path) -> Path:
    return shared / "data" / "real" / "municipal_budgets" / "bergen" / "budsjett-2013"


@pytest.fixture(scope="module")
def bergen(
    shared: Path, tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Document]:
    sources = [
        word for part, name in PARTS.items() for word in ("--source", f"{folder_of(shared) / part}/dataset.csv={name}")
    ]
    with django_db_blocker.unblock(), data_folder(tmp_path_factory.mktemp("bergen")) as folder:
        yield published(folder, [*sources, *SAID])


def test_it_is_published_as_an_imported_document_with_its_imbalance_named(bergen: Document) -> None:
    assert bergen.first.data["outcome"] == "published"
    assert bergen.said["kind"] == "imported"
    assert bergen.first.data["out_of_balance"] == [
        {"year": int(year), "side": "operating", "amount": amount} for year, amount in GAPS.items()
    ]
    assert [(s["rows_read"], s["rows_accepted"]) for s in bergen.first.data["sources"]] == [(1761, 1761), (770, 770)]


def test_the_front_page_opens_with_what_does_not_balance_and_what_cannot_be_computed(bergen: Document) -> None:
    said = reservations(bergen.edition)
    for year, amount in GAPS.items():
        assert f"Drift {year}: {-amount} kroner er ikke disponert" in said
    assert "Investering 2013: +1 kroner" in said
    for overview in ("§\u00a05-4", "§\u00a05-6"):
        assert any(overview in words and "mangler art på" in words for words in said)
    assert "Fordeling på enheter. Filen for drift har ikke ansvar." in said
    page = (bergen.files.html / "index.html").read_text(encoding="utf-8")
    assert page.index("Drift 2013: 490 kroner") < page.index("tab-balanse")


def test_the_sums_are_the_control_totals(bergen: Document) -> None:
    table = bergen.tables["tab-balanse"]
    operating, investment = row(table, "drift-sum"), row(table, "investering-sum")
    assert {year: operating[year] for year in PLAN} == GAPS
    assert operating["plan-2012"] is None
    assert set(investment.values()) == {0}
    parts = [row(table, f"investering-{part}") for part in ("utgifter", "inntekter", "avrunding")]
    assert {year: sum(part[year] for part in parts) for year in investment} == investment
    assert parts[-1] == {"plan-2012": -1, "2013": 1, "2014": 0, "2015": 0, "2016": 0}
    assert 17_800_000_000 < row(table, "drift-utgift")["2013"] < 18_000_000_000


def test_no_change_and_no_krone_is_dropped_on_the_way_to_the_pages(bergen: Document) -> None:
    tables = bergen.tables
    value = proposal(bergen.edition.id)
    frames = [table for name, table in tables.items() if name.startswith("tab-ramme-")]
    assert len(frames) == len({key[0] for key in totals(value, ("area",), {"account_class": "operating"})}) == 42
    for table in frames:
        total = row(table, "ramme")
        assert sums_of_items(table) == total
    assert {year: sum(row(table, "ramme")[year] for table in frames) for year in PLAN} == GAPS
    shown = sum(1 for table in frames for each in table.rows if each.role is RowRole.ITEM)
    held = totals(value, ("area", "change"), {"account_class": "operating", "category": lambda c: c != "opening"})
    assert shown == sum(1 for amounts in held.values() if any(amounts))
    groups = tables["tab-endringsgrupper"]
    assert sums_of_items(groups) == row(groups, "ramme") == GAPS
    overview = row(tables["tab-driftsrammer"], "sum")
    assert {year: overview[year] for year in PLAN} == GAPS
    for name in ("tab-tjenester", "tab-fri-1-1-drift", "tab-finansiering", "tab-fri-1-2-investering"):
        assert sums_of_items(tables[name]) == row(tables[name], "sum"), name


def test_rounded_ore_is_a_row_of_its_own(bergen: Document) -> None:
    rounding = row(bergen.tables["tab-finansiering"], "avrunding")
    assert (rounding["plan-2012"], rounding["2013"], rounding["2014"]) == (-1, 1, 0)


def test_projects_of_the_areas_add_up_to_all_investments(bergen: Document) -> None:
    whole = row(bergen.tables["tab-investeringer"], "sum")
    parts = [row(t, "sum") for name, t in bergen.tables.items() if name.startswith("tab-investeringer-")]
    assert {year: sum(part[year] for part in parts) for year in PLAN} == {year: whole[year] for year in PLAN}


def test_the_files_and_how_they_were_read_stand_in_the_document(bergen: Document, shared: Path) -> None:
    page = (bergen.files.html / "om-tallene" / "index.html").read_text(encoding="utf-8")
    for part in PARTS:
        assert fetch_file(folder_of(shared) / part / "dataset.csv").sha256 in page
    files = bergen.tables["tab-filer"]
    assert row(files, "fil-1") == {"lest": 1761, "godtatt": 1761, "feil": 0, "utelatt": 0}
    columns = {each.label: [cell.value for cell in each.cells] for each in bergen.tables["tab-kart-1"].rows}
    assert columns["KOSTRA-funksjon"] == ["tjeneste", "1–3"]


def test_every_format_says_the_same(bergen: Document) -> None:
    assert disagreements(bergen.files) == {}


def test_publishing_again_changes_nothing(bergen: Document) -> None:
    assert bergen.second.code == 0
    assert bergen.second.data["outcome"] == "unchanged"
    assert bergen.second.data["editions"] == bergen.first.data["editions"]
    assert PublishedEdition.objects.count() == 1


def test_a_malformed_row_stops_it_with_line_and_advice_and_nothing_is_stored(
    bergen: Document, shared: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "drift.csv"
    lines = (folder_of(shared) / "driftsbudsjett" / "dataset.csv").read_bytes().splitlines(keepends=True)
    broken.write_bytes(b"".join([*lines[:9], lines[9].rstrip(b"\r\n") + b";ekstra\r\n", *lines[10:]]))
    before = DataSet.objects.count()
    answer = run(["publish", "--source", f"{broken}=bergen-2013-drift", *SAID, "--data", str(tmp_path)])
    assert answer.code == 1
    assert "Linje 10" in answer.out
    assert "STOPPET" in answer.out
    assert DataSet.objects.count() == before


def test_the_upload_and_what_the_api_served_make_the_same_plan(shared: Path) -> None:
    hashes = []
    for name in ("dataset.csv", "dataset.original.csv"):
        with ExitStack() as stack:
            read = [
                stack.enter_context(parse(fetch_file(folder_of(shared) / part / name), load_map(column_map)))
                for part, column_map in PARTS.items()
            ]
            hashes.append(imported_plan(read, YEARS, key="bergen", title="Bergen").hash)
    assert hashes[0] == hashes[1]

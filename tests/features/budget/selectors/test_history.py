"""The years before a plan: their amounts and balance, and a version that follows the content and not the file."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from django.test import override_settings
from tests.features.budget.conftest import BY

from rodtrad.calculations import ledger
from rodtrad.documents.blocks import PROVIDERS, Provided, Scope
from rodtrad.features.accounts.models import PostingFile
from rodtrad.features.accounts.selectors.files import store_state
from rodtrad.features.accounts.services.imports import apply_import
from rodtrad.features.budget.models import BudgetRound
from rodtrad.features.budget.plan_view import HistoricKey, HistoricYear
from rodtrad.features.budget.selectors.history import before, of_data_sets
from rodtrad.features.budget.services.loading import load_proposal
from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.map_reading import load_map
from rodtrad.intake.parse import parse
from rodtrad.intake.row_staging import Decisions
from rodtrad.store.parquet import checksum

pytestmark = pytest.mark.django_db
HEADER = "entity;account_class;ansvar;function;art;project;year;period;voucher;date;text;kind;amount"
ACCOUNTS = [
    "treasury;1;2000;202;010;;2025;1;1;;Lønn;accounts;100,50",
    "treasury;1;2000;202;010;;2025;2;1;;Lønn;accounts;100,50",
    "treasury;0;2000;222;230;;2025;3;1;;Bygg;accounts;5000",
    "treasury;2;;56;000;;2025;1;1;;Inngående balanse;accounts;-700",
    "treasury;2;;56;000;;2025;13;1;;Årets bevegelse;accounts;-50,40",
    "treasury;2;;451;355;;2025;13;1;;Årets bevegelse;accounts;-9000",
    "kf:havn;2;;56;000;;2025;13;1;;Årets bevegelse;accounts;-11",
]


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    folder.mkdir()
    with override_settings(DATA_FOLDER=folder):
        yield folder


def load(data: Path, rows: list[str], data_set: str = "regnskap", *, replace: bool = False) -> None:
    source = data.parent / f"{data_set}.csv"
    source.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    decisions = Decisions()
    with parse(fetch_file(source), load_map("rodtrad-standard"), decisions) as staged:
        apply_import(staged, data, data_set=data_set, decisions=decisions, replace=replace, by=BY)


def encode_otherwise(data: Path) -> None:
    """Write the stored files anew as another version of the database library might, and register them so."""
    for file in PostingFile.objects.filter(replaced_by=None):
        path = data / file.path
        other = path.with_name("other")
        duckdb.execute(f"COPY (FROM '{path}' ORDER BY amount_ore) TO '{other}' (FORMAT parquet, COMPRESSION snappy)")
        other.replace(path)
        file.sha256 = checksum(path)
        file.save(update_fields=["sha256"])
    assert store_state(data).is_whole


def test_the_accounts_and_the_balance_of_the_treasury_are_read(data: Path) -> None:
    load(data, ACCOUNTS)
    ((year, _),) = before(2027)
    assert year == HistoricYear(
        2025,
        "accounts",
        {HistoricKey("2000", "operating", "202", "010"): 201, HistoricKey("2000", "investment", "222", "230"): 5000},
        {("56", "000"): -750, ("451", "355"): -9000},
    )


def test_the_version_of_a_year_is_that_of_its_content(data: Path) -> None:
    load(data, ACCOUNTS)
    ((_, version),) = before(2027)
    ((_, of_file),) = of_data_sets(["regnskap"], 2027)
    sums = list(PostingFile.objects.values_list("sha256"))
    encode_otherwise(data)
    assert list(PostingFile.objects.values_list("sha256")) != sums
    assert [found for _, found in before(2027)] == [version]
    assert [found for _, found in of_data_sets(["regnskap"], 2027)] == [of_file]
    for wrong in ("101,50", "-60,40"):
        rows = [*ACCOUNTS[:1], ACCOUNTS[1].replace("100,50", wrong), *ACCOUNTS[2:]]
        load(data, rows, replace=True)
        assert [found for _, found in before(2027)] != [version]


def test_a_changed_balance_is_another_version(data: Path) -> None:
    load(data, ACCOUNTS)
    ((_, version),) = before(2027)
    load(data, [row.replace("-9000", "-9001") for row in ACCOUNTS], replace=True)
    assert [found for _, found in before(2027)] != [version]


def provided(language: str = "nb") -> Provided:
    names = {"document": "plan", "proposal": "forslag", "language": language, "date": "1.11.2026"}
    found: Provided = PROVIDERS["budget.plan"].read(Scope(BY, names), {})
    return found


def test_the_plan_keeps_its_data_version_when_only_the_encoding_changes(
    data: Path, budget_round: BudgetRound, plan: ledger.Proposal
) -> None:
    load_proposal("2027", plan, by=BY)
    load(data, ACCOUNTS)
    first = provided()
    encode_otherwise(data)
    assert provided().version == first.version
    load(data, [row.replace("5000", "5001") for row in ACCOUNTS], replace=True)
    assert provided().version != first.version

"""An import is applied whole or not at all, once, and leads from every amount back to its bytes."""

from pathlib import Path

import pytest

from rodtrad.features.accounts.models import DataSet, PostingFile
from rodtrad.features.accounts.selectors.amounts import amounts, code_names, consolidated_amounts
from rodtrad.features.accounts.selectors.files import store_state
from rodtrad.features.accounts.services import imports
from rodtrad.features.accounts.services.imports import Applied, ImportStopped, Outcome, apply_import, clear_leftovers
from rodtrad.foundation.access.actors import Actor, operator
from rodtrad.foundation.access.commands import Refused
from rodtrad.foundation.audit.models import Event
from rodtrad.foundation.batches.models import Batch, RawFile
from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.map_reading import load_map
from rodtrad.intake.parse import parse
from rodtrad.intake.row_staging import Decisions

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ME = operator("test")
HEADER = "entity;account_class;ansvar;function;art;project;year;period;voucher;date;text;amount;ansvar_name"
JANUARY = (
    f"{HEADER}\ntreasury;1;12;202;010;;2025;1;1;;Lønn;100,50;Skole\ntreasury;1;12;202;700;;2025;1;2;;Ref;-20;Skole\n"
)
FEBRUARY = JANUARY.replace("2025;1;", "2025;2;")


def run(data: Path, text: str, *, replace: bool = False, decisions: Decisions | None = None, by: Actor = ME) -> Applied:
    source = data / "kilde.csv"
    data.mkdir(exist_ok=True)
    source.write_text(text, encoding="utf-8")
    chosen = decisions or Decisions()
    with parse(fetch_file(source), load_map("rodtrad-standard"), chosen) as staged:
        return apply_import(staged, data, data_set="regnskap", decisions=chosen, replace=replace, by=by)


def total(data: Path) -> int:
    return sum(amounts(data, ["regnskap"], ["art"]).ore.values())


def test_an_import_stores_registers_and_traces(tmp_path: Path) -> None:
    applied = run(tmp_path, JANUARY)
    assert applied.outcome is Outcome.IMPORTED
    found = amounts(tmp_path, ["regnskap"], ["unit", "art"], {"year": 2025})
    assert found.ore == {("12", "010"): 10050, ("12", "700"): -2000}
    (origin,) = found.origins
    raw = RawFile.objects.get(pk=origin.sha256)
    assert (tmp_path / raw.path).read_bytes() == JANUARY.encode()
    assert code_names(["regnskap"], "unit") == {"12": "Skole"}
    assert store_state(tmp_path).is_whole
    assert Event.objects.filter(action="accounts.import.apply", object_id=applied.audit_id).count() == 1
    assert consolidated_amounts(tmp_path, ["regnskap"], ["year"]).ore == {(2025,): 8050}


def test_the_same_bytes_twice_change_nothing(tmp_path: Path) -> None:
    first = run(tmp_path, JANUARY)
    again = run(tmp_path, JANUARY)
    assert again.outcome is Outcome.UNCHANGED
    assert again.batch == first.batch
    assert Batch.objects.count() == PostingFile.objects.count() == 1
    assert total(tmp_path) == 8050


def test_a_new_period_is_added(tmp_path: Path) -> None:
    run(tmp_path, JANUARY)
    run(tmp_path, FEBRUARY)
    assert total(tmp_path) == 16100


def test_amounts_that_are_there_already_are_not_added_again(tmp_path: Path) -> None:
    run(tmp_path, JANUARY)
    corrected = JANUARY.replace("100,50", "90")
    with pytest.raises(ImportStopped, match="regnskap 2025"):
        run(tmp_path, corrected)
    assert total(tmp_path) == 8050
    applied = run(tmp_path, corrected, replace=True)
    assert applied.replaced == 1
    assert total(tmp_path) == 7000
    assert store_state(tmp_path).is_whole
    back = run(tmp_path, JANUARY, replace=True)
    assert (back.outcome, total(tmp_path)) == (Outcome.IMPORTED, 8050)


def test_a_replacement_must_cover_what_it_replaces(tmp_path: Path) -> None:
    run(tmp_path, JANUARY + FEBRUARY.partition("\n")[2])
    with pytest.raises(ImportStopped, match="periode"):
        run(tmp_path, FEBRUARY, replace=True)


def test_a_malformed_row_stops_everything_until_named(tmp_path: Path) -> None:
    text = JANUARY.replace("-20;Skole", "-20;Skole;")
    with pytest.raises(ImportStopped):
        run(tmp_path, text)
    assert not DataSet.objects.exists()
    assert not list(tmp_path.glob("postings/**/*.parquet"))
    run(tmp_path, text, decisions=Decisions(left_out=frozenset({3})))
    assert total(tmp_path) == 10050
    batch = Batch.objects.get()
    assert (batch.left_out_lines, batch.rows_malformed) == ([3], 1)


def test_a_failure_while_registering_leaves_only_orphans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(imports, "_name_codes", fail)
    with pytest.raises(RuntimeError):
        run(tmp_path, JANUARY)
    assert not PostingFile.objects.exists()
    assert not Batch.objects.exists()
    assert total(tmp_path) == 0
    state = store_state(tmp_path)
    assert len(state.unregistered) == 1
    assert clear_leftovers(tmp_path, by=ME) == state.unregistered
    monkeypatch.undo()
    assert run(tmp_path, JANUARY).outcome is Outcome.IMPORTED


def test_only_those_with_the_right_may_import(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        run(tmp_path, JANUARY, by=Actor("kari", "enhetsleder"))
    assert Event.objects.get().outcome == "refused"
    assert not list(tmp_path.glob("postings/**/*.parquet"))

"""`rodtrad publish` makes an imported document of any municipality's files, and refuses what it cannot stand for."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.chains.command_line import Answer, data_folder, run
from tests.chains.imported_document import published, reservations, row
from tests.documents.readback.published import disagreements

from rodtrad.calculations.ledger import ProposalKind
from rodtrad.documents.editions import EditionKind, Publisher
from rodtrad.documents.inlines import Text
from rodtrad.documents.tables import RowRole
from rodtrad.features.accounts.models import DataSet
from rodtrad.features.budget.documents import Publication
from rodtrad.features.budget.models import Proposal
from rodtrad.features.budget.selectors.proposals import proposal
from rodtrad.features.budget.services.loading import load_proposal
from rodtrad.features.budget.services.publication import publish_plan
from rodtrad.features.budget.services.refusals import NotBalanced
from rodtrad.features.budget.services.rounds import create_round
from rodtrad.features.publishing.models import PublishedEdition
from rodtrad.foundation.access.actors import operator

HEADER = (
    "entity;account_class;ansvar;ansvar_name;function;art;"
    "project;project_name;year;period;voucher;date;kind;text;amount"
)
ROWS = [
    "treasury;1;100;Skole;202;010;;;2023;;;;accounts;;900,40",
    "treasury;1;100;Skole;202;010;;;2024;;;;original_budget;;1 000",
    "treasury;1;100;Skole;202;010;;;2025;;;;plan;;1 100",
    "treasury;1;900;Felles;840;800;;;2024;;;;original_budget;;-1 000",
    "treasury;1;900;Felles;840;800;;;2025;;;;plan;;-1 090",
    "treasury;0;100;Skole;222;230;7;Ny fløy;2024;;;;original_budget;;500,50",
    "treasury;0;900;Felles;870;910;;;2024;;;;original_budget;;-500,50",
]
MUNICIPALITY = ["--municipality", "Os kommune", "--number", "1243"]
SAID = ["--years", "2024-2025", "--title", "Budsjett 2024", *MUNICIPALITY]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "budsjett.csv"
    path.write_text("\n".join([HEADER, *ROWS, ""]), encoding="utf-8")
    return path


@pytest.fixture
def folder(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    with data_folder(tmp_path / "data") as opened:
        opened.mkdir()
        yield opened


def publish(source: Path, folder: Path, *more: str, said: list[str] = SAID) -> Answer:
    return run(["publish", "--source", f"{source}=rodtrad-standard", *said, "--data", str(folder), *more])


def test_a_file_with_arts_and_units_gets_its_statutory_overviews(source: Path, folder: Path) -> None:
    document = published(folder, ["--source", f"{source}=rodtrad-standard", *SAID])
    assert document.first.data["out_of_balance"] == [{"year": 2025, "side": "operating", "amount": 10}]
    said = reservations(document.edition)
    assert "Drift 2025: 10 kroner mangler dekning" in said
    assert not any("§\u00a05-6" in words for words in said)
    tables = document.tables
    assert row(tables["tab-5-6"], "linje-10") == {"regnskap-2023": 900, "2024": 1000, "2025": 1100}
    assert {"tab-5-4-1", "tab-5-4-2", "tab-5-5-1", "tab-5-5-2", "tab-ansvar", "tab-arter"} <= set(tables)
    assert row(tables["tab-investeringer"], "prosjekt-7")["2024"] == 501
    assert row(tables["tab-finansiering"], "sum")["2024"] == 0
    assert document.second.data["outcome"] == "unchanged"
    assert disagreements(document.files) == {}


def test_a_changed_file_becomes_a_new_edition_of_the_same_document(source: Path, folder: Path) -> None:
    assert publish(source, folder).code == 0
    source.write_text(source.read_text(encoding="utf-8").replace("-1 090", "-1 100"), encoding="utf-8")
    answer = publish(source, folder)
    assert answer.code == 0
    assert "Ikke i balanse" not in answer.out
    first, second = PublishedEdition.objects.order_by("published_at")
    assert (first.document, first.superseded_by_id) == (second.document, second.pk)


def test_malformed_lines_stop_it_until_they_are_decided_and_stand_in_the_document(source: Path, folder: Path) -> None:
    source.write_text(
        source.read_text(encoding="utf-8") + "treasury;1;100;Skole;202;010;;;2024;;;;plan\n", encoding="utf-8"
    )
    stopped = publish(source, folder)
    assert (stopped.code, DataSet.objects.count(), Proposal.objects.count()) == (1, 0, 0)
    assert "Linje 9" in stopped.out
    document = published(folder, ["--source", f"{source}=rodtrad-standard", *SAID, "--leave-out-lines", "9"])
    assert row(document.tables["tab-filer"], "fil-1") == {"lest": 8, "godtatt": 7, "feil": 1, "utelatt": 1}
    assert "utelatt: 9." in (document.files.html / "om-tallene" / "index.html").read_text(encoding="utf-8")


def test_two_budgets_of_a_year_are_not_added_together(source: Path, folder: Path) -> None:
    source.write_text(
        source.read_text(encoding="utf-8") + ROWS[1].replace("original_budget", "adjusted_budget") + "\n",
        encoding="utf-8",
    )
    answer = publish(source, folder)
    assert answer.code == 1
    assert "både justert budsjett og opprinnelig budsjett for 2024" in answer.out
    assert DataSet.objects.count() == 0


def test_a_year_without_amounts_is_refused_and_nothing_is_stored(source: Path, folder: Path) -> None:
    answer = publish(source, folder, said=["--years", "2030", "--title", "Budsjett 2030", *MUNICIPALITY])
    assert answer.code == 1
    assert "ingen budsjettbeløp for 2030" in answer.out
    assert DataSet.objects.count() == 0


def test_a_site_is_one_municipalitys(source: Path, folder: Path) -> None:
    assert publish(source, folder).code == 0
    other = ["--years", "2024", "--title", "Budsjett", "--municipality", "Vik kommune", "--number", "4639"]
    answer = publish(source, folder, said=other)
    assert answer.code == 1
    assert "Os kommune" in answer.out
    assert "--data" in answer.out


def test_what_is_published_is_not_given_another_time(source: Path, folder: Path) -> None:
    assert publish(source, folder, "--published-at", "2026-01-01T09:00:00+01:00").code == 0
    assert publish(source, folder, "--published-at", "2026-01-01T08:00:00+00:00").code == 0
    answer = publish(source, folder, "--published-at", "2026-01-02T09:00:00+01:00")
    assert answer.code == 1
    assert "--published-at" in answer.out


def test_the_same_plan_cannot_be_published_as_the_municipalitys_own(source: Path, folder: Path) -> None:
    assert publish(source, folder).code == 0
    value = replace(proposal(PublishedEdition.objects.get().pk), id="eget", kind=ProposalKind.CHIEF_EXECUTIVE)
    by = operator("test")
    create_round("eget", "Eget", 2023, year_count=2, imported=True, by=by)
    load_proposal("eget", value, by=by)
    publication = Publication(
        "eget", "eget-forslag", "Eget", EditionKind.PROPOSAL, "Forslag", "nb", "2026-01-01T09:00:00+01:00", "1.1.2026",
        Publisher("Os kommune", "1243", "Os kommune"),
    )  # fmt: skip
    with pytest.raises(NotBalanced, match="driftsbudsjettet 2025: 10 kroner mangler dekning"):
        publish_plan("eget", publication, folder, by=by)
    assert not PublishedEdition.objects.filter(pk="eget-forslag").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--source", "borte.csv=rodtrad-standard", *SAID], "Filen borte.csv finnes ikke"),
        (["--source", "{source}", *SAID], "mangler kart"),
        (["--source", "{source}=ukjent", *SAID], "ukjent"),
        (["--source", "{source}=rodtrad-standard"] * 2 + SAID, "to ganger"),
        (["--source", "{source}=rodtrad-standard", *SAID, "--years", "24"], "er ikke år"),
        (["--source", "{source}=rodtrad-standard", *SAID, "--years", "2025-2024"], "det første først"),
        (["--source", "{source}=rodtrad-standard", *SAID, "--number", "12"], "ikke et kommunenummer"),
        (["--source", "{source}=rodtrad-standard", *SAID, "--document", "../a"], "dokumentets id"),
        (["--source", "{source}=rodtrad-standard", *SAID, "--published-at", "2026-01-01"], "tidssone"),
        (["--source", "{source}=rodtrad-standard", *SAID, "--accept-lines", "b.csv=3"], "ikke oppgitt med --source"),
        (["--source", "{source}=rodtrad-standard"], "Mangler"),
    ],
)
def test_wrong_use_is_explained_on_stderr(source: Path, arguments: list[str], said: str) -> None:
    answer = run(["publish", *(word.format(source=source) for word in arguments)])
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


OWN_MAP = """
name: os-drift
title: Os kommune, driftsbudsjett
account:
  entity: {constant: treasury}
  account_class: {constant: "1"}
  service_area: {column: omrade, required: true}
  function: {column: funksjon, required: true}
  change_group: {column: gruppe}
names: {service_area: omrade_navn, change_group: gruppe_navn}
text: {column: forklaring}
categories: {"00": opening, "10": compensation, "20": new_measure, "30": saving}
amounts:
  - {column: "2024", year: 2024, kind: original_budget}
  - {column: "2025", year: 2025, kind: plan}
"""
OWN_ROWS = """omrade;omrade_navn;funksjon;gruppe;gruppe_navn;forklaring;2024;2025
1;Oppvekst;202;00;Vedtatt budsjett;;1 000;1 000
1;Oppvekst;202;10;Deflator;Lønnsoppgjøret;40;40
1;Oppvekst;202;20;Satsinger;Flere lærere;60;120
1;Oppvekst;202;30;Effektivisering;Færre vikarer;-10;-20
1;Oppvekst;202;99;Diverse;Rettet feil;5;5
9;Felles;840;;;;-1 095;-1 145
"""


def test_change_groups_of_a_municipalitys_own_map_are_categories_of_its_frame_table(
    tmp_path: Path, folder: Path
) -> None:
    source, own = tmp_path / "drift.csv", tmp_path / "os-drift.yaml"
    source.write_text(OWN_ROWS, encoding="utf-8")
    own.write_text(OWN_MAP, encoding="utf-8")
    document = published(folder, ["--source", f"{source}={own}", *SAID])
    frame = document.tables["tab-ramme-omrade-1-oppvekst"]
    sums = {each.id: row(frame, each.id)["2024"] for each in frame.rows if each.id.startswith("sum-")}
    assert sums == {
        "sum-lonns-og-prisvekst": 40,
        "sum-tekniske-justeringer": 5,
        "sum-nye-tiltak": 60,
        "sum-innsparinger": -10,
    }
    shown = [each for each in frame.rows if each.role is not RowRole.SECTION and each.id not in sums]
    assert [(each.label, row(frame, each.id)["2024"]) for each in shown] == [
        ("Vedtatt budsjett 2023, videreført", 1000),
        ("Lønnsoppgjøret", 40),
        ("Rettet feil", 5),
        ("Konsekvensjustert ramme", 1045),
        ("Flere lærere", 60),
        ("Færre vikarer", -10),
        ("Netto driftsramme", 1095),
    ]
    groups = document.tables["tab-endringsgrupper"]
    assert [note.text[0].text for note in groups.notes if isinstance(note.text[0], Text)] == [
        "Navnene på gruppene er filens egne. Hvilken kategori en gruppe er plassert i, står i kolonnekartet. "
        "Kolonnekartet gir ingen kategori til disse gruppene, som derfor står som tekniske justeringer: Diverse (99)."
    ]


def test_an_imported_document_can_be_published_in_english(source: Path, folder: Path) -> None:
    document = published(folder, ["--source", f"{source}=rodtrad-standard", *SAID, "--language", "en"])
    assert document.edition.language == "en"
    assert [chapter.title for chapter in document.edition.chapters][:2] == ["Operations", "Investments and financing"]
    assert "1. General grant" in [each.label for each in document.tables["tab-5-4-1"].rows]

"""A municipality's own plan, premises and figures become, by three commands, a document with a chapter on prospects."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.chains.command_line import data_folder, run
from tests.chains.imported_document import published
from tests.documents.readback.published import disagreements

from rodtrad.demo import country
from rodtrad.demo.forecast import premises_content

HEADER = (
    "entity;account_class;ansvar;ansvar_name;function;art;"
    "project;project_name;year;period;voucher;date;kind;text;amount"
)
SAID = ["--years", "2027-2028", "--title", "Budsjett 2027", "--municipality", "Fjellvik kommune", "--number", "9998"]


@pytest.fixture
def folder(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    with data_folder(tmp_path / "data") as opened:
        opened.mkdir()
        yield opened


def test_stored_figures_and_premises_are_in_the_published_document_and_new_ones_in_the_next(
    folder: Path, tmp_path: Path
) -> None:
    rows = [f"treasury;1;100;Skole;202;010;;;{year};;;;{kind};;1 000"
            for year, kind in ((2027, "original_budget"), (2028, "plan"))]  # fmt: skip
    rows += [row.replace("100;Skole;202;010", "900;Felles;840;800").replace("1 000", "-1 000") for row in rows]
    plan = tmp_path / "plan.csv"
    plan.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    own = tmp_path / "framskriving.yaml"
    own.write_text(yaml.safe_dump(premises_content(), allow_unicode=True), encoding="utf-8")
    criteria, tax = country.write_country_files(tmp_path)
    at = ["--document", "plan-2027", "--data", str(folder)]
    assert run(["forecast", "save", str(own), *at]).code == 0
    figures = ["--municipality", "9998", "--year", "2026", "--criteria", str(criteria), "--tax", str(tax)]
    assert run(["income-system", "store", *figures, "--source", "oppdiktet", *at]).code == 0
    asked = ["--source", f"{plan}=rodtrad-standard", *SAID, "--document", "plan-2027"]
    document = published(folder, asked)
    tables = set(document.tables)
    assert {"tab-inntektsutjevning", "tab-utgiftsbehov", "tab-framskrevet-befolkning", "tab-plasser"} <= tables
    assert {"forecasts.forecast", "forecasts.income_system"} <= {
        version.provider for version in document.edition.data_versions
    }
    assert disagreements(document.files) == {}
    assert document.second.data["outcome"] == "unchanged"
    assert run(["income-system", "store", *figures, "--source", "oppdiktet, rettet", *at]).code == 0
    corrected = published(folder, asked)
    assert corrected.first.data["outcome"] == "published" and corrected.edition.supersedes == document.edition.id
    stated = premises_content()
    stated["premises"]["last_year"] -= 1
    own.write_text(yaml.safe_dump(stated, allow_unicode=True), encoding="utf-8")
    assert run(["forecast", "save", str(own), *at]).code == 0
    shorter = published(folder, asked)
    assert shorter.first.data["outcome"] == "published" and shorter.edition.supersedes == corrected.edition.id

"""The income system's blocks say what the command line says of the same files, row by row, and what is missing."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from rodtrad.calculations.income_system.premises import Premises
from rodtrad.demo import country
from rodtrad.documents.blocks import BLOCKS, PROVIDERS, Output, Request, Scope
from rodtrad.documents.editions import Explanation
from rodtrad.documents.labels import LANGUAGES
from rodtrad.documents.nodes import Callout, CalloutKind, Chart, Paragraph, TableNode
from rodtrad.documents.tables import Cell, CellKind, RowRole, Table
from rodtrad.documents.walk import tables_in
from rodtrad.features.forecasts import blocks
from rodtrad.features.forecasts.income_data import IncomeData, IncomeDataWrong, income_content, read_income
from rodtrad.features.forecasts.income_view import INCOME_SYSTEM, IncomeView
from rodtrad.features.forecasts.selectors.income_system import income_system
from rodtrad.features.forecasts.selectors.premises import checksum, plain
from rodtrad.features.forecasts.services.income_system import save_income_system
from rodtrad.foundation.access.actors import operator
from rodtrad.foundation.access.commands import StaleVersion
from rodtrad.foundation.batches.models import RawFile
from rodtrad.intake.fetch import fetch_file
from rodtrad.interfaces.cli.income_system import main
from rodtrad.values.rounding import round_half_away

ME = operator("test")
EQUALISATION, NEED = "forecasts.income_equalisation", "forecasts.spending_need"
PARAMETER = "national_need_per_capita=78500@oppdiktet"


@cache
def view() -> IncomeView:
    return IncomeView(country.figures(), "28.10.2026")


def seen(data: IncomeData) -> IncomeView:
    return IncomeView(data)


def made(id: str, of: IncomeView | None, language: str = "nb") -> Output:
    assert blocks
    return BLOCKS[id].make(Request(language), of)


def table_of(output: Output) -> Table:
    return next(node.table for node in output.nodes if isinstance(node, TableNode))


def cells(table: Table, column: str) -> dict[str, Cell]:
    place = [c.id for c in table.columns].index(column)
    return {row.id: row.cells[place] for row in table.rows}


def figures(table: Table, column: str) -> dict[str, Decimal]:
    found = cells(table, column).items()
    return {row: Decimal(cell.value or 0) for row, cell in found if cell.kind is CellKind.NUMBER}


def printed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    assert main(arguments) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    criteria, tax = country.write_country_files(tmp_path_factory.mktemp("land"))
    return str(criteria), str(tax)


def test_the_equalisation_is_what_compute_gives_of_the_same_file(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    rows = printed(["compute", "--year", "2026", "--tax", files[1], "--details"], capsys)
    own = {row["component"]: Decimal(row["nok"]) for row in rows if row["municipality"] == country.FJELLVIK}
    shown = figures(table_of(made(EQUALISATION, view())), "belop")
    for row, component in (
        ("symmetrisk", "symmetric"),
        ("tillegg", "additional_compensation"),
        ("trekk", "additional_compensation_financing"),
        ("netto", "income_equalisation"),
    ):
        assert shown[row] == round_half_away(own[component]), row
    assert shown["etter"] == shown["skatt"] + shown["netto"]
    everyone = [Decimal(row["nok"]) for row in rows if row["component"] == "income_equalisation"]
    assert len(everyone) == 357
    assert sum(everyone) == shown["landssum"] == 0


def test_the_need_is_what_the_need_command_gives_of_the_same_file(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["need", "--municipality", country.FJELLVIK, "--year", "2026", "--criteria", files[0]]
    rows = printed([*arguments, "--parameter", PARAMETER], capsys)
    table = table_of(made(NEED, view()))
    assert len(table.rows) == len(rows) == 27
    columns = {column: figures(table, column) for column in ("indeks", "prosent", "per-innbygger", "belop")}
    for row in rows:
        id = "sum" if row["criterion"] == "total" else row["criterion"].replace("_", "-")
        places = 5 if id == "sum" else 4
        assert round_half_away(columns["indeks"][id].scaleb(-2), places) == Decimal(row["index"])
        assert round_half_away(columns["prosent"][id], 2) == Decimal(row["pct"])
        assert round_half_away(columns["per-innbygger"][id]) == Decimal(row["nok_per_capita"])
        assert round_half_away(columns["belop"][id] / 1000) == Decimal(row["nok_1000"])


def test_each_row_stands_with_formula_rate_year_and_source() -> None:
    table = table_of(made(EQUALISATION, view()))
    assert [column.id for column in table.columns] == ["belop", "per-innbygger", "regnestykke", "grunnlag"]
    formulas, basis = cells(table, "regnestykke"), cells(table, "grunnlag")
    assert str(formulas["symmetrisk"].value).replace("\u00a0", " ") == "64 % × (41 542 − 35 726)"
    assert str(formulas["tillegg"].value).replace("\u00a0", " ") == "35 % × (90 % × 41 542 − 35 726)"
    assert "2026" in str(basis["symmetrisk"].value) and "Statsforvalteren" in str(basis["symmetrisk"].value)
    assert "utledet" in str(basis["tillegg"].value)
    for row in ("skatt", "landet"):
        assert "oppdiktede tall for et oppdiktet land" in str(basis[row].value)
    assert "oppdiktede tall for et oppdiktet land" in table.source.text
    assert table.rows[-1].role is RowRole.TOTAL and table.rows[-1].label == "Summen for landet"


def test_the_control_is_computed_from_all_the_municipalities() -> None:
    control = next(node for node in made(EQUALISATION, view()).nodes if isinstance(node, Callout))
    assert control.kind is CalloutKind.CONTROL
    assert control.title == "Kontroll: summen for landet er 0 kr"
    (paragraph,) = control.children
    assert isinstance(paragraph, Paragraph)
    assert "357 kommunene 0,00 kr" in str(paragraph.text[0])


def explained(output: Output) -> Mapping[str, Explanation]:
    return {one.id: one for one in output.explanations}


def test_every_amount_is_explained_down_to_its_facts() -> None:
    equalisation, need = made(EQUALISATION, view()), made(NEED, view())
    for output in (equalisation, need):
        told = [[cell.explanation for cell in row.cells if cell.explanation] for row in table_of(output).rows]
        assert [one for (one,) in told] == list(explained(output))
    symmetric = explained(equalisation)["b-inntektsutjevning-symmetrisk"]
    assert [fact.name for fact in symmetric.facts] == ["Symmetrisk utjevning, sats"]
    assert "64" in symmetric.facts[0].value and symmetric.facts[0].source
    child = explained(need)["b-utgiftsbehov-innb-1-5"]
    assert [step.amount for step in child.steps][:1] == ["265"]
    assert any("Grønt hefte 2026" in fact.source for fact in child.facts)


def test_the_chart_holds_all_of_the_effect() -> None:
    output = made(NEED, view())
    chart = next(node for node in output.nodes if isinstance(node, Chart))
    drawn = [Decimal(row.cells[0].value or 0) for row in chart.table.rows]
    total = figures(table_of(output), "per-innbygger")["sum"]
    assert abs(sum(drawn) - total) < Decimal("0.001")
    assert drawn[:-1] == sorted(drawn[:-1], reverse=True)


def test_a_municipality_above_the_threshold_pays_and_gets_no_addition() -> None:
    data = country.figures()
    tax = country.tax()
    richest = max(tax.municipalities, key=lambda name: tax.tax_nok[tax.municipalities.index(name)])
    table = table_of(made(EQUALISATION, seen(replace(data, municipality=richest))))
    assert "betaler" in table.title
    assert figures(table, "belop")["tillegg"] == 0
    assert str(cells(table, "regnestykke")["tillegg"].value).startswith("Ikke noe tillegg")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", [EQUALISATION, NEED])
def test_the_blocks_speak_every_language(id: str, language: str) -> None:
    output = made(id, view(), language)
    for table in tables_in(output.nodes):
        said = [table.title, table.subtitle, *(str(cell.value) for row in table.rows for cell in row.cells)]
        assert not [words for words in said if "{" in words]
    for one in output.explanations:
        assert one.title and one.formula and one.steps


def test_without_stored_figures_the_blocks_make_nothing() -> None:
    assert made(EQUALISATION, None) == made(NEED, None) == Output()


def test_what_is_missing_is_said() -> None:
    data = country.figures()
    for lacking in (
        replace(data, tax=None, criteria=None),
        replace(data, premises=Premises(2024)),
    ):
        for id in (EQUALISATION, NEED):
            (note,) = made(id, seen(lacking)).nodes
            assert isinstance(note, Callout) and note.kind is CalloutKind.NOTE
    part = replace(country.tax(), national_tax_per_capita=Decimal(40_000))
    (note,) = made(EQUALISATION, seen(replace(data, tax=part))).nodes
    assert isinstance(note, Callout) and "ikke alle kommunene" in str(note.children)


def test_without_a_national_need_only_kroner_are_missing() -> None:
    data = replace(country.figures(), premises=Premises(2026))
    output = made(NEED, seen(data))
    table = table_of(output)
    assert figures(table, "prosent").keys() == {row.id for row in table.rows}
    for column in ("per-innbygger", "belop"):
        assert {cell.kind for cell in cells(table, column).values()} == {CellKind.MISSING}
    chart = next(node for node in output.nodes if isinstance(node, Chart))
    assert "prosent" in chart.subtitle


def test_stored_figures_are_read_back_as_they_were() -> None:
    data = country.figures()
    stored = plain(income_content(data, [("a.csv", "0" * 64)]))
    again = read_income(stored)
    assert again == replace(data, premises=again.premises)
    assert {n: (p.value, p.source) for n, p in again.premises.entered.items()} == {
        n: (p.value, p.source) for n, p in data.premises.entered.items()
    }
    with pytest.raises(IncomeDataWrong):
        read_income({key: value for key, value in stored.items() if key != "tax"})


@pytest.mark.django_db
def test_figures_are_pinned_with_their_files_and_an_old_version_is_refused(tmp_path: Path) -> None:
    data = country.figures()
    read = PROVIDERS[INCOME_SYSTEM].read
    scope = Scope(ME, {"document": "hop"})
    assert read(scope, {}).value is None
    files = [fetch_file(path) for path in country.write_country_files(tmp_path / "kilder")]
    save_income_system("hop", data, files, tmp_path, version=0, by=ME)
    stored = income_system("hop")
    assert stored is not None and stored.sha256 == checksum(stored.content)
    assert {raw.sha256 for raw in RawFile.objects.all()} == {file.sha256 for file in files}
    first = read(scope, {})
    assert first.version.version == stored.sha256
    assert table_of(made(EQUALISATION, first.value)) == table_of(made(EQUALISATION, IncomeView(data)))
    with pytest.raises(StaleVersion):
        save_income_system("hop", data, files, tmp_path, version=0, by=ME)
    other = replace(data, source="et annet sted")
    save_income_system("hop", other, files, tmp_path, version=1, by=ME)
    assert read(scope, {}).version != first.version
    with pytest.raises(IncomeDataWrong, match="1837"):
        save_income_system("hop", replace(data, municipality="1837"), files, tmp_path, version=2, by=ME)


def test_the_invented_country_is_whole_and_its_ages_are_its_inhabitants() -> None:
    given = country.criteria()
    ages = [place for place, name in enumerate(given.criteria) if name.startswith("innb_")]
    for people, counts in zip(given.population, given.counts, strict=True):
        assert sum(counts[place] for place in ages) == people
    assert country.fjellvik_tax() == 222_000_000
    shares = figures(table_of(made(EQUALISATION, view())), "per-innbygger")
    assert (shares["skatt"] * 100 / shares["landet"]).quantize(Decimal("0.1")) == Decimal("86.0")

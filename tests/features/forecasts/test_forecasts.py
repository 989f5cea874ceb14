"""Stated premises are kept whole, and the blocks show what follows from them, or nothing without them."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from rodtrad.calculations.ledger import NotComputable
from rodtrad.demo.economy import adopted_proposal, chief_executive_proposal
from rodtrad.demo.forecast import premises_content
from rodtrad.documents.blocks import BLOCKS, PROVIDERS, Output, Request, Scope
from rodtrad.documents.labels import LANGUAGES
from rodtrad.documents.nodes import Callout, Chart, TableNode
from rodtrad.documents.tables import RowRole, Table
from rodtrad.documents.walk import tables_in
from rodtrad.facts.forecast_parameters.definitions import forecast_parameter_definitions
from rodtrad.features.budget.selectors import proposals
from rodtrad.features.forecasts import blocks
from rodtrad.features.forecasts.forecast_view import FORECAST, ForecastView, view_of
from rodtrad.features.forecasts.plan_forecast import INDICATORS
from rodtrad.features.forecasts.selectors.premises import checksum, plain, premises
from rodtrad.features.forecasts.services.premises import save_premises
from rodtrad.features.forecasts.stated import StatedWrongly, read_stated
from rodtrad.features.forecasts.words import text
from rodtrad.foundation.access.actors import operator
from rodtrad.foundation.access.commands import StaleVersion

ME = operator("test")
OWN = [id for id, one in BLOCKS.items() if one.requires == (FORECAST,)]


@cache
def view() -> ForecastView:
    return view_of(chief_executive_proposal(), premises_content())


def made(id: str, seen: ForecastView | None, language: str = "nb", **options: str) -> Output:
    assert blocks
    return BLOCKS[id].make(Request(language, options), seen)


def table_of(output: Output) -> Table:
    return next(node.table for node in output.nodes if isinstance(node, TableNode))


def value(table: Table, row: str, column: str) -> Any:
    place = [c.id for c in table.columns].index(column)
    return next(r for r in table.rows if r.id == row).cells[place].value


def without(content: dict[str, Any], part: str, key: str) -> dict[str, Any]:
    return content | {part: {name: v for name, v in content[part].items() if name != key}}


def test_every_block_makes_nothing_where_nothing_is_stated() -> None:
    assert len(OWN) == 6
    for id in OWN:
        assert made(id, None, indicator="debt") == Output()


def test_a_sum_of_need_is_that_of_the_years_its_label_names() -> None:
    table = table_of(made("forecasts.need", view()))
    sums = [row for row in table.rows if row.role is not RowRole.ITEM]
    assert [row.label for row in sums] == ["Sum 2027–2030", "Sum 2031–2036", "Sum 2027–2036"]
    for row in sums:
        first, last = (int(year) for year in row.id.split("-")[1:])
        for column in table.columns:
            yearly = [value(table, str(year), column.id) for year in range(first, last + 1)]
            assert value(table, row.id, column.id) == sum(yearly)
    assert value(table, "2027", "primary_school") == -10 * 162_000
    assert value(table, "2027", "sum") == 330_000


def test_need_is_explained_by_unit_costs_and_persons() -> None:
    (explanation,) = made("forecasts.need", view()).explanations
    assert explanation.formula_id == "demography.need_change"
    assert "Grunnskole, 6–15 år: endring på -10 personer" in [step.label for step in explanation.steps]
    assert len(explanation.facts) == 4


def test_inhabitants_of_each_alternative_add_up() -> None:
    table = table_of(made("forecasts.population", view()))
    assert [column.id for column in table.columns] == ["2026", "main-2036", "high-2036", "low-2036", "own-2036"]
    for column in table.columns:
        groups = [value(table, row.id, column.id) for row in table.rows if row.role is RowRole.ITEM]
        assert sum(groups) == value(table, "alle", column.id)
    assert value(table, "alle", "2026") == 6214


def test_age_support_is_per_hundred_elderly() -> None:
    table = table_of(made("forecasts.age_support", view()))
    assert value(table, "2026", "main").quantize(Decimal(1)) == 309
    assert value(table, "2036", "main").quantize(Decimal(1)) == 241


@pytest.mark.parametrize("indicator", INDICATORS)
def test_the_fan_draws_what_its_table_holds_and_the_target(indicator: str) -> None:
    output = made("forecasts.indicator", view(), indicator=indicator)
    table = table_of(output)
    chart = next(node for node in output.nodes if isinstance(node, Chart))
    assert [series.id for series in chart.series] == ["p50", "p10", "p90", "mal"]
    for row in table.rows:
        levels = [value(table, row.id, f"p{level}") for level in (10, 25, 50, 75, 90)]
        assert levels == sorted(levels)
        assert [value(chart.table, row.id, series.id) for series in chart.series] == [
            value(table, row.id, series.id) for series in chart.series
        ]


def test_risk_of_at_least_one_year_is_not_below_any_year() -> None:
    table = table_of(made("forecasts.risks", view()))
    for column in table.columns:
        yearly = [value(table, row.id, column.id) for row in table.rows[:-1]]
        assert 0 <= max(yearly) <= value(table, "minst-ett-ar", column.id) <= 100


def test_every_premise_stands_with_value_and_source() -> None:
    table = table_of(made("forecasts.premises", view()))
    items = [row for row in table.rows if row.role is RowRole.ITEM]
    stated = view().stated
    expected = len(stated.parameters) + len(stated.pension_parameters) + len(stated.unit_costs) + 4
    assert len(items) == expected
    assert {row.cells[2].value for row in items} == {"oppdiktet for Fjellvik"}
    assert value(table, "pay_growth-2034", "verdi").replace("\u00a0", " ") == "3,2 prosent"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", OWN)
def test_every_block_speaks_every_language(id: str, language: str) -> None:
    output = made(id, view(), language, indicator="general_fund")
    assert output.nodes
    for table in tables_in(output.nodes):
        assert "{" not in table.title + table.subtitle
    for key in forecast_parameter_definitions():
        assert text(f"parameter_{key}", language)


def test_a_forecast_that_cannot_be_computed_says_what_is_missing() -> None:
    content = premises_content()
    kept = {k: v for k, v in content["premises"]["parameters"].items() if k != "pay_growth"}
    lacking = content | {"premises": content["premises"] | {"parameters": kept}}
    seen = view_of(chief_executive_proposal(), lacking)
    assert isinstance(seen.forecast, NotComputable)
    (callout,) = made("forecasts.risks", seen).nodes
    assert isinstance(callout, Callout)
    assert made("forecasts.indicator", seen, indicator="debt") == Output()
    assert made("forecasts.need", seen).nodes


@pytest.mark.parametrize(
    ("part", "key"), [("premises", "last_year"), ("loans", "loans"), ("uncertainty", "seed"), ("projections", "files")]
)
def test_what_is_missing_is_named(part: str, key: str) -> None:
    with pytest.raises(StatedWrongly, match=f"mangler «{key}»"):
        read_stated(without(premises_content(), part, key))


def test_an_unknown_premise_and_a_projection_without_main_are_refused() -> None:
    content = premises_content()
    unknown = content["premises"] | {"parameters": {"luck": {2031: "1"}}}
    with pytest.raises(StatedWrongly, match="luck"):
        read_stated(content | {"premises": unknown})
    files = content["projections"]["files"][1:]
    with pytest.raises(StatedWrongly, match="main"):
        read_stated(content | {"projections": content["projections"] | {"files": files}})


@pytest.mark.django_db
def test_premises_are_kept_with_checksum_and_an_old_version_is_refused() -> None:
    content = premises_content()
    saved = save_premises("hop", content, "oppdiktet", version=0, by=ME)
    stored = premises("hop")
    assert stored is not None
    assert stored.sha256 == checksum(plain(content)) == checksum(stored.content) == saved.sha256
    assert read_stated(stored.content).last_year == 2036
    with pytest.raises(StaleVersion):
        save_premises("hop", content, "oppdiktet", version=0, by=ME)
    with pytest.raises(StatedWrongly):
        save_premises("hop", without(content, "premises", "last_year"), "oppdiktet", version=1, by=ME)
    after = premises("hop")
    assert after is not None and after.version == 1


@pytest.mark.django_db
def test_an_edition_pins_premises_proposal_and_sampled_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    content = premises_content()
    current = {"plan": chief_executive_proposal()}
    monkeypatch.setattr(proposals, "proposal", lambda key: current["plan"])
    read = PROVIDERS[FORECAST].read
    scope = Scope(ME, {"document": "hop", "proposal": "any"})
    assert read(scope, {}).value is None
    save_premises("hop", content, "oppdiktet", version=0, by=ME)
    first = read(scope, {}).version
    assert read(scope, {}).version == first
    current["plan"] = replace(adopted_proposal())
    amended = read(scope, {}).version
    reseeded = content | {"uncertainty": content["uncertainty"] | {"seed": 1}}
    save_premises("hop", reseeded, "oppdiktet", version=1, by=ME)
    assert len({first, amended, read(scope, {}).version}) == 3

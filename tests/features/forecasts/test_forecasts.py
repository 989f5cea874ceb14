"""Stated premises are kept whole, and the blocks show what follows from them, or nothing without them."""

from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from rodtrad.calculations.ledger import Category, NotComputable
from rodtrad.calculations.ledger.imported import ChangeGroup, ImportedRow, imported_proposal
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
    assert len(OWN) == 9
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
    assert value(table, "2027", "grunnskole") == -10 * 162_000
    assert value(table, "2027", "sum") == 330_000


def test_need_is_explained_by_unit_costs_and_persons() -> None:
    (explanation,) = made("forecasts.need", view()).explanations
    assert explanation.formula_id == "demography.need_change"
    assert "Grunnskole, 6–15 år: endring på -10 personer" in [step.label for step in explanation.steps]
    assert len(explanation.facts) == 4


def test_inhabitants_of_each_alternative_add_up() -> None:
    table = table_of(made("forecasts.population", view()))
    alternatives = ["hovedalternativ", "hoy-vekst", "lav-vekst", "eget-alternativ"]
    assert [column.id for column in table.columns] == ["2026", *(f"{one}-2036" for one in alternatives)]
    for column in table.columns:
        groups = [value(table, row.id, column.id) for row in table.rows if row.role is RowRole.ITEM]
        assert sum(groups) == value(table, "alle", column.id)
    assert value(table, "alle", "2026") == 6214


def test_age_support_is_per_hundred_elderly() -> None:
    table = table_of(made("forecasts.age_support", view()))
    assert value(table, "2026", "hovedalternativ").quantize(Decimal(1)) == 309
    assert value(table, "2036", "hovedalternativ").quantize(Decimal(1)) == 241


@pytest.mark.parametrize("indicator", INDICATORS)
def test_the_fan_draws_what_its_table_holds_and_the_target(indicator: str) -> None:
    output = made("forecasts.indicator", view(), indicator=indicator)
    table = table_of(output)
    chart = next(node for node in output.nodes if isinstance(node, Chart))
    assert [series.id for series in chart.series] == ["p50", "p10", "p90", "p25", "p75", "mal"]
    for row in table.rows:
        levels = [value(table, row.id, f"p{level}") for level in (10, 25, 50, 75, 90)]
        assert levels == sorted(levels)
        assert [value(chart.table, row.id, series.id) for series in chart.series] == [
            value(table, row.id, series.id) for series in chart.series
        ]


@pytest.mark.parametrize("indicator", INDICATORS)
def test_the_distance_to_the_target_stands_in_points_and_is_explained_in_kroner(indicator: str) -> None:
    output = made("forecasts.indicator", view(), indicator=indicator)
    table = table_of(output)
    sign = -1 if indicator == "debt" else 1
    for row in table.rows:
        expected, target = value(table, row.id, "ventet"), value(table, row.id, "mal")
        assert value(table, row.id, "avstand") == pytest.approx(sign * (expected - target), abs=Decimal("0.00001"))
    (explanation,) = output.explanations
    income, kroner = (Decimal(step.amount.replace("\u00a0", "").replace("−", "-")) for step in explanation.steps[1:3])
    assert kroner / income * 100 == pytest.approx(value(table, table.rows[-1].id, "avstand"), abs=Decimal("0.0001"))


def test_risk_of_at_least_one_year_is_not_below_any_year() -> None:
    table = table_of(made("forecasts.risks", view()))
    for column in table.columns:
        yearly = [value(table, row.id, column.id) for row in table.rows[:-1]]
        assert 0 <= max(yearly) <= value(table, "minst-ett-ar", column.id) <= 100


def test_places_are_todays_coverage_of_the_persons_to_come() -> None:
    output = made("forecasts.places", view())
    table = table_of(output)
    assert [value(table, "2026", column.id) for column in table.columns] == [148, 655, 236]
    (main,) = [one for one in output.nodes if isinstance(one, Chart)]
    assert [series.id for series in main.series] == ["p1", "p2", "p3"]
    school = next(one for one in output.explanations if one.id == "b-plasser-p2")
    today, then = (int(school.steps[place].amount) for place in (1, 3))
    assert value(table, "2036", "p2") == round(655 / today * then)


def test_the_pyramid_holds_every_inhabitant_once() -> None:
    output = made("forecasts.pyramid", view())
    table, people = table_of(output), table_of(made("forecasts.population", view()))
    for year, column in (("2026", "2026"), ("2036", "hovedalternativ-2036")):
        everyone = value(people, "alle", column)
        assert value(table, "alle", f"alle-{year}") == everyone
        assert value(table, "alle", f"menn-{year}") + value(table, "alle", f"kvinner-{year}") == everyone
        bands = [value(table, row.id, f"alle-{year}") for row in table.rows if row.role is RowRole.ITEM]
        assert len(bands) == 10 and sum(bands) == everyone


def test_a_self_cost_fund_is_what_it_was_and_what_came_and_went() -> None:
    output = made("forecasts.self_cost", view())
    table = table_of(output)
    funds = {fund.id: fund for fund in chief_executive_proposal().funds}
    stated = view().stated.self_cost
    assert stated is not None
    for area in stated.areas:
        for year, before in ((2028, 2027), (2029, 2028), (2030, 2029)):
            moved = value(table, f"{area.id}-resultat", str(year)) + value(table, f"{area.id}-renter", str(year))
            closing = value(table, f"{area.id}-fond", str(year))
            assert closing == value(table, f"{area.id}-fond", str(before)) + moved
        assert area.id in funds
    assert {one.formula_id for one in output.explanations} == {"forecast.self_cost"}


def test_what_is_not_stated_of_places_and_self_cost_is_left_out() -> None:
    content = premises_content()
    bare = without(content, "premises", "coverage")
    seen = view_of(chief_executive_proposal(), {key: part for key, part in bare.items() if key != "self_cost"})
    assert made("forecasts.places", seen) == made("forecasts.self_cost", seen) == Output()
    unlimited = {"self_cost_interest_rate": {2027: "3.9"}}
    seen = view_of(
        chief_executive_proposal(), content | {"self_cost": content["self_cost"] | {"parameters": unlimited}}
    )
    (note,) = made("forecasts.self_cost", seen).nodes
    assert isinstance(note, Callout)


@pytest.mark.parametrize(
    ("path", "wrong", "told"),
    [
        (("premises", "last_year"), "snart", "premises.last_year: «snart» er ikke et tall"),
        (("premises", "parameters", "pay_growth", 2031), "3,3", "premises.parameters.pay_growth.2031: «3,3» er ikke"),
        (("premises", "parameters", "pay_growth", 2031), "99", "kan ikke være over 25"),
        (("premises", "unit_costs", "costs", 1, "ages"), "barn", "premises.unit_costs.costs[2].ages: «barn»"),
        (("premises", "unit_costs", "costs", 0, "nok"), "-1", "er mindre enn 0"),
        (("premises", "pension", "earlier", 0, "years_left"), 0, "premises.pension.earlier[1].years_left"),
        (("loans", "loans", 2, "kind"), "gjeld", "loans.loans[3].kind: «gjeld» finnes ikke. Velg blant serial"),
        (("loans", "loans"), "mange", "loans.loans: skal være en liste"),
        (("loans", "loans", 0), "lån", "loans.loans[1]: skal ha nøklene"),
        (("uncertainty", "factors", 0, "spread"), -1, "uncertainty.factors[1].spread"),
        (("uncertainty", "factors", 1, "degrees"), 2, "uncertainty.factors[2].degrees: «2» er mindre enn 3"),
        (("uncertainty", "correlations", 0, "factors"), ["tax", "luck"], "«luck» finnes ikke"),
        (("uncertainty", "levels"), [90, 10], "uncertainty.levels: skal være minst to tall"),
        (("uncertainty", "responses", "luck"), {"tax": 1}, "linjen «luck» finnes ikke"),
        (("uncertainty", "responses", "tax"), {"luck": 1}, "faktoren «luck» finnes ikke"),
        (("projections", "files", 0, 3, "2026"), "tjue", "projections.files[1], linje 5: «tjue»"),
        (("self_cost", "areas", 0, "fee_income"), [1], "self_cost.areas[1].fee_income: har 1 beløp, men skal ha 4"),
        (("luck",), 1, "nøkkelen «luck» finnes ikke"),
    ],
)
def test_what_is_wrong_is_told_with_where_it_stands(path: tuple[Any, ...], wrong: object, told: str) -> None:
    content = deepcopy(premises_content())
    part: Any = content
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = wrong
    with pytest.raises(StatedWrongly) as raised:
        read_stated(content)
    assert told in str(raised.value)


def test_every_premise_stands_with_value_and_source() -> None:
    table = table_of(made("forecasts.premises", view()))
    items = [row for row in table.rows if row.role is RowRole.ITEM]
    stated = view().stated
    expected = len(stated.parameters) + len(stated.pension_parameters) + len(stated.unit_costs) + 4
    assert len(items) == expected
    assert {row.cells[2].value for row in items} == {"oppdiktet for Fjellvik"}
    assert value(table, "lonnsvekst-2034", "verdi").replace("\u00a0", " ") == "3,2 prosent"


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


def test_an_imported_plan_shows_what_it_allows_and_says_what_it_lacks() -> None:
    rows = [ImportedRow("treasury", "operating", "", "202", "", (900, 900, 900, 900), "Skole", "1", "Budsjett")]
    groups = {"1": ChangeGroup("Budsjett", Category.OPENING)}
    imported = imported_proposal(rows, id="egen", title="Egen plan", years=(2027, 2028, 2029, 2030), groups=groups)
    seen = view_of(imported, premises_content())
    (callout,) = made("forecasts.risks", seen).nodes
    assert isinstance(callout, Callout)
    for id in ("population", "pyramid", "age_support", "need", "places", "self_cost", "premises"):
        assert made(f"forecasts.{id}", seen).nodes, id


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

"""The parameters of forecasts are asked for, not shipped, and every line of the overview by art carries on."""

import yaml

from rodtrad.facts.budget_regulation.statements import statement_fact
from rodtrad.facts.forecast_parameters.definitions import (
    figure_lines,
    forecast_parameter_definitions,
    stream_facts,
    stream_statement,
)
from rodtrad.facts.reader import Certainty, locate


def test_no_parameter_ships_with_a_value() -> None:
    content = yaml.safe_load(locate("forecast_parameters/parameters.yaml").read_text(encoding="utf-8"))
    allowed = {"key", "term", "unit", "scope", "at_least", "at_most", "ask"}
    assert all(set(entry) <= allowed for entry in content["parameters"])
    assert forecast_parameter_definitions()["premium_deviation_years"].unit == "years"
    assert "interest_rate" in forecast_parameter_definitions()


def test_every_line_of_the_result_is_carried_on_or_computed() -> None:
    statement = statement_fact(stream_statement())
    used = {stream.line for stream in stream_facts()} | set(figure_lines().values())
    leaves = {line.line for line in statement.lines if not line.terms}
    disposed_by_the_fund = {"28", "29", "23"}
    assert leaves - used == disposed_by_the_fund


def test_streams_grow_by_parameters_that_are_defined_and_are_marked_unverified() -> None:
    for stream in stream_facts():
        assert stream.grows_by == "" or stream.grows_by in forecast_parameter_definitions()
        assert stream.certainty is Certainty.UNVERIFIED
        assert stream.side in ("income", "expenditure", "financial_income")

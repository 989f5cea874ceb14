"""The register of formulas."""

import pytest

from rodtrad.calculations.formulas import formula, registered_formulas
from rodtrad.facts.reader import locate, read_yaml
from rodtrad.values.units import Unit


def test_every_formula_says_what_it_is_and_rests_on_facts_that_exist() -> None:
    formulas = registered_formulas()
    assert "kostra.net_operating_expenditure_per_inhabitant" in formulas
    for registered in formulas.values():
        assert registered.explanation, registered.id
        assert registered.line > 0
        assert registered.id.isascii()
        for fact in registered.facts:
            assert locate(fact).is_file(), fact


def test_a_term_belongs_to_one_formula() -> None:
    registered_formulas()
    with pytest.raises(ValueError, match="already registered"):

        @formula("test.another", "netto driftsutgifter", Unit.NOK)
        def another() -> None:
            """Another."""


def test_every_key_figure_has_a_source_for_its_definition() -> None:
    ours = {id_ for id_, one in registered_formulas().items() if "/indicators.yaml" in "".join(one.facts)}
    assert ours == set(read_yaml("kostra/key_figures/indicators.yaml")["indicators"])

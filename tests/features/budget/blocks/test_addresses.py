"""Addresses are Norwegian words in ASCII: what the program calls a thing inside never shows in a link."""

import re
from collections.abc import Iterator

import pytest
from tests.features.budget.blocks.reading import make, make_all, plans, table

from rodtrad.calculations.checks.registry import check_ids
from rodtrad.calculations.finance.indicators import INDICATORS
from rodtrad.calculations.ledger import Category, FundKind
from rodtrad.documents.blocks import Output
from rodtrad.documents.walk import nodes_in, tables_in
from rodtrad.features.budget.blocks.address_words import address, inner_names
from rodtrad.intake.postings import Kind

PLANS = plans()
ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ALSO_NORWEGIAN = {"for", "fond", "plan", "drift", "sum", "start", "robek", "to", "a", "b", "c", "d", "e", "inv", "art"}
INNER = {part.lower() for name in inner_names() for part in name.split("_")} - ALSO_NORWEGIAN


def ids(output: Output) -> Iterator[str]:
    """Every id that a block's output can be linked to by."""
    for node in nodes_in(output.nodes):
        for one in (node, *getattr(node, "figures", ()), *getattr(node, "points", ()), *getattr(node, "items", ())):
            yield getattr(one, "id", None) or ""
    for found in tables_in(output.nodes):
        yield found.id
        yield from (row.id for row in found.rows)
        yield from (column.id for column in found.columns)
        yield from (note.id for note in found.notes)
    for explanation in output.explanations:
        yield explanation.id


@pytest.mark.parametrize("name", sorted(PLANS))
def test_no_address_mixes_languages(name: str) -> None:
    for block, output in make_all(PLANS[name]).items():
        found = {id for id in ids(output) if id}
        assert {id for id in found if not ADDRESS.fullmatch(id)} == set(), block
        assert {id for id in found if INNER & set(id.split("-"))} == set(), block


@pytest.mark.parametrize("language", ["nn", "en"])
def test_addresses_are_the_same_in_every_language(language: str) -> None:
    for name in ("built", "proposal"):
        bokmal, other = make_all(PLANS[name]), make_all(PLANS[name], language)
        assert {block: list(ids(output)) for block, output in bokmal.items()} == {
            block: list(ids(output)) for block, output in other.items()
        }


def test_everything_that_is_addressed_has_a_word() -> None:
    names = (*check_ids(), *INDICATORS, *Category, *FundKind, *Kind)
    assert all(ADDRESS.fullmatch(address(name)) for name in names)
    assert len({address(category) for category in Category}) == len(Category)
    assert len({address(kind) for kind in FundKind}) == len(FundKind)


def test_a_check_has_the_same_address_whatever_checks_stand_before_it() -> None:
    rows = [row.id for row in table(make("budget.checks", PLANS["built"]), "tab-kontroll").rows]
    assert {"balanse-drift", "balanse-investering", "minimumsavdrag-drift", "robek-e", "mal-lanegjeld"} <= set(rows)

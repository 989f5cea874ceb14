"""The statutory statements as data."""

import pytest

from rodtrad.facts.budget_regulation.statements import (
    DEVIATIONS,
    FIRST_PARTS,
    SECOND_PARTS,
    StatementFact,
    second_part_fact,
    statement_fact,
)
from rodtrad.facts.reader import Certainty, FactMissing, read_table
from rodtrad.values.wording import Wording, worded

WITH_LINES = [*FIRST_PARTS, *DEVIATIONS]
_ROOTS = {"5-4-1": ["25"], "5-5-1": ["25"], "5-6": ["32"], "5-8": ["SUM_A", "SUM_G", "F"]}


@pytest.mark.parametrize("statement_id", WITH_LINES)
def test_a_formula_names_only_lines_of_its_statement(statement_id: str) -> None:
    fact = statement_fact(statement_id)
    lines = {line.line for line in fact.lines}
    assert len(lines) == len(fact.lines)
    for line in fact.lines:
        assert {term.reference for term in line.terms} <= lines
        assert set(line.except_lines) <= lines


@pytest.mark.parametrize("statement_id", WITH_LINES)
def test_a_line_is_counted_in_exactly_one_way(statement_id: str) -> None:
    for line in statement_fact(statement_id).lines:
        ways = (line.selectors, line.terms, line.statement_terms, line.difference_of, line.taken_from)
        assert sum(map(bool, ways)) == 1, line.line
        assert line.total == bool(line.terms)
        assert line.terms or line.certainty is not None


@pytest.mark.parametrize("statement_id", FIRST_PARTS)
def test_every_line_reaches_the_bottom_line_exactly_once(statement_id: str) -> None:
    fact = statement_fact(statement_id)
    reached: list[str] = [line for root in _ROOTS[statement_id] for line in _leaves(fact, root)]
    assert sorted(reached) == sorted(line.line for line in fact.lines if not line.terms)


def _leaves(fact: StatementFact, line: str) -> list[str]:
    terms = fact.line(line).terms
    return [leaf for term in terms for leaf in _leaves(fact, term.reference)] if terms else [line]


@pytest.mark.parametrize("statement_id", SECOND_PARTS)
def test_a_second_part_breaks_down_lines_that_its_first_part_has(statement_id: str) -> None:
    fact = second_part_fact(statement_id)
    first = statement_fact(fact.first_part)
    assert all(first.line(part).selectors for part in fact.parts)


def test_an_unknown_statement_is_missing() -> None:
    with pytest.raises(FactMissing):
        statement_fact("5-7")


def test_every_label_and_every_doubt_is_known_in_nynorsk_and_english() -> None:
    said = [fact.reference for fact in map(statement_fact, WITH_LINES)]
    for fact in map(statement_fact, WITH_LINES):
        said += [line.label for line in fact.lines]
        said += [line.note for line in fact.lines if line.certainty is Certainty.UNVERIFIED and line.note]
    said += [second_part_fact(id).total_label for id in SECOND_PARTS]
    same = {"FOR-2019-06-07-714 § 5-6", "FOR-2019-06-07-714 § 5-8"}
    known = {text for text in said if isinstance(text, Wording) and set(text.others) == {"nn", "en"}}
    assert set(said) - known == same


def test_the_translations_are_marked_as_our_own_and_none_is_idle() -> None:
    words = read_table("budget_regulation/statement_words.csv")
    assert words.origin.certainty is Certainty.UNVERIFIED
    assert "own translation" in words.origin.source
    bokmal = [row["nb"] for row in words.rows]
    assert len(set(bokmal)) == len(bokmal)
    facts = [statement_fact(id) for id in WITH_LINES]
    used = {line.label for fact in facts for line in fact.lines} | {line.note for fact in facts for line in fact.lines}
    used |= {fact.reference for fact in facts} | {second_part_fact(id).reference for id in SECOND_PARTS}
    used |= {second_part_fact(id).total_label for id in SECOND_PARTS}
    assert set(bokmal) <= used


def test_the_official_label_is_the_default() -> None:
    label = statement_fact("5-4-1").line("1").label
    assert (label, worded(label, "nn"), worded(label, "en")) == ("Rammetilskudd", "Rammetilskot", "General grant")

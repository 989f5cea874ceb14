"""Which accounts make up which key figure, in the definitions of 2016 and in the forms that hold in any year.

The 2016 recipes are the last that Statistics Norway has published as data; they name every art. The current
definitions say the same with intervals, so that arts that were split or renumbered later (270, 874, 875 ...) stay
in their figure. What differs is written in docs/guides/kostra-nokkeltall.md.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from rodtrad.facts.code_intervals import CodeIntervals
from rodtrad.facts.reader import Certainty, read_table, read_yaml
from rodtrad.facts.signed_sums import Term, parse_signed_sum

FOLDER = "kostra/key_figures"
_FIRST_EDITION = 2016


class Edition(StrEnum):
    """Which definitions: the published ones of 2016, or the forms that hold in any year."""

    PUBLISHED_2016 = "2016"
    CURRENT = "current"


class Cell(NamedTuple):
    """One figure: account class D, I or B, a function or group of functions (empty for B), and a concept."""

    account_class: str
    unit: str
    concept: str


@dataclass(frozen=True)
class Label:
    """What a concept or group is called; None where no label is known."""

    text: str
    certainty: Certainty


@dataclass(frozen=True)
class Correction:
    """A cell that is replaced by a sum of other cells."""

    cell: Cell
    terms: tuple[tuple[int, Cell], ...]


@dataclass(frozen=True)
class Definitions:
    """One edition of the definitions. All weights apply to amounts with income and liabilities counted positive."""

    edition: Edition
    groups_by_function: Mapping[str, tuple[str, ...]]
    functions_by_group: Mapping[str, tuple[str, ...]]
    corrections: tuple[Correction, ...]
    selections: Mapping[str, tuple[str, ...]]
    art_spellings: Mapping[str, tuple[str, ...]]
    arts_turned: CodeIntervals
    chapters_turned: CodeIntervals
    labels: Mapping[str, Label]
    _weights_2016: Mapping[str, tuple[tuple[str, int], ...]]
    _intervals: tuple[tuple[str, CodeIntervals, CodeIntervals], ...]
    _outside: frozenset[str]
    _chapters: Mapping[str, tuple[tuple[str, int], ...]]

    def concepts_of_art(self, art: str) -> tuple[tuple[str, int], ...]:
        """The concepts that the art belongs to, each with its weight."""
        if self.edition is Edition.PUBLISHED_2016:
            return self._weights_2016.get(art, ())
        if art in self._outside:
            return ()
        found = []
        for concept, plus, minus in self._intervals:
            weight = (art in plus) - (art in minus)
            if weight:
                found.append((concept, weight))
        return tuple(found)

    def concepts_of_chapter(self, chapter: str) -> tuple[tuple[str, int], ...]:
        """The balance concepts that the chapter belongs to, each with its weight."""
        return self._chapters.get(chapter, ())

    def label(self, code: str) -> Label | None:
        """What the concept or group is called, None where no label is known."""
        return self.labels.get(code)


@cache
def load_definitions(edition: Edition) -> Definitions:
    """The definitions of one edition, read once from the facts."""
    concepts = read_yaml(f"{FOLDER}/concepts.yaml")
    signs = read_yaml(f"{FOLDER}/sign_conventions.yaml")
    functions_by_group, groups_by_function = _groups(edition)
    corrections, selections = _corrections(edition)
    return Definitions(
        edition=edition,
        groups_by_function=groups_by_function,
        functions_by_group=functions_by_group,
        corrections=corrections,
        selections=selections,
        art_spellings=MappingProxyType({k: tuple(v) for k, v in signs["art_spellings"].items()}),
        arts_turned=CodeIntervals.parse(signs["arts_turned"]),
        chapters_turned=CodeIntervals.parse(signs["chapters_turned"]),
        labels=_labels(concepts),
        _weights_2016=_weights("concept_arts_2016.csv", "art"),
        _intervals=_intervals(concepts["art_concepts"]),
        _outside=frozenset(concepts["outside_every_interval"]),
        _chapters=_chapters(edition, signs),
    )


def _labels(concepts: Mapping[str, Any]) -> Mapping[str, Label]:
    found = {}
    for kind in ("art_concepts", "balance_concepts", "function_groups"):
        for code, entry in concepts[kind].items():
            if "label" in entry:
                found[code] = Label(entry["label"], Certainty(entry["label_certainty"]))
    return MappingProxyType(found)


def _weights(name: str, column: str) -> Mapping[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in read_table(f"{FOLDER}/{name}").rows:
        found[row[column]].append((row["concept"], int(row["weight"])))
    return MappingProxyType({code: tuple(weights) for code, weights in found.items()})


def _intervals(entries: Mapping[str, Any]) -> tuple[tuple[str, CodeIntervals, CodeIntervals], ...]:
    return tuple(
        (code, CodeIntervals.parse(entry.get("plus", ())), CodeIntervals.parse(entry.get("minus", ())))
        for code, entry in entries.items()
        if "plus" in entry
    )


def _groups(edition: Edition) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    by_group: dict[str, list[str]] = defaultdict(list)
    by_function: dict[str, list[str]] = defaultdict(list)
    for row in read_table(f"{FOLDER}/function_groups.csv").rows:
        if edition is Edition.CURRENT or int(row["valid_from"]) <= _FIRST_EDITION:
            by_group[row["group"]].append(row["function"])
            by_function[row["function"]].append(row["group"])
    return (
        MappingProxyType({group: tuple(functions) for group, functions in by_group.items()}),
        MappingProxyType({function: tuple(groups) for function, groups in by_function.items()}),
    )


def _chapters(edition: Edition, signs: Mapping[str, Any]) -> Mapping[str, tuple[tuple[str, int], ...]]:
    weights = dict(_weights("concept_chapters.csv", "chapter"))
    if edition is Edition.CURRENT:
        for concept, changed in signs["current_chapter_weights"].items():
            for chapter, weight in changed.items():
                weights[chapter] = tuple((c, weight if c == concept else w) for c, w in weights[chapter])
        for chapter, parts in signs["chapter_splits"].items():
            weights.update(dict.fromkeys(parts, weights[chapter]))
    return MappingProxyType(weights)


def _corrections(edition: Edition) -> tuple[tuple[Correction, ...], Mapping[str, tuple[str, ...]]]:
    entry = read_yaml(f"{FOLDER}/corrections.yaml")["definitions"][edition.value]
    found = []
    for formula in entry["formulas"]:
        left, right = formula.split("=")
        terms = parse_signed_sum(right)
        classes = ("",) if left.count(":") == 2 else ("D:", "I:")
        found += [_correction(prefix, left.strip(), terms) for prefix in classes]
    selections = {name: tuple(selection["arts"]) for name, selection in entry["selections"].items()}
    return tuple(found), MappingProxyType(selections)


def _correction(prefix: str, left: str, terms: tuple[Term, ...]) -> Correction:
    return Correction(
        Cell(*f"{prefix}{left}".split(":")),
        tuple((term.sign, Cell(*f"{prefix}{term.reference}".split(":"))) for term in terms),
    )

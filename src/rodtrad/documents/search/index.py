"""The search index of an edition: built when it is published, a file beside its pages, read without a database."""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from rodtrad.documents.editions import Edition
from rodtrad.documents.search.entries import Entry, entries_of
from rodtrad.documents.search.words import number_terms, numbers_in, stems

FORMAT = "rodtrad-search/1"
TITLE_WEIGHT = 4
MOST_WEIGHT = 12


@dataclass(frozen=True)
class SearchIndex:
    """The entries, and for each term the entries that have it with a weight (more in a title, more when repeated)."""

    edition: str
    language: str
    entries: tuple[Entry, ...]
    terms: dict[str, tuple[tuple[int, int], ...]]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The terms that are stems of words, sorted."""
        return tuple(sorted(term for term in self.terms if ":" not in term))

    def dumps(self) -> bytes:
        """The index as JSON; the same edition gives the same bytes."""
        plain = {
            "format": FORMAT,
            "edition": self.edition,
            "language": self.language,
            "entries": [[e.group, e.title, e.url, e.where, e.text] for e in self.entries],
            "terms": {term: [n for pair in self.terms[term] for n in pair] for term in sorted(self.terms)},
        }
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def build(edition: Edition) -> SearchIndex:
    """The index of everything that `entries_of` finds in the edition."""
    entries = tuple(entries_of(edition))
    weights: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for i, entry in enumerate(entries):
        for text, weight in ((entry.title, TITLE_WEIGHT), (entry.text, 1)):
            for term in stems(text, edition.language):
                weights[term][i] += weight
            if entry.terms and entry.group == "numbers" and text is entry.text:
                continue
            for number in numbers_in(text):
                for term in number_terms(number):
                    weights[term][i] += weight
        for term in entry.terms:
            weights[term][i] += TITLE_WEIGHT
    terms = {
        term: tuple((i, min(weight, MOST_WEIGHT)) for i, weight in sorted(found.items()))
        for term, found in weights.items()
    }
    return SearchIndex(edition.id, edition.language, entries, terms)


def loads(data: bytes) -> SearchIndex:
    """The index that `dumps` wrote. Raises ValueError for another format."""
    plain = json.loads(data)
    if plain.get("format") != FORMAT:
        raise ValueError(f"not a search index that this version reads: {plain.get('format')!r}")
    entries = tuple(Entry(*fields) for fields in plain["entries"])
    terms = {term: tuple(zip(flat[::2], flat[1::2], strict=True)) for term, flat in plain["terms"].items()}
    return SearchIndex(plain["edition"], plain["language"], entries, terms)

"""Answering a query from an index: every word must be met, in full or by its beginning, a compound, or a synonym.

A compound that nothing meets is answered by the words it is made of: "eldreomsorg" finds what is said about "omsorg".
"""

from bisect import bisect_left
from collections import defaultdict
from math import log

from rodtrad.documents.renderers.html.site_pages import HIT_GROUPS, Hit
from rodtrad.documents.search.entries import Entry
from rodtrad.documents.search.index import SearchIndex
from rodtrad.documents.search.words import asked_terms, numbers_in, stem, stop_words, synonyms, words_of

LONGEST_QUERY = 200
HITS_PER_GROUP = 20
_SNIPPET = 190
_EXACT, _BEGINNING, _SYNONYM, _INSIDE, _PART = 1.0, 0.55, 0.5, 0.3, 0.2
_SHORTEST_PART = 5


def find(index: SearchIndex, query: str) -> list[Hit]:
    """The hits for what a reader typed, the best first in each group, at most 20 in a group.

    Words and numbers must all be met by an entry; when no entry meets all of them, those that meet most are shown.
    """
    asked = _asked(query[:LONGEST_QUERY], index)
    if not asked:
        return []
    scores: dict[int, float] = defaultdict(float)
    met: dict[int, int] = defaultdict(int)
    for terms in asked:
        best: dict[int, float] = {}
        for term, quality in terms.items():
            found = index.terms.get(term, ())
            rarity = log(1 + len(index.entries) / len(found)) if found else 0.0
            for i, weight in found:
                best[i] = max(best.get(i, 0.0), quality * rarity * (1 + log(weight)))
        for i, score in best.items():
            scores[i] += score
            met[i] += 1
    most = max(met.values(), default=0)
    ranked = sorted((i for i in met if met[i] == most), key=lambda i: (-scores[i], i))
    wanted = {term for terms in asked for term in terms}
    hits: dict[str, list[Hit]] = {group: [] for group in HIT_GROUPS}
    for i in ranked:
        entry = index.entries[i]
        if len(hits[entry.group]) < HITS_PER_GROUP:
            where = "" if entry.where == entry.title else entry.where
            hits[entry.group].append(Hit(entry.group, entry.title, entry.url, _snippet(entry, wanted, index), where))
    return [hit for group in HIT_GROUPS for hit in hits[group]]


def _asked(query: str, index: SearchIndex) -> list[dict[str, float]]:
    """For each word and number of the query, the terms that meet it and how well."""
    numbers = numbers_in(query)
    asked = [dict.fromkeys(asked_terms(number), _EXACT) for number in numbers]
    rest = list(query)
    for number in numbers:
        rest[number.start : number.end] = " " * (number.end - number.start)
    for word, _ in words_of("".join(rest)):
        if word.lower() not in stop_words():
            asked.append(_terms_for(stem(word, index.language), index))
    return asked


def _terms_for(wanted: str, index: SearchIndex) -> dict[str, float]:
    terms = {wanted: _EXACT}
    for synonym in synonyms().get(wanted, ()):
        terms.setdefault(synonym, _SYNONYM)
    if len(wanted) < 3:
        return terms
    words = index.words
    i = bisect_left(words, wanted)
    while i < len(words) and words[i].startswith(wanted):
        terms.setdefault(words[i], _BEGINNING)
        i += 1
    if len(wanted) >= 4:
        for word in words:
            if wanted in word:
                terms.setdefault(word, _INSIDE)
    if not any(term in index.terms for term in terms):
        terms.update((word, _PART) for word in words if len(word) >= _SHORTEST_PART and word in wanted)
    return terms


def _snippet(entry: Entry, wanted: set[str], index: SearchIndex) -> str:
    """The part of the text around the first word that was asked for; the beginning when only the title has it."""
    text = entry.text
    if len(text) <= _SNIPPET:
        return text
    at = next((start for word, start in words_of(text) if stem(word, index.language) in wanted), None)
    if at is None:
        numbers = (number for number in numbers_in(text) if asked_terms(number) & wanted)
        at = next((number.start for number in numbers), 0)
    start = max(0, at - _SNIPPET // 3)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.rfind(" ", start, start + _SNIPPET) if start + _SNIPPET < len(text) else len(text)
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")

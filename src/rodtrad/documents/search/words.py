"""Words and numbers of a text as search terms, the same for documents and for what a reader types.

Words become stems that bokmål and nynorsk share; numbers become terms that hold however they are written ("12,3 mill."
and 12 300 000, "204 581" with any kind of space). The stemmer is Snowball's; the differences between the written forms
and the synonyms are data beside this module.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import snowballstemmer
import yaml

from rodtrad.values.numbers import parse_number
from rodtrad.values.rounding import round_half_away

_SPACE = " \u00a0\u202f\u2009"
_NUMBER = re.compile(
    rf"(?<![\d,.])(\d{{1,3}}(?:[{_SPACE}.]\d{{3}})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?!\d)"
    rf"(?:[{_SPACE}]*(mill(?:ion(?:er|ar)?)?|mrd|milliard(?:er|ar)?|tusen|kroner|kr)\b)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_SCALES = (("milliard", 1_000_000_000), ("mrd", 1_000_000_000), ("mill", 1_000_000), ("tusen", 1_000), ("kr", 1))


@cache
def _data(name: str) -> Any:
    return yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing about what a text is about."""
    return frozenset(_data("written_forms.yaml")["stop_words"])


@cache
def _written_forms() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    data = _data("written_forms.yaml")
    roots = sorted(data["roots"].items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return data["words"], tuple((old, new) for old, new in roots if old != new)


@cache
def _stemmer(name: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(name)


@lru_cache(maxsize=65536)
def stem(word: str, language: str = "nb") -> str:
    """The stem of a word; the two Norwegian written forms of a word have the same one."""
    word = word.lower()
    if language == "en":
        return str(_stemmer("english").stemWord(word))
    words, roots = _written_forms()
    word = words.get(word, word)
    for old, new in roots:
        if old in word and new not in word:
            word = word.replace(old, new)
            break
    found = str(_stemmer("norwegian").stemWord(word))
    return found[:-1] if len(found) > 3 and found[-1] == found[-2] and found[-1] not in "aeiouyæøå" else found


@dataclass(frozen=True)
class Number:
    """A number found in a text: its value, how many kroner one of it is (None without such a word), and its place."""

    value: Decimal
    scale: int | None
    start: int
    end: int
    written: str


def numbers_in(text: str) -> list[Number]:
    """The numbers of a text; a sign is left out, since readers search for the amount."""
    found = []
    for match in _NUMBER.finditer(text):
        digits, word = match.group(1), (match.group(2) or "").lower()
        if re.search(rf"[{_SPACE}.]\d{{3}}(?!\d)", digits):
            digits = digits.replace(".", "")
        value = parse_number(digits.replace(".", ","))
        scale = next((size for start, size in _SCALES if word.startswith(start)), None)
        found.append(Number(value, scale, match.start(), match.end(), digits))
    return found


def plain(value: Decimal) -> str:
    """A number without trailing zeros: 12.30 and 12.3 are the same term."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount_terms(kroner: Decimal) -> set[str]:
    """The terms that an amount is found by: kroner, thousands, millions (none or one decimal), billions (one)."""
    terms = {f"k:{plain(kroner)}"}
    for name, size, places in (("t", 1_000, 0), ("m", 1_000_000, 0), ("m", 1_000_000, 1), ("b", 1_000_000_000, 1)):
        rounded = round_half_away(kroner / size, places)
        if rounded:
            terms.add(f"{name}:{plain(rounded)}")
    return terms


def number_terms(number: Number) -> set[str]:
    """The terms that a number in running text is found by."""
    terms = {f"n:{plain(number.value)}"}
    if number.written.startswith("0") and number.written.isdigit():
        terms.add(f"n:{number.written}")
    if number.scale is not None:
        terms |= amount_terms(number.value * number.scale)
    return terms


def asked_terms(number: Number) -> set[str]:
    """The terms, any of which answers a number in a query: by its unit word, or as shown and as kroner without one."""
    name = {1: "k", 1_000: "t", 1_000_000: "m", 1_000_000_000: "b"}.get(number.scale or 0)
    if name:
        return {f"{name}:{plain(number.value)}", *({f"k:{plain(number.value * 1000)}"} if name == "t" else set())}
    terms = {f"n:{plain(number.value)}"}
    if number.written.startswith("0") and number.written.isdigit():
        return {f"n:{number.written}"}
    return terms | {f"k:{plain(number.value)}"} if number.value >= 10_000 else terms


def stems(text: str, language: str = "nb") -> list[str]:
    """The stems of the words of a text, in order, without the words that say nothing."""
    return [stem(word, language) for word in _WORD.findall(text) if word.lower() not in stop_words()]


def words_of(text: str) -> list[tuple[str, int]]:
    """The words of a text and where each begins."""
    return [(match.group(), match.start()) for match in _WORD.finditer(text)]


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Stem -> the stems of its synonyms."""
    groups = _data("synonyms.yaml")
    found: dict[str, set[str]] = {}
    for group in groups:
        members = {stem(word) for word in group}
        for member in members:
            found.setdefault(member, set()).update(members - {member})
    return {member: frozenset(others) for member, others in found.items()}

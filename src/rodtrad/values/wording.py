"""A text in bokmål that is known in other languages too, so that what is computed once can be said in any of them.

It is the bokmål text to everything that only knows texts: command lines, checks and comparisons need not care.
"""

from collections.abc import Callable, Iterable, Mapping

BOKMAL = "nb"


class Wording(str):
    """The bokmål text; `others` are the same text by language."""

    __slots__ = ("others",)
    others: dict[str, str]

    def __new__(cls, text: str, others: Mapping[str, str] | None = None) -> "Wording":
        made = super().__new__(cls, text)
        made.others = dict(others or {})
        return made

    def in_language(self, language: str) -> str:
        """The text in a language; bokmål where it is not known in it."""
        return self.others.get(language, str(self))


def worded(text: str, language: str) -> str:
    """Any text in a language: a wording says it, and a plain text is what it is."""
    return text.in_language(language) if isinstance(text, Wording) else text


def composed(languages: Iterable[str], make: Callable[[str], str]) -> Wording:
    """The wording that `make` gives for bokmål and each of the other languages."""
    return Wording(make(BOKMAL), {language: make(language) for language in languages if language != BOKMAL})


def wording_of(stated: str | Mapping[str, str]) -> Wording:
    """A wording as data files write it: a text in bokmål, or one text for each language."""
    if isinstance(stated, str):
        return Wording(stated)
    return Wording(stated[BOKMAL], {language: text for language, text in stated.items() if language != BOKMAL})


def joined(parts: Iterable[str], between: str = " ") -> Wording:
    """Texts one after the other, in every language that one of them is known in; empty ones are left out."""
    kept = [part for part in parts if part]
    languages = sorted({language for part in kept if isinstance(part, Wording) for language in part.others})
    return composed(languages, lambda language: between.join(worded(part, language) for part in kept))

"""The fixed words of a document ("Tabell 4.1", "Kilde", "Hvordan er dette beregnet?") in each content language.

An edition has one content language, and a section may have another; both need the words around the content in that
language. There is one catalogue for each language, with the same keys and the same named values in all of them. Units,
missing-value signs and the rounding note are in `documents.shown`, because they belong to the numbers.
"""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

import yaml

LANGUAGES = ("nb", "nn", "en")
DEFAULT = "nb"


@cache
def catalogue(language: str, package: str = __package__) -> dict[str, str]:
    """Every key with its text in `language`; a language without a catalogue (se) gets bokmål.

    `package` holds the catalogues; a feature with words of its own keeps them beside its blocks.
    """
    name = language if language in LANGUAGES else DEFAULT
    loaded: dict[str, str] = yaml.safe_load(files(package).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def words_of(package: str) -> Callable[..., str]:
    """The function `text(key, language, **values)` over the catalogues in `package`."""

    def text(key: str, language: str = DEFAULT, **values: object) -> str:
        words = catalogue(language, package)
        chosen = f"{key}_one" if values.get("count") == 1 and f"{key}_one" in words else key
        return words[chosen].format_map(values) if values else words[chosen]

    return text


def text(key: str, language: str = DEFAULT, **values: object) -> str:
    """The words for `key` in `language`, with `values` put into their places.

    A key that ends in `_one` is used instead when the value `count` is 1. Raises KeyError for an unknown key and for a
    value that the words need and did not get.
    """
    return _own(key, language, **values)


_own = words_of(__package__)

"""What checks and computations say, as sentences that are known in every language a document may have.

The words stand in a file for each language beside this module; a sentence is its bokmål text until it is asked for
another language (`rodtrad.values.wording`).
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from rodtrad.values.wording import BOKMAL, Wording, composed, worded

LANGUAGES = (BOKMAL, "nn", "en")


@cache
def sentences(language: str) -> Mapping[str, str]:
    """Every sentence of a language by its key, with places to fill in."""
    content = yaml.safe_load(files(__package__).joinpath(f"{language}.yaml").read_text(encoding="utf-8"))
    return MappingProxyType({str(key): str(text) for key, text in content.items()})


def sentence(key: str, **values: str | int) -> Wording:
    """The sentence `key` with its places filled in, in every language; `key`_one for a `count` of one, where it exists.

    Raises KeyError for an unknown key or place.
    """
    chosen = f"{key}_one" if values.get("count") == 1 and f"{key}_one" in sentences(BOKMAL) else key

    def said(language: str) -> str:
        filled = {name: worded(value, language) if isinstance(value, str) else value for name, value in values.items()}
        return sentences(language)[chosen].format(**filled)

    return composed(LANGUAGES, said)

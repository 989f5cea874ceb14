"""What checks and computations say, as sentences that are known in every language a document may have.

The words stand in a file for each language beside this module; a sentence is its bokmål text until it is asked for
another language (`rodtrad.values.wording`).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from rodtrad.values.numbers import format_number
from rodtrad.values.wording import Wording, composed, worded

LANGUAGES = ("nb", "nn", "en")


@cache
def sentences(language: str) -> Mapping[str, str]:
    """Every sentence of a language by its key, with places to fill in."""
    content = yaml.safe_load(files(__package__).joinpath(f"{language}.yaml").read_text(encoding="utf-8"))
    return MappingProxyType({str(key): str(text) for key, text in content.items()})


def sentence(key: str, **values: str | int) -> Wording:
    """The sentence `key` with its places filled in, in every language. Raises KeyError for an unknown key or place."""

    def said(language: str) -> str:
        filled = {name: worded(value, language) if isinstance(value, str) else value for name, value in values.items()}
        return sentences(language)[key].format(**filled)

    return composed(LANGUAGES, said)


def kroner(amount: int) -> Wording:
    """An amount as people write it, without sign: "1 234 kroner"."""
    return sentence("krone" if abs(amount) == 1 else "kroner", amount=format_number(abs(amount)))


def listed(parts: Sequence[str]) -> Wording:
    """A list in a sentence: "a, b og c"."""
    if len(parts) < 2:
        return composed(LANGUAGES, lambda language: "".join(worded(part, language) for part in parts))
    head = composed(LANGUAGES, lambda language: ", ".join(worded(part, language) for part in parts[:-1]))
    return sentence("list", head=head, last=parts[-1])

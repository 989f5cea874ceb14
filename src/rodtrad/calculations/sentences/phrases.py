"""Amounts and lists as parts of sentences, in every language."""

from collections.abc import Sequence

from rodtrad.calculations.sentences import LANGUAGES, sentence
from rodtrad.values.numbers import format_number
from rodtrad.values.wording import Wording, composed, worded


def kroner(amount: int) -> Wording:
    """An amount as people write it, without sign: "1 234 kroner"."""
    return sentence("krone" if abs(amount) == 1 else "kroner", amount=format_number(abs(amount)))


def listed(parts: Sequence[str]) -> Wording:
    """A list in a sentence: "a, b og c"."""
    if len(parts) < 2:
        return composed(LANGUAGES, lambda language: "".join(worded(part, language) for part in parts))
    head = composed(LANGUAGES, lambda language: ", ".join(worded(part, language) for part in parts[:-1]))
    return sentence("list", head=head, last=parts[-1])

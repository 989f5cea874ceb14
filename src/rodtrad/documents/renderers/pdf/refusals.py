"""What typst refuses, said so that the person who publishes knows what is wrong, where, and what to do."""

import re

from rodtrad.documents.editions import Edition
from rodtrad.documents.renderers.texts import texts_of

_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_PRIVATE = re.compile(r'contains the codepoint `"(.+?)"`', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_IMAGE = re.compile(r"failed to (?:decode|load|parse) (?:image|svg)", re.IGNORECASE)


def explain(message: str, edition: Edition) -> str:
    """typst's message in Norwegian; a message that is not known is given in typst's own words."""
    start = f"PDF-en av {edition.id} kunne ikke lages: "
    sign = _NO_GLYPH.search(message) or _PRIVATE.search(message)
    if sign:
        text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), sign[1])
        code = " ".join(f"U+{ord(char):04X}" for char in text)
        return (
            f"{start}tegnet «{text}» ({code}) finnes ikke i skriften som PDF-en bruker, og kan ikke leses av alle. "
            f"{_where(text, edition)} Ta tegnet bort, eller skriv det med ord."
        )
    if _IMAGE.search(message):
        advice = "et bilde er ødelagt eller i et format som ikke kan leses. Lagre bildet på nytt som PNG."
        return f"{start}{advice} ({message})"
    return f"{start}{message}"


def _where(text: str, edition: Edition) -> str:
    for item in texts_of(edition):
        at = item.text.find(text)
        if at >= 0:
            around = item.text[max(0, at - 30) : at + 30]
            return f"Det står i delen «{item.section}»: «{around}»."
    return "Det står i en tabell, en figur eller en overskrift."

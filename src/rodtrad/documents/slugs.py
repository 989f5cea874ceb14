"""Stable, readable ids from titles: lower case, æøå spelled out, hyphens between words."""

import re
import unicodedata

_SPELLED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "đ": "d", "ŧ": "t", "ŋ": "n"})


def slug(title: str) -> str:
    """`Barn og unge på Nes` becomes `barn-og-unge-pa-nes`."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_SPELLED))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")

"""Formulas kept as data: sums of named terms with signs, such as "9 - 15" or "D:FG2:AGD45 - D:FG2:AGD46".

Statement lines and key-figure corrections are written this way, so that nothing in a data file is ever executed.
"""

import re
from dataclasses import dataclass

_TERM = re.compile(r"\s*([+-]?)\s*([A-Za-z0-9_.:]+)\s*")


@dataclass(frozen=True, slots=True)
class Term:
    """One term: `sign` is 1 or -1, `reference` the name of what is added."""

    sign: int
    reference: str


def parse_signed_sum(text: str) -> tuple[Term, ...]:
    """The terms of a sum; every term but the first must carry a plus or a minus.

    Raises ValueError when the text is anything else than such a sum.
    """
    terms: list[Term] = []
    position = 0
    while position < len(text):
        match = _TERM.match(text, position)
        if match is None or (terms and not match[1]):
            raise ValueError(f"not a sum of terms: {text!r}")
        terms.append(Term(-1 if match[1] == "-" else 1, match[2]))
        position = match.end()
    if not terms:
        raise ValueError("an empty sum")
    return tuple(terms)

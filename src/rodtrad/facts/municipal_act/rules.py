"""The act's rules as dated values (kommuneloven chapters 14 and 28)."""

from dataclasses import dataclass
from functools import cache

from rodtrad.facts.reader import Fact, read_dated, read_origin, read_yaml
from rodtrad.values.wording import wording_of

_RULES = "municipal_act/rules.yaml"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's value in a year, with its Norwegian term, reference and what must be verified about it."""

    fact: Fact
    term: str
    unit: str
    reference: str
    verify: str = ""
    note: str = ""


@cache
def rule(name: str, year: int) -> Rule:
    """The rule that holds in `year`. Raises KeyError for an unknown rule and FactMissing before its first year."""
    content = read_yaml(_RULES)
    entry = content["rules"][name]
    dated = read_dated(name, entry["values"], path=_RULES, origin=read_origin(_RULES, content))
    return Rule(
        dated.at(year),
        entry["term"],
        entry["unit"],
        entry["reference"],
        entry.get("verify", ""),
        wording_of(entry.get("note", "")),
    )

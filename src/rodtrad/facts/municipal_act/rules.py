"""The act's rules as dated values, and the definitions of the checks (kommuneloven chapters 14 and 28)."""

from dataclasses import dataclass
from functools import cache

from rodtrad.facts.reader import Certainty, Fact, read_dated, read_origin, read_yaml

_RULES = "municipal_act/rules.yaml"
_CHECKS = "municipal_act/checks.yaml"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's value in a year, with its Norwegian term, reference and what must be verified about it."""

    fact: Fact
    term: str
    unit: str
    reference: str
    verify: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckDefinition:
    """What a check asks for: a title in plain words and the provision it comes from."""

    id: str
    title: str
    law_reference: str
    certainty: Certainty


@cache
def rule(name: str, year: int) -> Rule:
    """The rule that holds in `year`. Raises KeyError for an unknown rule and FactMissing before its first year."""
    content = read_yaml(_RULES)
    entry = content["rules"][name]
    dated = read_dated(name, entry["values"], path=_RULES, origin=read_origin(_RULES, content))
    return Rule(
        dated.at(year), entry["term"], entry["unit"], entry["reference"], entry.get("verify", ""), entry.get("note", "")
    )


@cache
def check_definitions() -> dict[str, CheckDefinition]:
    """Every check by id, in the order they are shown."""
    content = read_yaml(_CHECKS)
    return {
        entry["id"]: CheckDefinition(entry["id"], entry["title"], entry["reference"], Certainty(entry["certainty"]))
        for entry in content["checks"]
    }

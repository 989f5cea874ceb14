"""The act's rules as dated values, and the definitions of the checks (kommuneloven chapters 14 and 28)."""

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rodtrad.facts.budget_regulation.legal_checks import legal_checks
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
    note: str = ""


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
def check_definitions() -> MappingProxyType[str, CheckDefinition]:
    """Every check by id, in the order they are shown; those of the law with the reference of `legal_checks`."""
    legal = legal_checks()
    found = {}
    for entry in read_yaml(_CHECKS)["checks"]:
        law = legal.get(entry["id"])
        reference = law.reference if law else entry["reference"]
        certainty = law.certainty if law else Certainty(entry["certainty"])
        note = law.note if law else ""
        found[entry["id"]] = CheckDefinition(entry["id"], entry["title"], reference, certainty, note)
    return MappingProxyType(found)
